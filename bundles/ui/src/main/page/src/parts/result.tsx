// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo, useRef } from "preact/hooks";
import uPlot from "uplot";
import { csv, save } from "../export";
import { feed } from "../feed/feed";
import { moment, NOTHING, number, shown, ticks } from "../format";
import { onlyName } from "../payload";
import { colour } from "../plot/colours";
import { axes, lines } from "../plot/live";
import { scalesOf } from "../plot/scales";
import { tableOf, unitIn, type ResultTable } from "../result";
import { repaint } from "../theme";
import { useValue } from "../value";

const HEIGHT = 260;
const SHOWN = 8;

interface Props {
  name: string;
  result: unknown;
  /** Those that were in it. */
  devices: readonly string[];
}

export function Result({ name, result, devices }: Props) {
  const there = useValue(feed.devices) ?? [];
  const about = there.filter((device) => devices.includes(device.device_id));
  const only = about.length === 1 ? onlyName(about[0]!.channels) : undefined;
  const table = useMemo(() => tableOf(result, only), [result, only]);
  const names = [...(table?.columns.keys() ?? [])];
  const units = useMemo(() => new Map(names.map((one) => [one, unitIn(about, one)])), [table, names.map((one) => unitIn(about, one)).join()]);
  const unit = (one: string) => units.get(one) ?? "";
  return (
    <>
      {table && <ResultPlot table={table} units={units} />}
      <div class="bar tools">
        <span class="push" />
        {table && <button onClick={() => save(new Blob([csv(table, unit, table.over)], { type: "text/csv" }), `${name}.csv`)}>CSV</button>}
        <button onClick={() => save(new Blob([JSON.stringify(result, null, 1)], { type: "application/json" }), `${name}.json`)}>JSON</button>
      </div>
      <details open={!table}><summary>As it is</summary><pre tabIndex={0}>{shown(result, 4_000)}</pre></details>
    </>
  );
}

function ResultPlot({ table, units }: { table: ResultTable; units: ReadonlyMap<string, string> }) {
  const host = useRef<HTMLDivElement>(null);
  const colours = useValue(repaint);
  useEffect(() => {
    const at = host.current!;
    const plot = plotOf(table, units, at);
    const sizes = new ResizeObserver(() => plot.setSize({ width: at.clientWidth, height: HEIGHT }));
    sizes.observe(at);
    return () => {
      sizes.disconnect();
      plot.destroy();
    };
  }, [table, units, colours]);
  return <div class="result-plot" ref={host} role="img" aria-label={`${[...table.columns.keys()].join(", ")} over ${table.over}`} />;
}

function plotOf({ xs, columns, over, time }: ResultTable, units: ReadonlyMap<string, string>, at: HTMLElement): uPlot {
  const channels = [...columns.keys()].slice(0, SHOWN).map((name, index) => ({ name, unit: units.get(name) ?? "", index }));
  const scales = scalesOf(channels);
  const span = xs.at(-1)! - xs[0]!;
  const x = time ? { values: (_: uPlot, splits: number[]) => ticks(splits, span), space: 130 } : { label: over };
  const first = time ? { label: over, value: (_: uPlot, now: number | null) => (now === null ? NOTHING : moment(now * 1_000).local) } : { label: over };
  const options: uPlot.Options = {
    width: at.clientWidth,
    height: HEIGHT,
    scales: { x: { time } },
    axes: [{ ...lines(), ...x }, ...axes(scales)],
    series: [
      first,
      ...channels.map(({ name, unit, index }) => ({
        label: unit ? `${name} [${unit}]` : name,
        scale: scales.find((one) => one.unit === unit)!.key,
        stroke: colour(index),
        width: 1.6,
        value: (_: uPlot, value: number | null) => number(value),
      })),
    ],
  };
  return new uPlot(options, [xs, ...channels.map(({ name }) => columns.get(name)!)], at);
}
