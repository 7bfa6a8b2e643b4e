// SPDX-License-Identifier: Apache-2.0
const painters = new Set<(now: number) => void>();
let asked = false;

function paint(now: number): void {
  asked = painters.size > 0;
  if (asked) requestAnimationFrame(paint);
  for (const painter of painters) painter(now);
}

/** Called once for each frame of the screen; one loop for all. */
export function onFrame(painter: (now: number) => void): () => void {
  painters.add(painter);
  if (!asked) {
    asked = true;
    requestAnimationFrame(paint);
  }
  return () => painters.delete(painter);
}
