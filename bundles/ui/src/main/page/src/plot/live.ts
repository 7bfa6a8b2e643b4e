// SPDX-License-Identifier: Apache-2.0
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { number, ticks } from "../format";
import type { DeviceSeries, Rows } from "../series";
import { repaint } from "../theme";
import { colour, ink } from "./colours";
import { onFrame } from "./frames";
import { gestures } from "./gestures";
import { positive } from "./logarithmic";
import { paintMarks } from "./marks";
import { scalesOf, sizeOf, steady, type UnitScale } from "./scales";

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
    /** Somebody has moved it by hand; with nothing, it is to go with the time again. */
    private readonly onHold: (range?: readonly [number, number]) => void,
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

  get canvas(): HTMLCanvasElement | undefined {
    return this.plot?.ctx.canvas;
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
    const scales = scalesOf(this.look.channels);
    const scaleOf = (unit: string) => scales.find((one) => one.unit === unit)!.key;
    const y = this.look.log ? { distr: 3 as const } : { range: (_: uPlot, low: number | null, high: number | null) => steady(low, high) };
    const options: uPlot.Options = {
      width: this.host.clientWidth || 600,
      height: this.host.clientHeight || 300,
      legend: { show: false },
      pxAlign: false,
      cursor: {
        drag: { x: true, y: false, setScale: false },
        points: { size: 6 },
        bind: {
          mousedown: (_, __, select) => (event) => (event.shiftKey ? (event.preventDefault(), null) : (select(event), null)),
          dblclick: () => () => (this.onHold(), null),
        },
      },
      scales: { x: { time: true, auto: false }, ...Object.fromEntries(scales.map(({ key }) => [key, y])) },
      axes: [{ ...lines(), values: (plot, splits) => ticks(splits, (plot.scales["x"]!.max ?? 0) - (plot.scales["x"]!.min ?? 0)), space: 90 }, ...axes(scales)],
      series: [
        {},
        ...this.look.channels.map(({ name, unit, index }) => ({
          label: name, scale: scaleOf(unit), stroke: colour(index), width: 1.6, points: { show: false },
        })),
      ],
      hooks: {
        draw: [(plot) => paintMarks(plot, this.series.marks, this.now())],
        setCursor: [(plot) => this.onCursor(plot.cursor.idx ?? null)],
        setSelect: [(plot) => this.selected(plot)],
        ready: [(plot) => gestures(plot.over, () => this.range, (range) => this.onHold(range))],
      },
    };
    return new uPlot(options, [[], ...this.look.channels.map(() => [])], this.host);
  }

  private selected(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < 4) return;
    const [from, to] = [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")];
    plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
    this.onHold([from, to]);
  }
}

export function lines() {
  return { stroke: ink("soft"), grid: { stroke: ink("grid"), width: 1 }, ticks: { stroke: ink("grid"), width: 1 } };
}

/** The first to the left and with a grid, the others to the right; of one channel alone, in its colour. */
export function axes(scales: readonly UnitScale[]): uPlot.Axis[] {
  const shown = scales.filter((one) => one.axis);
  return shown.map(({ key, unit, channels }, i) => {
    const { stroke, grid, ticks } = lines();
    return {
      scale: key,
      side: i === 0 ? 3 : 1,
      stroke: shown.length > 1 && channels.length === 1 ? colour(channels[0]!) : stroke,
      grid: i === 0 ? grid : { show: false },
      ticks,
      values: (_, splits) => splits.map((value) => (value === null ? "" : number(value))),
      size: (_, labels) => sizeOf(labels),
      ...(unit ? { label: unit, labelSize: 20 } : {}),
    };
  });
}
