// SPDX-License-Identifier: Apache-2.0
const LADDER = [200, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000];
const PER_PIXEL = 2;

/** What is asked for where nobody asks for more. */
export const FEWEST_POINTS = LADDER[0]!;

/** How many points a second a plot can show, in few steps, so that many plots share what is made for them. */
export function pointsFor(pixels: number, seconds: number): number {
  const wanted = (PER_PIXEL * pixels) / seconds;
  return LADDER.find((one) => one >= wanted) ?? LADDER.at(-1)!;
}
