// SPDX-License-Identifier: Apache-2.0
import type uPlot from "uplot";
import type { Mark } from "../series";
import { ink } from "./colours";

const INKS: Record<Mark["kind"], string> = { gap: "bad", swap: "swap", away: "soft" };
const SIGNS: Record<Mark["kind"], string> = { gap: "gap", swap: "⇄", away: "away" };

/** Paints what is no value over a plot: bands where something is missing, a line where a driver was replaced. */
export function paintMarks(plot: uPlot, marks: readonly Mark[], now: number): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio || 1;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `${12 * ratio}px system-ui, sans-serif`;
  ctx.textBaseline = "top";
  ctx.textAlign = "left";
  let lastLabel = -Infinity;
  for (const mark of marks) {
    const from = plot.valToPos(mark.from, "x", true);
    const to = plot.valToPos(mark.to ?? now, "x", true);
    if (to < bbox.left || from > bbox.left + bbox.width) continue;
    band(ctx, bbox, from, Math.max(to, from), ink(INKS[mark.kind]), ratio);
    const left = Math.max(from, bbox.left) + 4 * ratio;
    if (left - lastLabel < 90 * ratio) continue;
    ctx.fillText(`${SIGNS[mark.kind]} ${mark.words}`.slice(0, 60), left, bbox.top + 4 * ratio);
    lastLabel = left;
  }
  ctx.restore();
}

function band(ctx: CanvasRenderingContext2D, { top, height }: uPlot.BBox, from: number, to: number, stroke: string, ratio: number): void {
  ctx.strokeStyle = ctx.fillStyle = stroke;
  ctx.lineWidth = 1.5 * ratio;
  ctx.setLineDash([5 * ratio, 4 * ratio]);
  ctx.beginPath();
  for (const x of to - from > 2 * ratio ? [from, to] : [from]) {
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
  }
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 0.12;
  ctx.fillRect(from, top, to - from, height);
  ctx.globalAlpha = 1;
}
