// SPDX-License-Identifier: Apache-2.0
const WINDOW_MILLIS = 3_000;

/** Samples a second, from the numbers and times of whichever frames come. */
export class Rate {
  private seen: { time: number; sequence: number }[] = [];

  take(time: number, sequence: number): void {
    if (this.seen.length && sequence <= this.seen.at(-1)!.sequence) this.seen = [];
    this.seen.push({ time, sequence });
    while (this.seen.length > 2 && this.seen[0]!.time < time - WINDOW_MILLIS) this.seen.shift();
  }

  /** Undefined while there is too little to tell. */
  get perSecond(): number | undefined {
    const [first, last] = [this.seen[0], this.seen.at(-1)];
    if (!first || !last || last.time <= first.time) return undefined;
    return ((last.sequence - first.sequence) * 1_000) / (last.time - first.time);
  }
}
