// SPDX-License-Identifier: Apache-2.0
import { FEWEST_POINTS } from "../points";
import { isName } from "../schema/schema";
import { Value } from "../value";
import type { Device, Frame, Happening } from "../wire";
import { Hub } from "./hub";
import type { LinkState } from "./line";
import { PROGRESS, type Batch, type ToHub } from "./protocol";

type Listener = (frame: Frame) => void;
const KEPT_HAPPENINGS = 600;
const GATHER_MILLIS = 30;

/** This tab's end of the connection that all tabs share. */
class Feed {
  readonly link = new Value<LinkState>("opening");
  readonly devices = new Value<Device[] | undefined>(undefined);
  readonly happenings = new Value<Happening[]>([]);
  readonly progress = new Value<ReadonlyMap<string, Progress>>(new Map());
  private readonly overview = new Map<string, Set<Listener>>();
  private readonly detail = new Map<string, Set<Listener>>();
  private readonly wanted = new Set<{ points: number }>();
  private readonly port: MessagePort;
  private rewatching: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.port = connect();
    this.port.onmessage = (message) => this.take(message.data as Batch);
    this.port.start();
    this.tell({ kind: "visible", visible: !document.hidden });
    document.addEventListener("visibilitychange", () => this.tell({ kind: "visible", visible: !document.hidden }));
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", () => (this.rewatch(), this.tell({ kind: "visible", visible: !document.hidden })));
    setInterval(() => this.tell({ kind: "here" }), 20_000);
  }

  /** A few values a second of a device. */
  glance(id: string, listener: Listener): () => void {
    return enter(this.overview, id, listener);
  }

  /** Everything a device says, thinned to what a screen can show. */
  watch(id: string, listener: Listener): () => void {
    const leave = enter(this.detail, id, listener);
    this.rewatch();
    return () => {
      leave();
      this.rewatch();
    };
  }

  /** So many points a second of all that is watched, until it is left. */
  want(points: number): () => void {
    const one = { points };
    this.wanted.add(one);
    this.rewatch();
    return () => {
      this.wanted.delete(one);
      this.rewatch();
    };
  }

  refresh(): void {
    this.tell({ kind: "refresh" });
  }

  private progressed(happenings: Happening[]): void {
    const next = new Map(this.progress.now);
    for (const { event, subject, payload } of happenings) {
      if (event === PROGRESS) next.set(subject, { text: String(payload["text"] ?? ""), fraction: Number(payload["fraction"] ?? -1) });
    }
    this.progress.now = next;
  }

  /** Once for all that changes at a time: each way of watching is a stream of its own. */
  private rewatch(): void {
    this.rewatching ??= setTimeout(() => {
      this.rewatching = undefined;
      const points = Math.max(FEWEST_POINTS, ...[...this.wanted].map((one) => one.points));
      // One that cannot be would have the request of all tabs refused.
      this.tell({ kind: "watch", ids: [...this.detail.keys()].filter(isName), points });
    }, GATHER_MILLIS);
  }

  /** Nothing that is still to be told may bring it back. */
  private leave(): void {
    clearTimeout(this.rewatching);
    this.rewatching = undefined;
    this.tell({ kind: "bye" });
  }

  private tell(wish: ToHub): void {
    this.port.postMessage(wish);
  }

  private take(batch: Batch): void {
    if (batch.link) this.link.now = batch.link;
    if (batch.devices) this.devices.now = batch.devices;
    const news = batch.happenings.filter((one) => one.event !== PROGRESS);
    if (news.length) this.happenings.now = merged(this.happenings.now, news);
    if (news.length < batch.happenings.length) this.progressed(batch.happenings);
    deliver(this.overview, batch.overview);
    deliver(this.detail, batch.detail);
  }
}

export interface Progress {
  text: string;
  fraction: number;
}

function connect(): MessagePort {
  if ("SharedWorker" in globalThis) {
    return new SharedWorker(new URL("./worker.ts", import.meta.url), { type: "module", name: "jackfield" }).port;
  }
  const { port1, port2 } = new MessageChannel(); // phones: every tab for itself
  new Hub().join(port2);
  return port1;
}

function enter(all: Map<string, Set<Listener>>, id: string, listener: Listener): () => void {
  const listeners = all.get(id) ?? new Set();
  all.set(id, listeners.add(listener));
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && all.get(id) === listeners) all.delete(id);
  };
}

function deliver(all: Map<string, Set<Listener>>, frames: Frame[]): void {
  for (const frame of frames) all.get(frame.device_id)?.forEach((listener) => listener(frame));
}

export function merged(known: Happening[], more: Happening[]): Happening[] {
  const last = known.at(-1)?.sequence ?? -1;
  return [...known, ...more.filter((one) => one.sequence > last)].slice(-KEPT_HAPPENINGS);
}

export const feed = new Feed();
