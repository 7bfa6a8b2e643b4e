// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { number } from "../src/format";
import { bounds, choices, collect, outer, problemOf, rawOf, standing, valueOf, type Property, type Schema } from "../src/schema/schema";

const rate: Property = { type: "number", minimum: 0.1, maximum: 1000, default: 20 };
const waveforms: Property = { type: "array", items: { type: "string", oneOf: [{ const: "sine", title: "Sine" }, { const: "square", title: "Square" }] } };

test("an empty field is left to its default", () => {
  const schema: Schema = { properties: { rate, unit: { type: "string" } } };
  expect(collect(schema, { rate: "", unit: "K" })).toEqual({ values: { unit: "K" }, problems: {} });
});

test("a field that is needed says so, unless it has a default", () => {
  expect(problemOf({ type: "string" }, true, " ")).toBe("is needed");
  expect(problemOf(rate, true, "")).toBeUndefined();
});

test("numbers are held against their bounds, in words", () => {
  expect(problemOf(rate, false, "0")).toBe("has to be 0.1 or more");
  expect(problemOf(rate, false, "1001")).toBe(`has to be ${number(1000)} or less`);
  expect(problemOf(rate, false, "fast")).toBe("“fast” is no number");
  expect(problemOf({ type: "integer" }, false, "1.5")).toBe("has to be a whole number");
  expect(problemOf({ type: "number", exclusiveMinimum: 0 }, false, "0")).toBe("has to be more than 0");
});

test("a decimal comma is understood", () => {
  expect(valueOf(rate, "2,5")).toBe(2.5);
});

test("what can be chosen keeps its type", () => {
  const property: Property = { enum: [1, "1"] };
  expect(choices(property)).toEqual([["1", "1"], ['"1"', "1"]]);
  expect(valueOf(property, "1")).toBe(1);
  expect(valueOf(property, '"1"')).toBe("1");
});

test("a list is typed one a line, and each line is checked", () => {
  expect(valueOf(waveforms, "Sine\n square \n\n")).toEqual(["sine", "square"]);
  expect(rawOf(waveforms, ["sine", "square"])).toBe("sine\nsquare");
  expect(problemOf(waveforms, false, "noise")).toContain("is none of Sine, Square");
});

test("texts are held against length and pattern", () => {
  expect(problemOf({ type: "string", maxLength: 2 }, false, "abc")).toBe("may have 2 characters, has 3");
  expect(problemOf({ type: "string", pattern: "^[a-z]+$" }, false, "A")).toContain("^[a-z]+$");
});

test("what stands in the field of a format is found by it", () => {
  const schema: Schema = { properties: { of: { type: "string", format: "device" }, command: { type: "string" } } };
  expect(standing(schema, { of: "pm1", command: "zero" }, "device")).toBe("pm1");
  expect(standing(schema, { of: "pm1", command: "zero" }, "command")).toBe("");
  expect(standing(schema, {}, "device")).toBe("");
});

test("a form in the form is collected with it", () => {
  const read: Property = { type: "object", properties: { device: { type: "string" }, channel: { type: "string" } }, required: ["device"] };
  const schema: Schema = { properties: { read }, required: ["read"] };
  expect(collect(schema, { read: outer({ device: "pm1" }) }).values).toEqual({ read: { device: "pm1" } });
  expect(collect(schema, { read: outer({ channel: "x" }) }).problems).toEqual({ read: "device is needed" });
  expect(collect(schema, {}).problems).toEqual({ read: "is needed" });
  expect(valueOf(read, rawOf(read, { device: "pm1" }))).toEqual({ device: "pm1" });
});

test("what stands in the fields is what was there", () => {
  for (const [property, value] of [[rate, 5], [{ type: "boolean" }, false], [{ type: "object" }, { a: 1 }]] as [Property, unknown][]) {
    expect(valueOf(property, rawOf(property, value))).toEqual(value);
  }
});

test("a limit that is whole is told in full", () => {
  expect(bounds({ type: "integer", minimum: 1, maximum: 16_777_216 })).toContain((16_777_216).toLocaleString());
});
