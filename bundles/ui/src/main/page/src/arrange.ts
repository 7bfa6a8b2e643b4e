// SPDX-License-Identifier: Apache-2.0
import { rounded } from "./format";
import type { Tags } from "./tags";
import type { Device, State } from "./wire";

export type SortBy = "name" | "state" | "news" | "readers" | "rate" | "type" | "driver";
export type GroupBy = "none" | "tag" | "type" | "state" | "driver" | "prefix";

export interface Arrangement {
  filter: string;
  /** Those in this state alone; all, if it is empty. */
  state: State | "";
  sort: SortBy;
  group: GroupBy;
}

const URGENCY: readonly State[] = ["fault", "handover", "connecting", "streaming", "connected", "disconnected", "offline"];
/** What is not told in a device's description. */
export interface Aside {
  tags: Tags;
  /** Samples a second; undefined while it is not known. */
  rateOf: (device: Device) => number | undefined;
}

/** Of rates: devices that are about as fast as one another do not change places all the time. */
const STEADY_DIGITS = 2;
const byText = new Intl.Collator(undefined, { numeric: true });

function driverOf(device: Device): string {
  return device.driver ? `${device.driver.name} ${device.driver.version}` : "no driver";
}

/** lab1-detector and lab1.detector are both of lab1. */
function prefixOf(device: Device): string {
  return /^(.+?)[-._]/.exec(device.device_id)?.[1] ?? "others";
}

/** A device may be in several groups, and is in each of them. */
const GROUPS: Record<GroupBy, (device: Device, tags: Tags) => readonly string[]> = {
  none: () => [""],
  tag: (device, tags) => tags[device.device_id] ?? ["without a tag"],
  type: (device) => [device.device_type],
  state: (device) => [device.state],
  driver: (device) => [driverOf(device)],
  prefix: (device) => [prefixOf(device)],
};

const SORTS: Record<SortBy, (a: Device, b: Device, rate: (device: Device) => number) => number> = {
  name: () => 0,
  state: (a, b) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state),
  news: (a, b) => b.since.localeCompare(a.since),
  readers: (a, b) => b.readers - a.readers,
  rate: (a, b, rate) => rate(b) - rate(a),
  type: (a, b) => byText.compare(a.device_type, b.device_type),
  driver: (a, b) => byText.compare(driverOf(a), driverOf(b)),
};

function matches(device: Device, words: string[], tags: Tags): boolean {
  const text = [device.device_id, device.device_type, device.state, device.vendor, device.model, driverOf(device)]
    .concat(device.channels.map((channel) => `${channel.name} ${channel.unit}`), device.owner?.name ?? "", tags[device.device_id] ?? [])
    .join(" ")
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** How many are in each state, what is in trouble first. */
export function counted(devices: readonly Device[]): [State, number][] {
  return URGENCY.map((state): [State, number] => [state, devices.filter((device) => device.state === state).length]).filter(([, many]) => many);
}

/** The devices that are wanted, by group, in order. */
export function arranged(devices: Device[], { filter, state, sort, group }: Arrangement, { tags, rateOf }: Aside): [string, Device[]][] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const rate = (device: Device) => rounded(rateOf(device), STEADY_DIGITS) ?? 0;
  const wanted = devices
    .filter((device) => (!state || device.state === state) && matches(device, words, tags))
    .sort((a, b) => SORTS[sort](a, b, rate) || byText.compare(a.device_id, b.device_id));
  const groups = new Map<string, Device[]>();
  for (const device of wanted) {
    for (const name of GROUPS[group](device, tags)) {
      const list = groups.get(name);
      if (list) list.push(device);
      else groups.set(name, [device]);
    }
  }
  return [...groups].sort(([a], [b]) => byText.compare(a, b));
}
