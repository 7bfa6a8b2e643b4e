// SPDX-License-Identifier: Apache-2.0
export type Range = readonly [number, number];

const SHORTEST_SECONDS = 0.01;
const LONGEST_SECONDS = 3_600;

/** Around its middle. */
export function zoomed(range: Range, factor: number): Range {
  return around(range, factor, 0.5);
}

/** Around what stands at that part of its width, which stays where it is. */
export function around([from, to]: Range, factor: number, part: number): Range {
  const span = Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, (to - from) * factor));
  const fixed = from + (to - from) * part;
  return [fixed - span * part, fixed + span * (1 - part)];
}

/** By so much of its width. */
export function panned([from, to]: Range, part: number): Range {
  const step = (to - from) * part;
  return [from + step, to + step];
}

/** The server's time, as far as it can be told from when its frames come. */
export class ServerClock {
  private offset = Infinity;

  heard(timestamp: number, now: number): void {
    this.offset = Math.min(this.offset + 0.0001, now - timestamp);
  }

  at(now: number): number {
    return now - (Number.isFinite(this.offset) ? this.offset : 0);
  }
}
