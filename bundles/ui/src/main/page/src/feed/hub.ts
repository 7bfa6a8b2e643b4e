// SPDX-License-Identifier: Apache-2.0
import { FEWEST_POINTS } from "../points";
import type { Device, Frame, Happening } from "../wire";
import { Line, type LinkState } from "./line";
import { PROGRESS, type Batch, type ToHub } from "./protocol";
import type { ServerEvent } from "./sse";

const OVERVIEW = "/stream/devices?match=*&maxRate=5&points=20&last=60";
const BATCH_MILLIS = 40;
const REFRESH_MILLIS = 5_000;
const KEPT_HAPPENINGS = 600;
const GONE_MILLIS = 180_000;

interface Tab {
  port: MessagePort;
  visible: boolean;
  ids: string[];
  points: number;
  heard: number;
  waiting: Batch;
}

const emptyBatch = (): Batch => ({ overview: [], detail: [], happenings: [] });

/**
 * Reads from the server once for all tabs: an overview of every device, the devices that somebody looks at closely,
 * and what happens in the house. Browsers allow six connections to a server, and pages want to ask things too.
 */
export class Hub {
  private readonly tabs = new Set<Tab>();
  private readonly latest = new Map<string, Frame>();
  private readonly happenings: Happening[] = [];
  private readonly links = new Map<string, LinkState>();
  private devices: Device[] | undefined;
  private detail: Line | undefined;
  private detailUrl = "";
  private overview: Line | undefined;
  private refreshing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.line("events", "/stream/events?last=1000", (event) => this.happened(event));
    setInterval(() => this.flush(), BATCH_MILLIS);
    setInterval(() => this.refreshSoon(0), REFRESH_MILLIS);
    this.refreshSoon(0);
  }

  join(port: MessagePort): void {
    const tab: Tab = { port, visible: true, ids: [], points: FEWEST_POINTS, heard: Date.now(), waiting: emptyBatch() };
    this.tabs.add(tab);
    port.onmessage = (message) => this.asked(tab, message.data as ToHub);
    port.start();
    this.bringUpToDate(tab);
    this.arrange();
  }

  private asked(tab: Tab, wish: ToHub): void {
    tab.heard = Date.now();
    // A page that leaves says once more that it is hidden, and is gone all the same.
    if (wish.kind === "bye") this.tabs.delete(tab);
    else if (wish.kind !== "visible") this.tabs.add(tab);
    if (wish.kind === "watch") [tab.ids, tab.points] = [wish.ids, wish.points];
    if (wish.kind === "refresh") this.refreshSoon(0);
    if (wish.kind === "visible" && wish.visible !== tab.visible) {
      tab.visible = wish.visible;
      if (tab.visible) this.bringUpToDate(tab);
    }
    this.arrange();
  }

  private bringUpToDate(tab: Tab): void {
    tab.waiting = emptyBatch();
    tab.waiting.link = this.link();
    if (this.devices) tab.waiting.devices = this.devices;
    tab.waiting.overview = [...this.latest.values()];
    tab.waiting.happenings = [...this.happenings];
  }

  /** Opens what somebody looks at, and closes what nobody does, so that hardware may rest. */
  private arrange(): void {
    const seen = [...this.tabs].some((tab) => tab.visible);
    if (seen && !this.overview) this.overview = this.line("overview", OVERVIEW, (event) => this.overviewed(event));
    if (this.tabs.size === 0) this.endOverview();
    const ids = [...new Set([...this.tabs].flatMap((tab) => tab.ids))].sort().join(",");
    const points = Math.max(...[...this.tabs].map((tab) => tab.points));
    const url = ids && `/stream/devices?ids=${encodeURIComponent(ids)}&points=${points}`;
    if (url === this.detailUrl) return;
    this.detailUrl = url;
    const position = this.detail?.close() ?? "";
    this.detail = undefined;
    this.links.delete("detail");
    if (url) this.detail = this.line("detail", url, (event) => this.detailed(event), position);
  }

  private endOverview(): void {
    this.overview?.close();
    this.overview = undefined;
    this.links.delete("overview");
  }

  private line(name: string, url: string, take: (event: ServerEvent) => void, position = ""): Line {
    const tell = (state: LinkState) => {
      this.links.set(name, state);
      for (const tab of this.tabs) tab.waiting.link = this.link();
      if (state === "open") this.refreshSoon(0);
    };
    return new Line(url, take, tell).open(position);
  }

  private link(): LinkState {
    const all = [...this.links.values()];
    return all.includes("lost") ? "lost" : all.includes("opening") ? "opening" : "open";
  }

  private overviewed(event: ServerEvent): void {
    const frame = framed(event);
    if (!frame) return;
    if (frame.event === "device_data") this.latest.set(frame.device_id, frame);
    for (const tab of this.visibleTabs()) tab.waiting.overview.push(frame);
  }

  private detailed(event: ServerEvent): void {
    const frame = framed(event);
    if (!frame) return;
    for (const tab of this.tabs) {
      if (tab.ids.includes(frame.device_id)) tab.waiting.detail.push(frame);
    }
  }

  private happened(event: ServerEvent): void {
    if (event.name === "ping" || event.name === "gap") return;
    const happening = JSON.parse(event.data) as Happening;
    for (const tab of this.visibleTabs()) tab.waiting.happenings.push(happening);
    if (happening.event === PROGRESS) return;
    this.happenings.push(happening);
    if (this.happenings.length > KEPT_HAPPENINGS) this.happenings.shift();
    this.refreshSoon(150);
  }

  private visibleTabs(): Tab[] {
    return [...this.tabs].filter((tab) => tab.visible);
  }

  private refreshSoon(millis: number): void {
    if (this.refreshing !== undefined || this.tabs.size === 0) return;
    this.refreshing = setTimeout(() => void this.refresh(), millis);
  }

  private async refresh(): Promise<void> {
    try {
      const response = await fetch("/devices", { signal: AbortSignal.timeout(8_000), cache: "no-store" });
      if (!response.ok) return;
      this.devices = ((await response.json()) as { devices: Device[] }).devices;
      const there = new Set(this.devices.map((device) => device.device_id));
      for (const id of this.latest.keys()) if (!there.has(id)) this.latest.delete(id);
      for (const tab of this.visibleTabs()) tab.waiting.devices = this.devices;
    } catch {
      // The lines say that the server is away; the next look comes by itself.
    } finally {
      this.refreshing = undefined;
    }
  }

  private flush(): void {
    for (const tab of this.tabs) {
      if (Date.now() - tab.heard > GONE_MILLIS) {
        this.tabs.delete(tab);
        this.arrange();
      } else if (isWorthSending(tab.waiting)) {
        tab.port.postMessage(tab.waiting);
        tab.waiting = emptyBatch();
      }
    }
  }
}

function framed(event: ServerEvent): Frame | undefined {
  return event.name === "ping" || event.name === "connection" ? undefined : (JSON.parse(event.data) as Frame);
}

function isWorthSending(batch: Batch): boolean {
  return (
    batch.overview.length + batch.detail.length + batch.happenings.length > 0 ||
    batch.link !== undefined ||
    batch.devices !== undefined
  );
}
