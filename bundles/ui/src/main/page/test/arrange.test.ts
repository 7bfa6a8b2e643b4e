// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { arranged, counted, type Arrangement, type Aside } from "../src/arrange";
import { Rate } from "../src/rate";
import { parse } from "../src/route";
import type { Device, State } from "../src/wire";

function device(id: string, state: State = "streaming"): Device {
  return {
    device_id: id, device_type: "Detector", state, since: "", vendor: "", model: "", channels: [], driver: null,
    readers: 0, next_sequence: 0, refused: [], refused_samples: 0, last_error: null, owner: null,
  };
}

const every: Arrangement = { filter: "", state: "", sort: "name", group: "none" };
const nothing: Aside = { tags: {}, rateOf: () => undefined };
const ids = (groups: [string, Device[]][]) => groups.map(([name, list]) => [name, list.map((one) => one.device_id)]);

test("names are sorted as people count", () => {
  const all = [device("pm10"), device("pm2")];
  expect(ids(arranged(all, { ...every, filter: "", sort: "name", group: "none" }, nothing))).toEqual([["", ["pm2", "pm10"]]]);
});

test("what is in trouble comes first when sorted by state", () => {
  const all = [device("a"), device("b", "fault")];
  expect(ids(arranged(all, { ...every, filter: "", sort: "state", group: "none" }, nothing))).toEqual([["", ["b", "a"]]]);
});

test("the fastest come first when sorted by rate, and those about as fast by name", () => {
  const rates: Record<string, number> = { slow: 1, b: 9.97, a: 10.02, fast: 100_000 };
  const all = ["idle", "slow", "b", "a", "fast"].map((id) => device(id));
  const sorted = arranged(all, { ...every, sort: "rate" }, { ...nothing, rateOf: ({ device_id }) => rates[device_id] });
  expect(ids(sorted)).toEqual([["", ["fast", "a", "b", "slow", "idle"]]]);
});

test("devices are grouped by the first part of their names", () => {
  const all = [device("lab2-a"), device("lab1-a"), device("lab1.b"), device("solo")];
  expect(ids(arranged(all, { ...every, filter: "", sort: "name", group: "prefix" }, nothing))).toEqual([
    ["lab1", ["lab1-a", "lab1.b"]], ["lab2", ["lab2-a"]], ["others", ["solo"]],
  ]);
});

test("a device is in the group of each of its tags", () => {
  const groups = arranged([device("a"), device("b")], { ...every, group: "tag" }, { ...nothing, tags: { a: ["laser", "lab 1"] } });
  expect(ids(groups)).toEqual([["lab 1", ["a"]], ["laser", ["a"]], ["without a tag", ["b"]]]);
});

test("a tag is found by the filter too", () => {
  expect(ids(arranged([device("a"), device("b")], { ...every, filter: "laser" }, { ...nothing, tags: { a: ["laser"] } }))).toEqual([["", ["a"]]]);
});

test("those of one state can be shown alone, and are counted, trouble first", () => {
  const devices = [device("a"), device("b", "fault"), device("c")];
  expect(ids(arranged(devices, { ...every, state: "fault" }, nothing))).toEqual([["", ["b"]]]);
  expect(counted(devices)).toEqual([["fault", 1], ["streaming", 2]]);
});

test("every word of a filter has to be found", () => {
  const all = [device("lab1-a"), device("lab1-b", "fault")];
  expect(ids(arranged(all, { ...every, filter: "LAB1 fault", sort: "name", group: "none" }, nothing))).toEqual([["", ["lab1-b"]]]);
});

test("a rate is told by numbers, whatever frames were left out", () => {
  const rate = new Rate();
  expect(rate.perSecond).toBeUndefined();
  rate.take(1_000, 10);
  rate.take(1_500, 60);
  expect(rate.perSecond).toBe(100);
});

test("a rate begins anew when numbers do", () => {
  const rate = new Rate();
  rate.take(1_000, 500);
  rate.take(2_000, 3);
  expect(rate.perSecond).toBeUndefined();
});

test("a name in an address is a name whatever is in it", () => {
  expect(parse("#/device/a%2Fb?x=1")).toMatchObject({ page: "device", name: "a/b" });
  expect(parse("#/device/%E0%A4%A").name).toBe("%E0%A4%A");
  expect(parse("").page).toBe("");
});
