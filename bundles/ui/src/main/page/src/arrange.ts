// SPDX-License-Identifier: Apache-2.0
import type { Device } from "./wire";

export type SortBy = "name" | "state" | "type" | "driver";
export type GroupBy = "none" | "type" | "state" | "driver" | "prefix";

export interface Arrangement {
  filter: string;
  sort: SortBy;
  group: GroupBy;
}

const URGENCY = ["fault", "handover", "connecting", "streaming", "connected", "disconnected", "offline"];
const byText = new Intl.Collator(undefined, { numeric: true });

function driverOf(device: Device): string {
  return device.driver ? `${device.driver.name} ${device.driver.version}` : "no driver";
}

/** lab1-detector and lab1.detector are both of lab1. */
function prefixOf(device: Device): string {
  return /^(.+?)[-._]/.exec(device.device_id)?.[1] ?? "others";
}

const GROUPS: Record<GroupBy, (device: Device) => string> = {
  none: () => "",
  type: (device) => device.device_type,
  state: (device) => device.state,
  driver: driverOf,
  prefix: prefixOf,
};

const SORTS: Record<SortBy, (a: Device, b: Device) => number> = {
  name: () => 0,
  state: (a, b) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state),
  type: (a, b) => byText.compare(a.device_type, b.device_type),
  driver: (a, b) => byText.compare(driverOf(a), driverOf(b)),
};

function matches(device: Device, words: string[]): boolean {
  const text = [device.device_id, device.device_type, device.state, device.vendor, device.model, driverOf(device)]
    .concat(device.channels.map((channel) => `${channel.name} ${channel.unit}`), device.owner?.name ?? "")
    .join(" ")
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The devices that are wanted, by group, in order. */
export function arranged(devices: Device[], { filter, sort, group }: Arrangement): [string, Device[]][] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = devices
    .filter((device) => matches(device, words))
    .sort((a, b) => SORTS[sort](a, b) || byText.compare(a.device_id, b.device_id));
  const groups = new Map<string, Device[]>();
  for (const device of wanted) {
    const name = GROUPS[group](device);
    const list = groups.get(name);
    if (list) list.push(device);
    else groups.set(name, [device]);
  }
  return [...groups].sort(([a], [b]) => byText.compare(a, b));
}
