// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { pointsFor } from "../src/points";
import { around } from "../src/look";
import { dragged } from "../src/plot/gestures";
import { leftOut } from "../src/plot/logarithmic";
import { scalesOf, sizeOf, steady } from "../src/plot/scales";

test("each unit has a scale of its own, and the first three an axis", () => {
  const channels = ["V", "K", "V", "A", "Hz"].map((unit, index) => ({ unit, index }));
  expect(scalesOf(channels).map(({ unit, channels, axis }) => [unit, channels, axis])).toEqual([
    ["V", [0, 2], true], ["K", [1], true], ["A", [3], true], ["Hz", [4], false],
  ]);
});

test("a scale stays still while the values within it tremble", () => {
  expect(steady(0.13, 9.7)).toEqual(steady(0.12, 9.71));
  const [low, high] = steady(4.98, 5.02);
  expect([low < 4.98, high > 5.02, high - low < 0.1]).toEqual([true, true, true]);
});

test("a plot asks for as much as it can show, in steps", () => {
  expect([pointsFor(1_200, 1), pointsFor(1_000, 1), pointsFor(1_200, 30), pointsFor(1_200, 600)]).toEqual([2_500, 2_500, 200, 200]);
});

test("what cannot be on a logarithmic axis is told by name", () => {
  const columns = new Map([["power", [1, null, 2]], ["sine", [-1, 1]], ["offset", [0, -1]]]);
  expect(leftOut({ xs: [], columns })).toBe("Not on a logarithmic axis, never above zero: offset. Only where above zero: sine.");
  expect(leftOut({ xs: [], columns: new Map([["power", [1, null]]]) })).toBe("");
});

test("a flat line and no line at all have a scale too", () => {
  for (const flat of [0, 5, -3, 1e12, 1e-12]) {
    const [low, high] = steady(flat, flat);
    expect(low < flat && flat < high).toBe(true);
  }
  expect(steady(null, null)).toEqual([0, 1]);
});

test("an axis is as wide as its labels, in steps", () => {
  expect(sizeOf(["1.2", "1.4"])).toBe(sizeOf(["1.25", "1.4"]));
  expect(sizeOf(["-1.23456E-12"])).toBeGreaterThan(sizeOf(null));
});

test("what is under the pointer stays there while a plot is zoomed", () => {
  expect(around([0, 10], 0.5, 0.2)).toEqual([1, 6]);
});

test("one finger moves a plot, two stretch it", () => {
  expect(dragged([0, 10], 0.5, 0.25)).toEqual([2.5, 12.5]);
  expect(dragged([0, 10], 0.6, 0.8, 0.4)).toEqual([2, 7]);
  expect(dragged([0, 10], 0.41, 0.42, 0.4)).toEqual([0, 10]);
});
