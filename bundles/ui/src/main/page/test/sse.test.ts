// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { EventParser } from "../src/feed/sse";

test("events are whole however they are cut", () => {
  const text = "id: 7\nevent: device_data\ndata: {\"a\":1}\n\nevent: ping\ndata: {}\n\n";
  for (let cut = 0; cut <= text.length; cut++) {
    const parser = new EventParser();
    const events = [...parser.feed(text.slice(0, cut)), ...parser.feed(text.slice(cut))];
    expect(events).toEqual([
      { id: "7", name: "device_data", data: '{"a":1}' },
      { id: "7", name: "ping", data: "{}" },
    ]);
  }
});

test("an event without data is none", () => {
  expect(new EventParser().feed(": nothing\nid: 1\n\n")).toEqual([]);
});

test("several lines of data are one text", () => {
  expect(new EventParser().feed("data: a\r\ndata: b\r\n\r\n").map((event) => event.data)).toEqual(["a\nb"]);
});
