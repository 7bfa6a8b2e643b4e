// SPDX-License-Identifier: Apache-2.0
import { numbersOf } from "./payload";
import type { Column, Rows } from "./series";

/** What can be plotted of a task's result: its longest list of things with numbers, over time or over the first of them. */
export interface ResultTable extends Rows {
  over: string;
  time: boolean;
}

export function tableOf(result: unknown): ResultTable | undefined {
  const list = (namedRows(result) ?? longest(result)).filter((one): one is Record<string, unknown> => one !== null && typeof one === "object");
  if (list.length < 2) return undefined;
  const columns = new Map<string, Column>();
  list.forEach((one, row) => {
    for (const [name, block] of numbersOf(one, "value")) {
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
