// SPDX-License-Identifier: Apache-2.0
import { numbersOf } from "./payload";
import type { Column, Rows } from "./series";
import type { Device } from "./wire";

const PAYLOAD = "payload";

/** What can be plotted of a task's result: its longest list of things with numbers, over time or over the first of them. */
export interface ResultTable extends Rows {
  over: string;
  time: boolean;
}

/** @param only what the one value of a payload that is a bare number is called */
export function tableOf(result: unknown, only = "value"): ResultTable | undefined {
  const list = (namedRows(result) ?? longest(result)).filter((one): one is Record<string, unknown> => one !== null && typeof one === "object");
  if (list.length < 2) return undefined;
  const columns = new Map<string, Column>();
  list.forEach((one, row) => {
    for (const [path, block] of numbersOf(one, only)) {
      const name = path === PAYLOAD ? only : path.startsWith(`${PAYLOAD}.`) ? path.slice(PAYLOAD.length + 1) : path;
      if (!columns.has(name)) columns.set(name, new Array<number | null>(list.length).fill(null));
      columns.get(name)![row] = block.at(-1) ?? null;
    }
  });
  const times = list.map((one) => Date.parse(String(one["timestamp"])) / 1_000);
  columns.delete("sequence");
  if (times.every(Number.isFinite)) return columns.size ? { xs: times, columns, over: "time", time: true } : undefined;
  const [first, ...others] = [...columns];
  if (!first || others.length === 0) return undefined;
  const order = first[1].map((x, row) => [x ?? NaN, row] as const).filter(([x]) => Number.isFinite(x)).sort(([a], [b]) => a - b);
  const sorted = others.map(([name, column]) => [name, order.map(([, row]) => column[row]!)] as const);
  return { xs: order.map(([x]) => x), columns: new Map(sorted), over: first[0], time: false };
}

/** What a column of a result is measured in, as far as the devices that were in it tell: it is named by a channel, or by a device. */
export function unitIn(devices: readonly Device[], column: string): string {
  for (const { device_id: id, channels } of devices) {
    const own = channels.find(({ name }) => name === column || `${id}.${name}` === column);
    if (own) return own.unit;
    if (column === id && channels.length === 1) return channels[0]!.unit;
  }
  return "";
}

/** Rows whose names are told once, beside them. */
function namedRows(result: unknown): unknown[] | undefined {
  const { columns, rows } = (result ?? {}) as { columns?: unknown; rows?: unknown };
  if (!Array.isArray(columns) || !Array.isArray(rows)) return undefined;
  return rows.filter(Array.isArray).map((row) => Object.fromEntries(columns.map((name, i) => [String(name), row[i] as unknown])));
}

function longest(value: unknown): unknown[] {
  if (value === null || typeof value !== "object") return [];
  const inside = Object.values(value).map(longest);
  const own = Array.isArray(value) && value.some((one) => one !== null && typeof one === "object") ? [value] : [];
  return [...own, ...inside].reduce((best, one) => (one.length > best.length ? one : best), []);
}
