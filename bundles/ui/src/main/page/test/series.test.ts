// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { csv } from "../src/export";
import { DeviceSeries } from "../src/series";
import { snippets } from "../src/snippets";
import { statistics } from "../src/statistics";
import { tableOf, unitIn } from "../src/result";
import { panned, ServerClock, zoomed } from "../src/look";
import { problemOfFile, rejectedIn, verdictInWords } from "../src/upload";
import type { DataFrame, Device, State, StatusFrame } from "../src/wire";

const iso = (seconds: number) => new Date(seconds * 1_000).toISOString();
const data = (sequence: number, seconds: number, payload: unknown): DataFrame => ({
  event: "device_data", device_id: "pm1", sequence, timestamp: iso(seconds), payload,
});
const status = (seconds: number, state: State, version = "1"): StatusFrame => ({
  event: "device_status", device_id: "pm1", timestamp: iso(seconds), state, driver: { name: "org.example.pm", version },
});

test("a block is spread over the time since the one before", () => {
  const series = new DeviceSeries("v");
  series.take(data(0, 10, [0]));
  series.take(data(1, 11, [1, 2, 3, 4]));
  const { xs, columns } = series.between(0, 20, ["v"]);
  expect(xs).toEqual([10, 10.25, 10.5, 10.75, 11]);
  expect(columns.get("v")).toEqual([0, 1, 2, 3, 4]);
});

test("a block that comes late leaves a hole before it", () => {
  const series = new DeviceSeries("v");
  for (const second of [10, 11, 30]) series.take(data(second, second, [1, 2]));
  const { xs, columns } = series.between(0, 40, ["v"]);
  expect(xs.slice(-3)).toEqual([11, 29.5, 30]);
  expect(columns.get("v")!.slice(-3)).toEqual([null, 1, 2]);
});

test("no line leads over a gap, and the gap is marked from the last value to the next", () => {
  const series = new DeviceSeries("v");
  series.take(data(0, 10, 1));
  series.take({ event: "gap", device_id: "pm1", from: 1, to: 8, reason: "overtaken" });
  series.take(data(9, 12, 2));
  expect(series.between(0, 20, ["v"]).columns.get("v")).toEqual([1, null, 2]);
  expect(series.marks).toEqual([{ kind: "gap", from: 10, to: 12, words: "8 missed: overtaken" }]);
});

test("a swap is a mark with the driver that came", () => {
  const series = new DeviceSeries("v");
  series.take(status(9, "streaming"));
  series.take(data(0, 10, 1));
  series.take(status(11, "handover", "2"));
  series.take(status(11.5, "streaming", "2"));
  expect(series.marks).toEqual([{ kind: "swap", from: 11, to: 11, words: "pm 2" }]);
});

test("a device that goes away breaks its line until it comes back", () => {
  const series = new DeviceSeries("v");
  series.take(data(0, 10, 1));
  series.take(status(11, "offline"));
  expect(series.marks[0]).toMatchObject({ kind: "away", from: 11, to: undefined });
  series.take(data(1, 15, 2));
  expect(series.marks[0]!.to).toBe(15);
  expect(series.between(0, 20, ["v"]).columns.get("v")).toEqual([1, null, 2]);
});

test("a state that was there before the data breaks nothing", () => {
  const series = new DeviceSeries("v");
  series.take(data(0, 10, 1));
  series.take(status(5, "streaming"));
  series.take(data(1, 11, 2));
  expect(series.between(0, 20, ["v"]).columns.get("v")).toEqual([1, 2]);
});

test("that a device streams, told between samples that follow one another, breaks nothing", () => {
  const series = new DeviceSeries("v");
  series.take(data(0, 10, 1));
  series.take(status(10.1, "streaming"));
  series.take(data(1, 11, 2));
  expect(series.between(0, 20, ["v"]).columns.get("v")).toEqual([1, 2]);
});

test("no line leads over a handover", () => {
  const series = new DeviceSeries("v");
  series.take(data(0, 10, 1));
  series.take(status(10.5, "handover", "2"));
  series.take(status(10.6, "streaming", "2"));
  series.take(data(1, 11, 2));
  expect(series.between(0, 20, ["v"]).columns.get("v")).toEqual([1, null, 2]);
});

test("what was left out on the way is told, what was missed is not that", () => {
  const series = new DeviceSeries("v");
  series.describe([{ name: "v", unit: "V", type: "number", shape: [4] }]);
  series.take(data(0, 10, [1, 2, 3, 4]));
  series.take({ event: "gap", device_id: "pm1", from: 1, to: 8, reason: "overtaken" });
  series.take(data(9, 12, [1, 2, 3, 4]));
  expect(series.isThinned(0, 20)).toBe(false);
  series.take(data(10, 13, [1, 4]));
  expect([series.isThinned(0, 12), series.isThinned(12, 20)]).toEqual([false, true]);
  expect(csv(series.between(12.5, 20, ["v"]), () => "V").split("\r\n")[0]).toContain("smallest and largest");
});

