// SPDX-License-Identifier: Apache-2.0
import { feed } from "./feed/feed";
import { numbersOf, onlyName } from "./payload";
import { Sparkline } from "./plot/sparkline";
import { Rate } from "./rate";
import type { Device, Frame } from "./wire";

/** What a device has said of late, in short. */
export class Glance {
  readonly line = new Sparkline();
  readonly rate = new Rate();
  latest: unknown;
  /** Rises with all that comes, so that each who shows it knows whether that is still so. */
  news = 0;
  leave: () => void = () => undefined;

  constructor(private only: string) {}

  describe(device: Device): void {
    this.only = onlyName(device.channels);
  }

  take(frame: Frame): void {
    this.news++;
    if (frame.event === "device_status" && frame.state === "streaming") return;
    if (frame.event !== "device_data") return this.line.break();
    this.latest = frame.payload;
    this.rate.take(Date.parse(frame.timestamp), frame.sequence);
    const first = numbersOf(frame.payload, this.only).values().next().value;
    if (first) this.line.push(first);
  }
}

const all = new Map<string, Glance>();

/** Of all devices from the start on: who goes elsewhere and comes back finds their lines as they would have been. */
export function keepGlances(): () => void {
  const arrange = (devices: Device[] | undefined) => {
    for (const device of devices ?? []) glanceOf(device).describe(device);
    const there = new Set(devices?.map((device) => device.device_id));
    for (const [id, glance] of devices ? all : []) {
      if (there.has(id)) continue;
      glance.leave();
      all.delete(id);
    }
  };
  arrange(feed.devices.now);
  return feed.devices.listen(arrange);
}

/** Samples a second, of late; undefined while there is too little to tell, or nothing comes. */
export function rateOf(device: Device): number | undefined {
  return device.state === "streaming" ? glanceOf(device).rate.perSecond : undefined;
}

export function glanceOf(device: Device): Glance {
  const known = all.get(device.device_id);
  if (known) return known;
  const glance = new Glance(onlyName(device.channels));
  glance.leave = feed.glance(device.device_id, (frame) => glance.take(frame));
  all.set(device.device_id, glance);
  return glance;
}
