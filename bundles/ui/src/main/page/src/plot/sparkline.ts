// SPDX-License-Identifier: Apache-2.0
import { colour } from "./colours";

const POINTS = 150;

/** A line without axes that tells at a glance whether something lives. A gap breaks it. */
export class Sparkline {
  private readonly values: (number | null)[] = [];

  push(more: readonly (number | null)[]): void {
    this.values.push(...more);
    if (this.values.length > POINTS) this.values.splice(0, this.values.length - POINTS);
  }

  break(): void {
    if (this.values.length && this.values.at(-1) !== null) this.push([null]);
  }

  paint(canvas: HTMLCanvasElement): void {
    const ratio = devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    const g = canvas.getContext("2d")!;
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    g.clearRect(0, 0, width, height);
    const [low, high] = bounds(this.values);
    if (low > high) return;
    const span = high - low || Math.abs(high) || 1;
    const middle = high === low;
    g.strokeStyle = colour(0);
    g.lineWidth = 1.5;
    g.lineJoin = "round";
    g.beginPath();
    let pen = false;
    const start = POINTS - this.values.length;
    this.values.forEach((value, i) => {
      if (value === null) {
        pen = false;
        return;
      }
      const x = ((start + i) / (POINTS - 1)) * (width - 2) + 1;
      const y = middle ? height / 2 : 3 + ((high - value) / span) * (height - 6);
      if (pen) g.lineTo(x, y);
      else g.moveTo(x, y);
      pen = true;
    });
    g.stroke();
  }
}

function bounds(values: readonly (number | null)[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value === null) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
