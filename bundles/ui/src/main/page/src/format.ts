// SPDX-License-Identifier: Apache-2.0
import { extentOf } from "./payload";

const plain = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 6 });
const scientific = new Intl.NumberFormat(undefined, { notation: "scientific", maximumSignificantDigits: 5 });
const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
let zone: Intl.DateTimeFormatOptions = {};
const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
let clock = new Intl.DateTimeFormat(undefined, CLOCK);
let fineClock = new Intl.DateTimeFormat(undefined, { ...CLOCK, fractionalSecondDigits: 3 });

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻";

const A_DAY = 86_400;
const BLOCK_DIGITS = 3;

export const NOTHING = "–";

export function number(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return NOTHING;
  const size = Math.abs(value);
  return size !== 0 && (size >= 1e9 || size < 1e-4) ? power(scientific.format(value)) : plain.format(value);
}

/** 2E-6 as it is printed in books. */
function power(text: string): string {
  return text.replace(/E(.+)$/, (_, exponent: string) => `×10${[...exponent].map((one) => SUPERSCRIPTS["0123456789-".indexOf(one)] ?? one).join("")}`);
}

export function rounded(value: number | null | undefined, digits: number): number | null {
  return value === null || value === undefined ? null : Number(value.toPrecision(digits));
}

export function withUnit(value: number | null | undefined, unit: string): string {
  return unit ? `${number(value)} ${unit}` : number(value);
}

/** What a channel reads: of a block from where to where it goes, as no value of it says more than another. */
export function reading(block: readonly (number | null)[] | undefined, digits: number, unit = ""): string {
  const extent = block && extentOf(block);
  if (!extent) return withUnit(null, unit);
  if (block.length === 1) return withUnit(rounded(extent[0], digits), unit);
  const [low, high] = extent.map((value) => number(rounded(value, Math.min(digits, BLOCK_DIGITS))));
  return [`${low} … ${high}`, unit].filter(Boolean).join(" ");
}

/** A moment in the reader's time, with the same in UTC for those who compare logs. */
export function moment(time: string | number): { local: string; utc: string } {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return { local: NOTHING, utc: NOTHING };
  return { local: local.format(date), utc: date.toISOString().replace("T", " ").replace(/(\.000)?Z$/, " UTC") };
}

export function showTimesIn(where: "local" | "UTC"): void {
  zone = where === "UTC" ? { timeZone: "UTC" } : {};
  clock = new Intl.DateTimeFormat(undefined, { ...CLOCK, ...zone });
  fineClock = new Intl.DateTimeFormat(undefined, { ...CLOCK, fractionalSecondDigits: 3, ...zone });
}

/** For the axis of a plot: the shorter the time, the finer, and with the date where it goes over days. */
export function ticks(times: readonly number[], spanSeconds: number): string[] {
  const fine = spanSeconds < 8 ? { fractionalSecondDigits: (spanSeconds < 0.5 ? 3 : 1) as 1 | 3 } : {};
  const day = spanSeconds > A_DAY ? ({ month: "short", day: "numeric" } as const) : {};
  const format = new Intl.DateTimeFormat(undefined, { ...day, ...CLOCK, ...fine, ...zone });
  return times.map((seconds) => format.format(seconds * 1_000));
}

/** With fractions of its second, if many come in one. */
export function timeOfDay(time: string | number, fine = false): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? NOTHING : (fine ? fineClock : clock).format(date);
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1],
];
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

export function ago(time: string | number, now: number): string {
  // Clocks differ a little: what has happened is never yet to come.
  const seconds = Math.min(0, (new Date(time).getTime() - now) / 1_000);
  const [unit, size] = STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? ["second", 1];
  return relative.format(Math.round(seconds / size), unit);
}

export function bytes(size: number): string {
  const units = ["B", "KB", "MB", "GB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, size)) / 3));
  return `${number(rounded(size / 1_000 ** power, 3))} ${units[power]}`;
}

export function shortName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** JSON for people, not longer than they would read. */
export function shown(value: unknown, most = 2_000): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value, null, 1) ?? "nothing");
  return text.length > most ? `${text.slice(0, most)}… (${text.length} characters)` : text;
}

/** What an error says, without the names of classes that led to it; these are where there is room. */
export function essence(message: string): string {
  const words = message.replace(/^.*?(?:[\w$]+\.)+[A-Z][\w$]*(?:Exception|Error)\b:?\s*/s, "");
  return words || message;
}
