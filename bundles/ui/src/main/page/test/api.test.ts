// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { answered, Refused } from "../src/api";

function refusal(error: object): Refused {
  try {
    answered(400, JSON.stringify({ error }));
  } catch (e) {
    return e as Refused;
  }
  throw new Error("not refused");
}

test("what the server finds wrong is told field by field", () => {
  const problems = [{ field: "waveforms[1]", expected: 'one of "sine"', came: "3" }];
  const refused = refusal({ type: "InvalidParameters", message: "1 is wrong", context: { problems } });
  expect(refused.atFields(["waveforms"])).toEqual({ waveforms: 'has to be one of "sine", came 3' });
});

test("what a driver says is told at the field that it names first", () => {
  const words = "upper.bound must not be below lower.bound, was 2";
  const refused = refusal({ type: "DeviceCreationError", message: words });
  expect(refused.atFields(["lower.bound", "upper.bound"])).toEqual({ "upper.bound": words });
  expect(refused.atFields(["rate"])).toEqual({});
});

test("an answer that is no JSON is told by its status", () => {
  expect(() => answered(502, "<html>")).toThrow("status 502");
});
