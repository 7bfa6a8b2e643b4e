// SPDX-License-Identifier: Apache-2.0
import { around, type Range } from "../look";

/** Fingers move and stretch a plot, and so does a mouse with Shift; up and down still scroll the page. */
export function gestures(area: HTMLElement, range: () => Range, hold: (range: Range) => void): void {
  const fingers = new Map<number, number>();
  area.style.touchAction = "pan-y";
  const part = (x: number) => {
    const { left, width } = area.getBoundingClientRect();
    return (x - left) / (width || 1);
  };
  area.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && !event.shiftKey) return;
    area.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, part(event.clientX));
  });
  area.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    const now = part(event.clientX);
    fingers.set(event.pointerId, now);
    hold(dragged(range(), before, now, other));
  });
  for (const end of ["pointerup", "pointercancel"] as const) {
    area.addEventListener(end, (event) => fingers.delete(event.pointerId));
  }
  area.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.shiftKey) return;
      event.preventDefault();
      const turn = event.deltaY || event.deltaX;
      hold(around(range(), turn > 0 ? 1.25 : 0.8, part(event.clientX)));
    },
    { passive: false },
  );
}

/** Where a plot is once a finger has moved, in parts of its width; a second one that rests makes it a stretch. */
export function dragged([from, to]: Range, before: number, now: number, other?: number): Range {
  const span = to - from;
  if (other === undefined) return [from + (before - now) * span, to + (before - now) * span];
  const apart = now - other;
  if (Math.abs(apart) < 0.05) return [from, to];
  return around([from, to], Math.min(2, Math.max(0.5, (before - other) / apart)), other);
}
