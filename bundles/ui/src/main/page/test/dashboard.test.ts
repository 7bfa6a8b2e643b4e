// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { dashboardOf, moved, type Tile } from "../src/dashboard";
import { Drafts } from "../src/drafts";

const tile = (device: string): Tile => ({ kind: "plot", device, of: "", width: 6, height: 2 });

test("what others have saved is taken for what it is", () => {
  for (const nothing of [null, 1, {}, { tiles: "x" }, { tiles: [null, {}, { kind: "script", device: "a" }] }]) {
    expect(dashboardOf(nothing)).toEqual({ tiles: [] });
  }
  expect(dashboardOf({ tiles: [{ kind: "number", device: "a", width: 99 }] }).tiles).toEqual([
    { kind: "number", device: "a", of: "", width: 12, height: 1 },
  ]);
});

test("tiles are moved within their bounds", () => {
  const tiles = [tile("a"), tile("b"), tile("c")];
  const order = (from: number, by: number) => moved(tiles, from, by).map((one) => one.device).join("");
  expect([order(0, 1), order(2, -1), order(0, -1), order(2, 9)]).toEqual(["bac", "acb", "abc", "abc"]);
});

test("a draft is there until it is dropped, each for its dashboard", () => {
  const kept = new Map<string, string>([["jackfield.draft.broken", "{"]]);
  const drafts = new Drafts({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => kept.set(key, text),
    removeItem: (key) => kept.delete(key),
  });
  const board = dashboardOf({ tiles: [{ kind: "plot", device: "pm1" }] });
  drafts.keep("lab", board);
  expect([drafts.of("lab"), drafts.of("hall"), drafts.of("broken")]).toEqual([board, undefined, undefined]);
  drafts.drop("lab");
  expect(drafts.of("lab")).toBeUndefined();
});
