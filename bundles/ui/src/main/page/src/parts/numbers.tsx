// SPDX-License-Identifier: Apache-2.0
import { number, reading, timeOfDay } from "../format";
import { numbersOf, onlyName, textsOf, unitOf } from "../payload";
import type { LivePlot, Look } from "../plot/live";
import { THINNED } from "../series";
import { statistics } from "../statistics";
import type { DataFrame, Device, Frame } from "../wire";
import { Empty, useSeconds } from "./small";
import type { LiveSeries } from "./use-series";

const ROWS = 15;

function Thinned() {
  return <p class="soft">Of {THINNED}.</p>;
}

/** Of what the plot shows. */
export function StatisticsTable({ plot, channels }: { plot: LivePlot | undefined; channels: Look["channels"] }) {
  useSeconds(0.5);
  const rows = plot?.visible;
  if (!rows || channels.length === 0) return <Empty>Nothing in the plot yet.</Empty>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Statistics">
      <table>
        <thead><tr>{["channel", "mean", "deviation", "min", "max", "rms", "values"].map((title) => <th key={title} scope="col">{title}</th>)}</tr></thead>
        <tbody>
          {channels.map(({ name, unit }) => {
            const found = statistics(rows.columns.get(name) ?? []);
            const cells = found ? [found.mean, found.deviation, found.min, found.max, found.rms, found.count] : [];
            return (
              <tr key={name}>
                <th scope="row">{name}{unit && <span class="soft"> [{unit}]</span>}</th>
                {cells.map((value, i) => <td key={i}>{number(value)}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.thinned && <Thinned />}
    </div>
  );
}

/** The latest samples; of a block from where to where it goes. */
export function SampleTable({ device, live: { recent, series } }: { device: Device; live: LiveSeries }) {
  useSeconds(0.5);
  const samples = recent.filter((frame): frame is DataFrame => frame.event === "device_data").slice(-ROWS).reverse();
  if (samples.length === 0) return <Empty>No sample yet.</Empty>;
  const first = samples[0]!;
  const fast = Date.parse(first.timestamp) - Date.parse(samples.at(-1)!.timestamp) < 1_000 * (samples.length - 1);
  const names = [...numbersOf(first.payload, onlyName(device.channels)).keys(), ...textsOf(first.payload).keys()].slice(0, 12);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Latest samples">
      <table>
        <thead><tr><th scope="col">number</th><th scope="col">time</th>{names.map((name) => (
          <th key={name} scope="col">{name}{unitOf(device.channels, name) && <span class="soft"> [{unitOf(device.channels, name)}]</span>}</th>
        ))}</tr></thead>
        <tbody>
          {samples.map((frame) => {
            const numbers = numbersOf(frame.payload, onlyName(device.channels));
            const texts = textsOf(frame.payload);
            return (
              <tr key={frame.sequence}>
                <th scope="row">{frame.sequence}</th>
                <td>{timeOfDay(frame.timestamp, fast)}</td>
                {names.map((name) => <td key={name}>{numbers.has(name) ? reading(numbers.get(name), 6) : texts.get(name)}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
      {series.isThinned(Date.parse(samples.at(-1)!.timestamp) / 1_000, Infinity) && <Thinned />}
    </div>
  );
}

export function RawFrames({ recent }: { recent: readonly Frame[] }) {
  useSeconds(0.5);
  const lines = recent.slice(-12).map((frame) => JSON.stringify(frame)).map((line) => (line.length > 500 ? `${line.slice(0, 500)}…` : line));
  return <pre tabIndex={0} aria-label="Events as they came">{lines.reverse().join("\n\n")}</pre>;
}
