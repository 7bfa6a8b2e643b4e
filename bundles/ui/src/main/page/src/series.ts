// SPDX-License-Identifier: Apache-2.0
import { essence } from "./format";
import { numbersOf, type Numbers } from "./payload";
import type { Channel, DataFrame, Frame, GapFrame, StatusFrame } from "./wire";

const MAX_ROWS = 120_000;
const MAX_MARKS = 500;
const FIRST_BLOCK_SECONDS = 0.05;
const HOLE = 5;

export type Column = (number | null)[];

/** Something in a plot that is no value: missing numbers, another driver, a device that is not there. */
export interface Mark {
  kind: "gap" | "swap" | "away";
  from: number;
  /** Undefined until it is over. */
  to: number | undefined;
  words: string;
}

export interface Rows {
  xs: number[];
  columns: Map<string, Column>;
  /** Whether some of it was left out on the way. */
  thinned?: boolean;
}

/** What is left of what was thinned, in words for people. */
export const THINNED = "thinned values: smallest and largest of each interval";

/** What a device has sent, by channel over one time axis in seconds, and what happened to it meanwhile. */
export class DeviceSeries {
  readonly marks: Mark[] = [];
  private xs: number[] = [];
  private columns = new Map<string, Column>();
  private readonly newest = new Map<string, Numbers>();
  private lastSequence = -1;
  private driver = "";
  private thinned: readonly [from: number, to: number] | undefined;
  private lengths: ReadonlyMap<string, number> = new Map();
  private broken = true;
  private blockSeconds = Infinity;

  constructor(private readonly only: string) {}

  get names(): string[] {
    return [...this.columns.keys()];
  }

  get lastTime(): number | undefined {
    return this.xs.at(-1);
  }

  /** How long the blocks of each channel are when nothing is left out; 0 where that varies. */
  describe(channels: readonly Channel[]): void {
    this.lengths = new Map(channels.map(({ name, shape }) => [name, shape.reduce((all, one) => all * one, 1)]));
  }

  /** Whether something was left out between two times. */
  isThinned(from: number, to: number): boolean {
    return this.thinned !== undefined && this.thinned[0] <= to && this.thinned[1] >= from;
  }

  take(frame: Frame): void {
    if (frame.event === "device_data") this.data(frame);
    else if (frame.event === "gap") this.gap(frame);
    else if (frame.event === "device_status") this.status(frame);
  }

  /** What lies between two times; shared by nobody. */
  between(from: number, to: number, names: Iterable<string>): Rows {
    const [first, end] = [Math.max(0, this.index(from) - 1), Math.min(this.xs.length, this.index(to) + 1)];
    const columns = new Map<string, Column>();
    for (const name of names) columns.set(name, this.columns.get(name)?.slice(first, end) ?? []);
    return { xs: this.xs.slice(first, end), columns, thinned: this.isThinned(from, to) };
  }

  /** A block, or a value alone. */
  latest(name: string): Numbers | undefined {
    return this.newest.get(name);
  }

  private data(frame: DataFrame): void {
    if (frame.sequence <= this.lastSequence) return;
    const skipped = this.lastSequence >= 0 && frame.sequence > this.lastSequence + 1;
    this.lastSequence = frame.sequence;
    const numbers = numbersOf(frame.payload, this.only);
    const rows = Math.max(0, ...[...numbers.values()].map((block) => block.length));
    if (rows === 0) return;
    const before = this.lastTime;
    const end = Math.max(Date.parse(frame.timestamp) / 1_000, before ?? -Infinity);
    if (skipped || this.isShortened(numbers)) this.thinned = [this.thinned?.[0] ?? end, end];
    this.closeMarks(end);
    // A block that comes late was not measured all that while: there is a hole before it.
    if (rows > 1 && before !== undefined && end - before > HOLE * this.blockSeconds) this.break();
    if (before !== undefined && !this.broken) this.blockSeconds = end - before;
    const start = this.broken || before === undefined ? Math.max(end - this.firstSeconds, before ?? -Infinity) : before;
    this.broken = false;
    for (const [name, block] of numbers) {
      this.column(name);
      if (block.some((value) => value !== null)) this.newest.set(name, block);
    }
    for (let row = 1; row <= rows; row++) this.xs.push(start + ((end - start) * row) / rows);
    for (const [name, column] of this.columns) append(column, numbers.get(name), rows);
    if (this.xs.length > MAX_ROWS) this.forget();
  }

