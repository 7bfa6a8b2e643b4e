// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { numbersOf, textsOf } from "../src/payload";

test("a bare number is the only channel's", () => {
  expect([...numbersOf(5.5, "power")]).toEqual([["power", [5.5]]]);
});

test("nested numbers are named by their path, texts are no numbers", () => {
  const payload = { location: { x: 1, y: 2 }, on: true, at: "noon" };
  expect([...numbersOf(payload, "")]).toEqual([["location.x", [1]], ["location.y", [2]], ["on", [1]]]);
  expect([...textsOf(payload)]).toEqual([["at", "noon"]]);
});

test("a block stays together, with its holes", () => {
  expect([...numbersOf({ ch0: [1, null, 3] }, "")]).toEqual([["ch0", [1, null, 3]]]);
});

test("null has nothing to show", () => {
  expect(numbersOf(null, "power").size).toBe(0);
});
