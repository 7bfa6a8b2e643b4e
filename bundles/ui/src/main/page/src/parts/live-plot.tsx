// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { csv, save } from "../export";
import { feed } from "../feed/feed";
import { moment, number, reading } from "../format";
import { panned, zoomed, type Range } from "../look";
import { unitOf } from "../payload";
import { colour } from "../plot/colours";
import { LivePlot, type Look } from "../plot/live";
import { leftOut } from "../plot/logarithmic";
import { picture } from "../plot/picture";
import { pointsFor } from "../points";
import { repaint } from "../theme";
import { useValue } from "../value";
import type { Device } from "../wire";
import { Choice } from "./choice";
import { useSeconds } from "./small";
import type { LiveSeries } from "./use-series";

const SHOWN_FIRST = 8;
/** So few channels that each can be read from across the room. */
const FEW = 4;
const WINDOWS = [["1", "1 s"], ["3", "3 s"], ["10", "10 s"], ["30", "30 s"], ["120", "2 min"], ["600", "10 min"]] as const;
type Seconds = (typeof WINDOWS)[number][0];

const HELP = "Drag to zoom, Shift and drag to move, Shift and wheel to zoom here, double click to go live";

interface Props {
  device: Device;
  live: LiveSeries;
  /** Without everything that is for looking closely. */
  small?: boolean;
  only?: string[] | undefined;
  onRows?: (plot: LivePlot, channels: Look["channels"]) => void;
}

export function PlotOfDevice({ device, live, small = false, only, onRows }: Props) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>();
  const [seconds, setSeconds] = useState<Seconds>(isFast(device) ? "1" : "30");
  const [log, setLog] = useState(false);
  const [held, setHeld] = useState<Range>();
  const names = only?.length ? live.names.filter((name) => only.includes(name)) : live.names;
  const away = hidden ?? new Set(names.slice(SHOWN_FIRST));
  const channels = useMemo(
    () => names.map((name, index) => ({ name, unit: unitOf(device.channels, name), index })).filter(({ name }) => !away.has(name)),
    [names.join("\n"), hidden],
  );
  const look: Look = useMemo(() => ({ channels, seconds: Number(seconds), log, held }), [channels, seconds, log, held]);
  const { host, plot, row } = usePlot(live, look, setHeld);
  useEffect(() => {
    if (plot.current) onRows?.(plot.current, channels);
  }, [channels]);
  useEffect(() => feed.want(pointsFor(host.current!.clientWidth, Number(seconds))), [seconds]);
  const range = () => plot.current?.range ?? [0, 1];
  const hold = (next?: Range) => setHeld(next ?? range());
  const toggle = (name: string) => {
    const next = new Set(away);
    if (!next.delete(name)) next.add(name);
    setHidden(next);
  };
  const keys = (event: KeyboardEvent) => {
    const act = KEYS[event.key];
    if (!act || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    setHeld(act(range(), held));
  };
  return (
    <div class={small ? "plot small" : "plot"}>
      {!small && (
        <div class="bar tools" role="toolbar" aria-label="Plot">
          <button aria-pressed={!!held} onClick={() => (held ? setHeld(undefined) : hold())}>{held ? "▶ Go live" : "❚❚ Pause"}</button>
          <Choice label="Show" value={seconds} options={WINDOWS} onChange={(next) => { setSeconds(next); setHeld(undefined); }} />
          <span class="together">
            <button class="icon" aria-label="Earlier" title="Earlier (←)" onClick={() => hold(panned(range(), -0.3))}>◀</button>
            <button class="icon" aria-label="Zoom out" title="Zoom out (−)" onClick={() => hold(zoomed(range(), 2))}>−</button>
            <button class="icon" aria-label="Zoom in" title="Zoom in (+)" onClick={() => hold(zoomed(range(), 0.5))}>+</button>
            <button class="icon" aria-label="Later" title="Later (→)" onClick={() => hold(panned(range(), 0.3))}>▶</button>
          </span>
          <button aria-pressed={log} title="Logarithmic axis; what is not above zero cannot be on it" onClick={() => setLog(!log)}>log</button>
          <span class="push" />
          <button onClick={() => saveCsv(plot.current!, device)}>CSV</button>
          <button onClick={() => void savePng(plot.current!, device, channels)}>PNG</button>
        </div>
      )}
      <div class="canvas" ref={host} tabIndex={small ? -1 : 0} onKeyDown={keys} role="img"
        title={small ? undefined : HELP}
        aria-label={`Live plot of ${device.device_id}. Space pauses, arrows move, plus and minus zoom.`} />
      {log && <LeftOut plot={plot} />}
      {names.length === 0 && <p class="empty over">{device.state === "streaming" ? "No number has come yet." : `No values while it is ${device.state}.`}</p>}
      <Legend {...{ names, away, toggle, live, device, plot, row, small }} />
    </div>
  );
}

