// SPDX-License-Identifier: Apache-2.0

const AXES = 3;
const STEPS = [1, 2, 5, 10];
const LETTER_PIXELS = 7.4;
const TICK_PIXELS = 20;
const SIZE_STEP = 14;

export interface UnitScale {
  key: string;
  unit: string;
  /** Of the channels that have it, those whose colour is theirs alone on the axis. */
  channels: number[];
  /** Left, then right; more would leave no room for the plot, and the legend reads them all. */
  axis: boolean;
}

/** Volts and degrees in one plot need an axis each, or the smaller of them would look like a flat line. */
export function scalesOf(channels: readonly { unit: string; index: number }[]): UnitScale[] {
  const scales = new Map<string, UnitScale>();
  for (const { unit, index } of channels) {
    const known = scales.get(unit);
    if (known) known.channels.push(index);
    else scales.set(unit, { key: `y${scales.size}`, unit, channels: [index], axis: scales.size < AXES });
  }
  return [...scales.values()];
}

/** Wider than the values, up to whole steps, so that an axis stays still while its values tremble. */
export function steady(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1];
  const span = high - low || Math.abs(high) * 0.1 || 1;
  const rough = span / 16;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * STEPS.find((one) => one * power >= rough * 0.999)!;
  const [from, to] = [Math.floor((low - span * 0.04) / step) * step, Math.ceil((high + span * 0.04) / step) * step];
  return Number.isFinite(from) && from < to ? [from, to] : [low - 1, high + 1];
}

/** How wide an axis has to be for its labels, in steps, so that the plot beside it does not tremble either. */
export function sizeOf(labels: readonly string[] | null): number {
  const longest = Math.max(3, ...(labels ?? []).map((label) => label?.length ?? 0));
  return Math.ceil((longest * LETTER_PIXELS + TICK_PIXELS) / SIZE_STEP) * SIZE_STEP;
}
