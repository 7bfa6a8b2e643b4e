// SPDX-License-Identifier: Apache-2.0
import type { Channel } from "./wire";

export type Numbers = (number | null)[];

/** The numbers of a payload by channel: a block is several of one sample, anything else numeric is one. */
export function numbersOf(payload: unknown, only: string): Map<string, Numbers> {
  const found = new Map<string, Numbers>();
  walk("", payload, (name, value) => {
    if (typeof value === "number") found.set(name || only, [value]);
    else if (typeof value === "boolean") found.set(name || only, [value ? 1 : 0]);
    else if (isBlock(value)) found.set(name || only, value);
  });
  return found;
}

/** The lowest and the highest of a block, which are one where it is a single value; undefined if nothing is in it. */
export function extentOf(block: readonly (number | null)[]): [low: number, high: number] | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const value of block) {
    if (value === null) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? undefined : [low, high];
}

/** Everything that a payload holds besides numbers, as text. */
export function textsOf(payload: unknown): Map<string, string> {
  const found = new Map<string, string>();
  walk("", payload, (name, value) => {
    if (typeof value === "string") found.set(name, value);
  });
  return found;
}

function isBlock(value: unknown): value is Numbers {
  return Array.isArray(value) && value.length > 0 && value.every((one) => one === null || typeof one === "number");
}

function walk(name: string, value: unknown, found: (name: string, value: unknown) => void): void {
  if (value === null || typeof value !== "object" || isBlock(value)) {
    found(name, value);
    return;
  }
  for (const [key, member] of Object.entries(value)) walk(name ? `${name}.${key}` : key, member, found);
}

export function isNumeric(channel: Channel): boolean {
  return channel.type === "number" || channel.type === "integer" || channel.type === "boolean";
}

/** What the one value of a payload that is a bare number is called. */
export function onlyName(channels: Channel[]): string {
  return channels[0]?.name ?? "value";
}

export function unitOf(channels: Channel[], name: string): string {
  return channels.find((channel) => channel.name === name)?.unit ?? "";
}
