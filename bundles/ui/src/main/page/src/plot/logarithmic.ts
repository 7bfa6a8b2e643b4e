// SPDX-License-Identifier: Apache-2.0
import type { Column, Rows } from "../series";

/** What of a column a logarithmic axis can show. */
export function positive(column: Column): Column {
  return column.map((value) => (value !== null && value > 0 ? value : null));
}

/** In words, which channels cannot be drawn over a logarithmic axis, and which not everywhere; nothing if all can be. */
export function leftOut({ columns }: Rows): string {
  const all: string[] = [];
  const some: string[] = [];
  for (const [name, column] of columns) {
    const below = column.some((value) => value !== null && value <= 0);
    if (below) (column.some((value) => value !== null && value > 0) ? some : all).push(name);
  }
  return [
    all.length && `Not on a logarithmic axis, never above zero: ${all.join(", ")}.`,
    some.length && `Only where above zero: ${some.join(", ")}.`,
  ].filter(Boolean).join(" ");
}
