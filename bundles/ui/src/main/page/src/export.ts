// SPDX-License-Identifier: Apache-2.0
import { THINNED, type Rows } from "./series";

/** A spreadsheet would run what begins like this. */
const FORMULA = /^[=+\-@\t\r]/;

function field(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Times in UTC; what is missing stays empty, and what was left out is told in each heading. */
export function csv(rows: Rows, unit: (name: string) => string, over = "time"): string {
  const names = [...rows.columns.keys()];
  const title = (name: string) => [name, unit(name) && `[${unit(name)}]`, rows.thinned && `(${THINNED})`].filter(Boolean).join(" ");
  const head = [over, ...names.map(title)].map(field).join(",");
  const lines = rows.xs.map((x, row) =>
    [over === "time" ? new Date(x * 1_000).toISOString() : x, ...names.map((name) => rows.columns.get(name)![row] ?? "")].join(","),
  );
  return [head, ...lines, ""].join("\r\n");
}

export function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name.replace(/[^\w.-]+/g, "_");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