/** What comes in blocks is sampled so fast that half a minute of it would be a coloured wall. */
function isFast(device: Device): boolean {
  return device.channels.some((channel) => channel.shape.some((length) => length > 1));
}

const KEYS: Record<string, (range: Range, held: Range | undefined) => Range | undefined> = {
  " ": (range, held) => (held ? undefined : range),
  Escape: () => undefined,
  ArrowLeft: (range) => panned(range, -0.1),
  ArrowRight: (range) => panned(range, 0.1),
  "+": (range) => zoomed(range, 0.7),
  "-": (range) => zoomed(range, 1.4),
};

function usePlot(live: LiveSeries, look: Look, setHeld: (range?: Range) => void) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<LivePlot>(undefined);
  const row = useRef<number | null>(null);
  useEffect(() => {
    plot.current = new LivePlot(
      host.current!, live.series, look, () => live.clock.at(Date.now() / 1_000),
      (at) => (row.current = at), setHeld,
    );
    return () => plot.current?.close();
  }, [live.series]);
  useEffect(() => plot.current?.show(look), [look]);
  return { host, plot, row };
}

function LeftOut({ plot }: { plot: { current: LivePlot | undefined } }) {
  useSeconds(0.5);
  const words = plot.current && leftOut(plot.current.visible);
  return words ? <p class="soft" role="status">{words}</p> : null;
}

interface LegendProps {
  names: string[];
  away: ReadonlySet<string>;
  toggle: (name: string) => void;
  live: LiveSeries;
  device: Device;
  plot: { current: LivePlot | undefined };
  row: { current: number | null };
  small: boolean;
}

/** The channels, what they read at the cursor or now, and whether they are in the plot. */
function Legend({ names, away, toggle, live, device, plot, row, small }: LegendProps) {
  useValue(repaint);
  const list = useRef<HTMLDivElement>(null);
  const when = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      const rows = plot.current?.visible;
      const at = row.current !== null && rows && row.current < rows.xs.length ? row.current : null;
      for (const value of list.current?.querySelectorAll<HTMLElement>("b[data-name]") ?? []) {
        const name = value.dataset["name"]!;
        value.textContent = at !== null ? number(rows!.columns.get(name)?.[at]) : reading(live.series.latest(name), 6);
      }
      const time = at !== null ? moment(rows!.xs[at]! * 1_000) : undefined;
      if (when.current) when.current.textContent = time ? `at ${time.local} · ${time.utc}` : "latest";
    }, 120);
    return () => clearInterval(timer);
  }, [live.series]);
  return (
    <div class={!small && names.length <= FEW ? "legend few" : "legend"} ref={list}>
      {names.map((name, index) => (
        <button key={name} aria-pressed={!away.has(name)} onClick={() => toggle(name)} title={`Show or hide ${name}`}>
          <i style={{ background: colour(index) }} />{name} <b data-name={name} /> {unitOf(device.channels, name)}
        </button>
      ))}
      {!small && <span class="soft when" ref={when} />}
    </div>
  );
}

function saveCsv(plot: LivePlot, device: Device): void {
  const text = csv(plot.visible, (name) => unitOf(device.channels, name));
  save(new Blob([text], { type: "text/csv" }), `${device.device_id}.csv`);
}

async function savePng(plot: LivePlot, device: Device, channels: Look["channels"]): Promise<void> {
  const to = moment(plot.range[1] * 1_000);
  const image = plot.canvas && (await picture(plot.canvas, `${device.device_id} · until ${to.local} (${to.utc})`, channels));
  if (image) save(image, `${device.device_id}.png`);
}