  private isShortened(numbers: ReadonlyMap<string, Numbers>): boolean {
    return [...numbers].some(([name, block]) => block.length > 1 && block.length < (this.lengths.get(name) ?? 0));
  }

  private get firstSeconds(): number {
    return Number.isFinite(this.blockSeconds) ? this.blockSeconds : FIRST_BLOCK_SECONDS;
  }

  private gap(frame: GapFrame): void {
    this.lastSequence = Math.max(this.lastSequence, frame.to);
    const missed = frame.to - frame.from + 1;
    this.mark("gap", this.lastTime, `${missed} missed: ${frame.reason}`);
    this.break();
  }

  private status(frame: StatusFrame): void {
    const at = Date.parse(frame.timestamp) / 1_000;
    const driver = frame.driver ? `${frame.driver.name} ${frame.driver.version}` : "";
    if (frame.state === "handover" || (this.driver && driver && driver !== this.driver)) this.swap(at, driver);
    if (driver) this.driver = driver;
    if (frame.state === "fault" || frame.state === "offline" || frame.state === "disconnected") {
      if (at < (this.lastTime ?? at)) return;
      this.away(at, frame.error ? `${frame.state}: ${essence(frame.error.message)}` : frame.state);
    }
    // A stream begins with the state it is in already; only what ends it, after the data, breaks the line.
    if (frame.state !== "streaming" && at >= (this.lastTime ?? at)) this.break();
  }

  private swap(at: number, driver: string): void {
    const last = this.marks.at(-1);
    const words = driver.slice(driver.lastIndexOf(".", driver.indexOf(" ")) + 1) || "swap";
    if (last?.kind === "swap" && at - last.from < 5) last.words = words;
    else this.mark("swap", at, words, at);
  }

  /** One that is away already is away for another reason now. */
  private away(at: number, words: string): void {
    const last = this.marks.at(-1);
    if (last?.kind === "away" && last.to === undefined) last.words = words;
    else this.mark("away", at, words);
  }

  private mark(kind: Mark["kind"], from: number | undefined, words: string, to?: number): void {
    if (from === undefined) return;
    this.marks.push({ kind, from, to, words });
    if (this.marks.length > MAX_MARKS) this.marks.shift();
  }

  private closeMarks(end: number): void {
    for (let i = this.marks.length - 1; i >= 0 && i > this.marks.length - 5; i--) this.marks[i]!.to ??= end;
  }

  /** A row of nothing, so that no line leads over what is missing. */
  private break(): void {
    const last = this.lastTime;
    if (this.broken || last === undefined) return;
    this.broken = true;
    this.xs.push(last);
    for (const column of this.columns.values()) column.push(null);
  }

  private column(name: string): void {
    if (!this.columns.has(name)) this.columns.set(name, new Array<number | null>(this.xs.length).fill(null));
  }

  private forget(): void {
    const many = MAX_ROWS / 5;
    this.xs = this.xs.slice(many);
    for (const [name, column] of this.columns) this.columns.set(name, column.slice(many));
  }

  private index(time: number): number {
    let [low, high] = [0, this.xs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.xs[middle]! < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A shorter block than the sample's longest is stretched over the same time. */
function append(column: Column, block: Column | undefined, rows: number): void {
  for (let row = 0; row < rows; row++) {
    column.push(block ? block[Math.floor((row * block.length) / rows)]! : null);
  }
}
