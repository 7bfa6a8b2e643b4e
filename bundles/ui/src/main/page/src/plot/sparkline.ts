// SPDX-License-Identifier: Apache-2.0
import { extentOf } from "../payload";
import { colour } from "./colours";

const POINTS = 150;

type Extent = readonly [low: number, high: number];

/**
 * A line without axes that tells at a glance whether something lives; of blocks a band, from their lowest value to
 * their highest. A gap breaks it.
 */
export class Sparkline {
  private readonly extents: (Extent | null)[] = [];

  push(block: readonly (number | null)[]): void {
    this.add(extentOf(block) ?? null);
  }

  break(): void {
    if (this.extents.length && this.extents.at(-1) !== null) this.add(null);
  }

  private add(extent: Extent | null): void {
    this.extents.push(extent);
    if (this.extents.length > POINTS) this.extents.shift();
  }

  paint(canvas: HTMLCanvasElement): void {
    const g = cleared(canvas);
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const extent = extentOf(this.extents.flat());
    if (!extent) return;
    const [low, high] = extent;
    const start = POINTS - this.extents.length;
    const x = (i: number) => ((start + i) / (POINTS - 1)) * (width - 8) + 3;
    const y = (value: number) => (high === low ? height / 2 : 4 + ((high - value) / (high - low)) * (height - 8));
    g.strokeStyle = g.fillStyle = colour(0);
    g.lineWidth = 1.6;
    g.lineJoin = "round";
    for (const [first, end] of pieces(this.extents)) {
      const piece = this.extents.slice(first, end) as Extent[];
      const points = (which: 0 | 1) => piece.map((extent, i): [number, number] => [x(first + i), y(extent[which])]);
      const lows = piece.some(([least, most]) => least < most) ? points(0) : undefined;
      area(g, points(1), lows ?? [[x(first), height], [x(end - 1), height]], lows ? 0.3 : 0.1);
      line(g, points(1));
      if (lows) line(g, lows);
    }
    const last = this.extents.at(-1);
    if (last && last[0] === last[1]) dot(g, x(this.extents.length - 1), y(last[0]));
  }
}

function line(g: CanvasRenderingContext2D, points: readonly (readonly [number, number])[]): void {
  g.beginPath();
  for (const [x, y] of points) g.lineTo(x, y);
  g.stroke();
}

function area(g: CanvasRenderingContext2D, above: readonly [number, number][], below: readonly [number, number][], alpha: number): void {
  g.beginPath();
  for (const [x, y] of [...above, ...[...below].reverse()]) g.lineTo(x, y);
  g.globalAlpha = alpha;
  g.fill();
  g.globalAlpha = 1;
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

function dot(g: CanvasRenderingContext2D, x: number, y: number): void {
  g.beginPath();
  g.arc(x, y, 2.6, 0, 2 * Math.PI);
  g.fill();
}

/** From where to where there are values without a gap. */
function pieces(values: readonly unknown[]): [number, number][] {
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
