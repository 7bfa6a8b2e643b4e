// SPDX-License-Identifier: Apache-2.0
import type { Column } from "./series";

export interface Statistics {
  count: number;
  min: number;
  max: number;
  mean: number;
  deviation: number;
  rms: number;
}

/** In one pass and without the loss of digits that a sum of squares brings (Welford). */
export function statistics(column: Column): Statistics | undefined {
  let [count, mean, spread, squares, min, max] = [0, 0, 0, 0, Infinity, -Infinity];
  for (const value of column) {
    if (value === null) continue;
    count++;
    const delta = value - mean;
    mean += delta / count;
    spread += delta * (value - mean);
    squares += (value * value - squares) / count;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (count === 0) return undefined;
  return { count, min, max, mean, deviation: count > 1 ? Math.sqrt(spread / (count - 1)) : 0, rms: Math.sqrt(squares) };
}
