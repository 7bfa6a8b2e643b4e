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
    const g = cleared(canvas);
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const [low, high] = bounds(this.values);
    if (low > high) return;
    const start = POINTS - this.values.length;
    const x = (i: number) => ((start + i) / (POINTS - 1)) * (width - 8) + 3;
    const y = (value: number) => (high === low ? height / 2 : 4 + ((high - value) / (high - low)) * (height - 8));
    g.strokeStyle = g.fillStyle = colour(0);
    g.lineWidth = 1.6;
    g.lineJoin = "round";
    for (const [first, end] of pieces(this.values)) {
      g.beginPath();
      for (let i = first; i < end; i++) g.lineTo(x(i), y(this.values[i]!));
      g.stroke();
      shade(g, x(first), x(end - 1), height);
    }
    const last = this.values.at(-1);
    if (last !== null && last !== undefined) dot(g, x(this.values.length - 1), y(last));
  }
}

function cleared(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const ratio = devicePixelRatio || 1;
  const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const g = canvas.getContext("2d")!;
  g.setTransform(ratio, 0, 0, ratio, 0, 0);
  g.clearRect(0, 0, width, height);
  return g;
}

function shade(g: CanvasRenderingContext2D, from: number, to: number, height: number): void {
  g.lineTo(to, height);
  g.lineTo(from, height);
  g.globalAlpha = 0.1;
  g.fill();
  g.globalAlpha = 1;
}

function dot(g: CanvasRenderingContext2D, x: number, y: number): void {
  g.beginPath();
  g.arc(x, y, 2.6, 0, 2 * Math.PI);
  g.fill();
}

/** From where to where there are values without a gap. */
function pieces(values: readonly (number | null)[]): [number, number][] {
  const found: [number, number][] = [];
  let first = -1;
  for (let i = 0; i <= values.length; i++) {
    const value = values[i] ?? null;
    if (value !== null && first < 0) first = i;
    if (value === null && first >= 0) {
      found.push([first, i]);
      first = -1;
    }
  }
  return found;
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
