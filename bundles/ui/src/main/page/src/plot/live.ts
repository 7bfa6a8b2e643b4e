// SPDX-License-Identifier: Apache-2.0
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { number } from "../format";
import type { DeviceSeries, Rows } from "../series";
import { repaint } from "../theme";
import { colour, ink } from "./colours";
import { onFrame } from "./frames";
import { paintMarks } from "./marks";

export interface Look {
  channels: readonly { name: string; unit: string; index: number }[];
  seconds: number;
  log: boolean;
  /** Where a plot that stands still stands; undefined while it goes with the time. */
  held: readonly [number, number] | undefined;
}

const SLOW_ROWS = 20_000;
const SLOW_MILLIS = 60;

/** A plot that goes with the time, or stands where it was held. */
export class LivePlot {
  private plot: uPlot | undefined;
  private look: Look;
  private stale = true;
  private painted = 0;
  private rows: Rows = { xs: [], columns: new Map() };
  private readonly ends: (() => void)[];

  constructor(
    private readonly host: HTMLElement,
    private readonly series: DeviceSeries,
    look: Look,
    private readonly now: () => number,
    private readonly onCursor: (row: number | null) => void,
    private readonly onSelect: (from: number, to: number) => void,
  ) {
    this.look = look;
    const sizes = new ResizeObserver(() => this.resize());
    sizes.observe(host);
    this.ends = [onFrame((at) => this.frame(at)), repaint.listen(() => this.rebuild()), () => sizes.disconnect()];
  }

  show(look: Look): void {
    const rebuild = look.log !== this.look.log || look.channels !== this.look.channels;
    this.look = look;
    this.stale = true;
    if (rebuild) this.rebuild();
  }

  get range(): readonly [number, number] {
    const now = this.now();
    return this.look.held ?? [now - this.look.seconds, now];
  }

  get visible(): Rows {
    return this.rows;
  }

  toBlob(): Promise<Blob | null> {
    const source = this.plot!.ctx.canvas;
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [source.width, source.height];
    const g = copy.getContext("2d")!;
    g.fillStyle = ink("sheet");
    g.fillRect(0, 0, copy.width, copy.height);
    g.drawImage(source, 0, 0);
    return new Promise((resolve) => copy.toBlob(resolve, "image/png"));
  }

  close(): void {
    this.ends.forEach((end) => end());
    this.plot?.destroy();
  }

  private frame(at: number): void {
    if (this.look.held && !this.stale) return;
    if (this.rows.xs.length > SLOW_ROWS && at - this.painted < SLOW_MILLIS && !this.stale) return;
    this.painted = at;
    this.stale = false;
    this.plot ??= this.build();
    const [from, to] = this.range;
    this.rows = this.series.between(from, to, this.look.channels.map((channel) => channel.name));
    const columns = [...this.rows.columns.values()];
    this.plot.setData([this.rows.xs, ...(this.look.log ? columns.map(positive) : columns)], false);
    this.plot.batch(() => {
      this.plot!.setScale("x", { min: from, max: to });
    });
  }

  private rebuild(): void {
    this.plot?.destroy();
    this.plot = undefined;
    this.stale = true;
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (width && height) this.plot?.setSize({ width, height });
    this.stale = true;
  }

  private build(): uPlot {
    const axis = { stroke: ink("soft"), grid: { stroke: ink("grid"), width: 1 }, ticks: { stroke: ink("grid"), width: 1 } };
    const units = [...new Set(this.look.channels.map((channel) => channel.unit).filter(Boolean))];
    const options: uPlot.Options = {
      width: this.host.clientWidth || 600,
      height: this.host.clientHeight || 300,
      legend: { show: false },
      pxAlign: false,
      cursor: { drag: { x: true, y: false, setScale: false }, points: { size: 6 } },
      scales: { x: { time: true, auto: false }, y: this.look.log ? { distr: 3 } : { range: padded } },
      axes: [
        { ...axis, values: (plot, splits) => timeLabels(plot, splits), space: 90 },
        { ...axis, values: (_, splits) => splits.map((v) => (v === null ? "" : number(v))), size: 70, ...(units.length ? { label: units.join(", "), labelSize: 20 } : {}) },
      ],
      series: [{}, ...this.look.channels.map(({ name, index }) => ({ label: name, stroke: colour(index), width: 1.6, points: { show: false } }))],
      hooks: {
        draw: [(plot) => paintMarks(plot, this.series.marks, this.now())],
        setCursor: [(plot) => this.onCursor(plot.cursor.idx ?? null)],
        setSelect: [(plot) => this.selected(plot)],
      },
    };
    return new uPlot(options, [[], ...this.look.channels.map(() => [])], this.host);
  }

  private selected(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < 4) return;
    const [from, to] = [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")];
    plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
    this.onSelect(from, to);
  }
}

function positive(column: (number | null)[]): (number | null)[] {
  return column.map((value) => (value !== null && value > 0 ? value : null));
}

function padded(_: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax {
  if (low === null || high === null) return [0, 1];
  const pad = (high - low) * 0.06 || Math.abs(high) * 0.05 || 1;
  return [low - pad, high + pad];
}

function timeLabels(plot: uPlot, splits: number[]): string[] {
  const span = (plot.scales["x"]!.max ?? 0) - (plot.scales["x"]!.min ?? 0);
  const fine = span < 8 ? { fractionalSecondDigits: (span < 0.5 ? 3 : 1) as 1 | 3 } : {};
  const format = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", ...fine });
  return splits.map((x) => format.format(x * 1_000));
}