test("numbers that do not follow one another tell that samples were left out", () => {
  const series = new DeviceSeries("v");
  for (const sequence of [7, 9]) series.take(data(sequence, sequence, 1));
  expect(series.between(0, 20, ["v"]).thinned).toBe(true);
});

test("what came before is not taken twice", () => {
  const series = new DeviceSeries("v");
  for (const sequence of [3, 3, 2, 4]) series.take(data(sequence, sequence, sequence));
  expect(series.between(0, 20, ["v"]).xs).toEqual([3, 4]);
});

test("a channel that comes later has nothing before", () => {
  const series = new DeviceSeries("");
  series.take(data(0, 1, { a: 1 }));
  series.take(data(1, 2, { a: 2, b: 5 }));
  expect(series.between(0, 20, ["a", "b"]).columns.get("b")).toEqual([null, 5]);
});

test("statistics leave out what is missing", () => {
  expect(statistics([1, null, 3])).toMatchObject({ count: 2, min: 1, max: 3, mean: 2, deviation: Math.SQRT2, rms: Math.sqrt(5) });
  expect(statistics([null])).toBeUndefined();
});

test("a spreadsheet runs nothing of a table, and commas stay in their field", () => {
  const rows = { xs: [0], columns: new Map([["=cmd", [1]], ["a,b", [null]]]) };
  expect(csv(rows, () => "")).toBe("time,'=cmd,\"a,b\"\r\n1970-01-01T00:00:00.000Z,1,\r\n");
});

test("a name cannot leave the quotes of a snippet", () => {
  for (const [, text] of snippets("http://h", "a'\"$(x)", [])) expect(text).not.toContain("a'\"");
});

test("a recording is plotted over time, a sweep over what was swept", () => {
  const recorded = { data: [{ timestamp: iso(1), sequence: 1, payload: 5 }, { timestamp: iso(2), sequence: 2, payload: 6 }] };
  expect(tableOf(recorded)).toMatchObject({ xs: [1, 2], over: "time", time: true });
  expect(tableOf({ steps: [{ level: 2, mean: 9 }, { level: 1, mean: 8 }] })).toMatchObject({ xs: [1, 2], over: "level", time: false });
  expect(tableOf({ columns: ["level", "pm1"], rows: [[1, 8], [2, 9]] })).toMatchObject({ xs: [1, 2], over: "level" });
  expect(tableOf({ ended: "cancelled" })).toBeUndefined();
});

test("what was recorded has the names and units of its channels", () => {
  const recorded = [1, 2].map((at) => ({ timestamp: iso(at), sequence: at, payload: { power: at } }));
  expect([...tableOf({ data: recorded })!.columns.keys()]).toEqual(["power"]);
  const bare = recorded.map((one) => ({ ...one, payload: 5 }));
  expect([...tableOf({ data: bare }, "power")!.columns.keys()]).toEqual(["power"]);
  const channels = [{ name: "power", unit: "W", type: "number", shape: [] }];
  const devices = [{ device_id: "pm1", channels }] as unknown as Device[];
  expect(["power", "pm1", "pm1.power", "other"].map((name) => unitIn(devices, name))).toEqual(["W", "W", "W", ""]);
});

test("zooming keeps the middle, panning keeps the width", () => {
  expect(zoomed([0, 10], 0.5)).toEqual([2.5, 7.5]);
  expect(panned([0, 10], 0.3)).toEqual([3, 13]);
});

test("the server's clock is told by the frame that was least late", () => {
  const clock = new ServerClock();
  clock.heard(100, 107);
  clock.heard(101, 106);
  clock.heard(102, 109);
  expect(clock.at(110)).toBeCloseTo(105, 2);
});

test("a file that cannot be a driver is not sent", () => {
  expect(problemOfFile({ name: "a.zip", size: 1 })).toContain(".jar");
  expect(problemOfFile({ name: "../a.jar", size: 1 })).toContain("name");
  expect(problemOfFile({ name: "a.jar", size: 0 })).toContain("empty");
  expect(problemOfFile({ name: "a.jar", size: 1 })).toBeUndefined();
});

test("a refused JAR is told by its verdict, any other refusal by its error", () => {
  expect(rejectedIn('{"error":{},"driver":{"name":"a.jar","verdict":"rejected"}}')).toMatchObject({ name: "a.jar" });
  expect(rejectedIn('{"error":{"type":"Unauthorized"}}')).toBeUndefined();
  expect(rejectedIn("<html>")).toBeUndefined();
});

test("verdicts are told in words", () => {
  const about = { name: "a.jar", state: "running" };
  expect(verdictInWords({ ...about, verdict: "accepted", version: "2", devices: ["pm1"] })).toBe("Accepted (version 2). It serves pm1.");
  expect(verdictInWords({ ...about, verdict: "rejected", reason: "no manifest" })).toBe("Refused: no manifest");
});
