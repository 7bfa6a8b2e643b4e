// SPDX-License-Identifier: Apache-2.0
type Painter = (now: number) => void;

const BUDGET_MILLIS = 4;
const painters = new Set<Painter>();
const turns: Painter[] = [];
let next = 0;
let asked = false;

function paint(now: number): void {
  asked = painters.size + turns.length > 0;
  if (asked) requestAnimationFrame(paint);
  for (const painter of painters) painter(now);
  const end = performance.now() + BUDGET_MILLIS;
  for (let i = 0; i < turns.length && performance.now() < end; i++) turns[next++ % turns.length]!(now);
  next %= Math.max(1, turns.length);
}

function begin(): void {
  if (asked) return;
  asked = true;
  requestAnimationFrame(paint);
}

/** Called once for each frame of the screen; one loop for all. */
export function onFrame(painter: Painter): () => void {
  painters.add(painter);
  begin();
  return () => painters.delete(painter);
}

/** Called as often as there is time for: hundreds of small things share a few milliseconds of each frame. */
export function onTurn(painter: Painter): () => void {
  turns.push(painter);
  begin();
  return () => turns.splice(turns.indexOf(painter), 1);
}
