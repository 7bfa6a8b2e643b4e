// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { bytes, essence, moment, NOTHING, number, reading, shortName, showTimesIn, shown, ticks } from "../src/format";

test("numbers have as many digits as can be read", () => {
  expect(number(1 / 3)).toBe((0.333333).toLocaleString(undefined, { maximumSignificantDigits: 6 }));
  expect(number(1.5e-9)).toBe(`${number(1.5)}×10⁻⁹`);
  expect(number(0)).toBe("0");
});

test("what is no number is a dash", () => {
  for (const nothing of [null, undefined, NaN]) expect(number(nothing)).toBe(NOTHING);
  expect(moment("never").local).toBe(NOTHING);
});

test("of a block it is told from where to where it goes", () => {
  expect(reading([-1.0061, 0.2, null, 1.0149], 6, "V")).toBe(`${number(-1.01)} … ${number(1.01)} V`);
  expect(reading([2.5], 6, "V")).toBe(`${number(2.5)} V`);
  expect(reading([null], 6, "V")).toBe(`${NOTHING} V`);
});

test("a moment is told in UTC too", () => {
  expect(moment("2026-03-01T10:15:00+01:00").utc).toBe("2026-03-01 09:15:00 UTC");
  expect(moment("2026-03-01T10:15:00.250+01:00").utc).toBe("2026-03-01 09:15:00.250 UTC");
});

test("sizes, names and long texts are short", () => {
  expect(bytes(1_500)).toBe(`${number(1.5)} KB`);
  expect(shortName("org.example.Driver")).toBe("Driver");
  expect(shown("x".repeat(20), 5)).toBe("xxxxx… (20 characters)");
});

test("the axis of a plot tells UTC to those who want it", () => {
  showTimesIn("UTC");
  expect(ticks([0], 30)[0]).toContain("00:00");
  expect(ticks([0], 100_000)[0]).toContain(`, ${ticks([0], 30)[0]}`);
  expect(ticks([0.25], 0.2)[0]).toMatch(/250/);
  showTimesIn("local");
});

test("of an error, what it says is shown first", () => {
  expect(essence("x 0.1.0 could not be activated: java.lang.IllegalArgumentException: rate must be 1")).toBe("rate must be 1");
  expect(essence("the device does not answer: try again")).toBe("the device does not answer: try again");
  expect(essence("java.lang.IllegalStateException")).toBe("java.lang.IllegalStateException");
});
