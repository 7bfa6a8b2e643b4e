// SPDX-License-Identifier: Apache-2.0
import { memo } from "preact/compat";
import { useEffect, useRef } from "preact/hooks";
import { essence, NOTHING, number, reading, rounded, shortName } from "../format";
import { glanceOf, rateOf } from "../glances";
import { numbersOf, onlyName, textsOf, unitOf, isNumeric } from "../payload";
import { onTurn } from "../plot/frames";
import { to } from "../router";
import { repaint } from "../theme";
import type { Channel, Device } from "../wire";
import { StateBadge } from "./small";

const VALUES = 3;
/** As wide as more values. */
const RANGES = 2;
const LONG = 13;

interface Props {
  device: Device;
  tags: readonly string[] | undefined;
}

export const DeviceCard = memo(
  Card,
  (before, after) => String(before.tags) === String(after.tags) && (before.device === after.device || shownOf(before.device) === shownOf(after.device)),
);

/** What a card shows of a device; its numbers rise all the time and are not among it. */
function shownOf({ device_id, state, model, device_type, readers, driver, owner, last_error, channels }: Device): string {
  return JSON.stringify([device_id, state, model, device_type, readers, driver, owner, last_error, channels]);
}

function Card({ device, tags }: Props) {
  const { device_id: id, last_error: error, owner, driver } = device;
  const live = useGlance(device);
  return (
    <article class={`card ${device.state}`}>
      <div class="card-head">
        <h2><a href={to("device", id)}>{id}</a></h2>
        <StateBadge state={device.state} />
      </div>
      <p class="soft">{device.model || device.device_type}{tags?.map((word) => <span key={word} class="tag">{word}</span>)}</p>
      <div class="values" ref={live.values}><span class="soft">no value yet</span></div>
      <canvas ref={live.canvas} role="img" aria-label={`Latest values of ${id}`} />
      <dl class="facts">
        <div><dt>rate</dt><dd ref={live.rate}>{NOTHING}</dd></div>
        <div><dt>readers</dt><dd>{device.readers}</dd></div>
        <div class="wide"><dt>driver</dt><dd>{driver ? `${shortName(driver.name)} ${driver.version}` : "none"}</dd></div>
        {owner && <div class="wide"><dt>{owner.kind}</dt><dd>{owner.name}</dd></div>}
      </dl>
      {error && <p class="card-error" title={error.message}>▲ {error.type}: {essence(error.message)}</p>}
    </article>
  );
}

/** What changes several times a second goes past the virtual DOM; cards out of sight are not painted at all. */
function useGlance(device: Device) {
  const values = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const rate = useRef<HTMLElement>(null);
  const now = useRef(device);
  now.current = device;
  useEffect(() => {
    const glance = glanceOf(device);
    let painted = -1;
    let visible = true;
    const sight = new IntersectionObserver(([entry]) => (visible = entry?.isIntersecting ?? true));
    sight.observe(canvas.current!);
    const recolour = repaint.listen(() => (painted = -1));
    const stop = onTurn(() => {
      if (painted === glance.news || !visible || !canvas.current) return;
      painted = glance.news;
      glance.line.paint(canvas.current);
      if (glance.latest !== undefined) showValues(values.current!, glance.latest, now.current.channels);
      const speed = rateOf(now.current);
      rate.current!.textContent = speed === undefined ? NOTHING : `${number(rounded(speed, 3))}/s`;
    });
    return () => [stop, recolour, () => sight.disconnect()].forEach((end) => end());
  }, [device.device_id]);
  useEffect(() => {
    if (device.state !== "streaming") rate.current!.textContent = NOTHING;
  }, [device.state]);
  return { values, canvas, rate };
}

function showValues(into: HTMLElement, payload: unknown, channels: Channel[]): void {
  const numbers = [...numbersOf(payload, onlyName(channels))];
  const digits = numbers.length > 1 ? 4 : 6;
  const parts = numbers
    .slice(0, numbers.some(([, block]) => block.length > 1) ? RANGES : VALUES)
    .map(([name, block]) => [name, reading(block, digits, unitOf(channels, name))] as [string, string]);
  if (parts.length === 0) {
    const text = textsOf(payload).values().next().value ?? channels.find((one) => !isNumeric(one))?.type ?? "";
    parts.push(["", text.slice(0, 60)]);
  }
  const more = Math.max(0, numbers.length - parts.length);
  if (more) into.dataset["more"] = `+${more}`;
  else delete into.dataset["more"];
  if (into.childElementCount !== parts.length || !(into.firstElementChild instanceof HTMLDivElement)) {
    into.replaceChildren(...parts.map(() => document.createElement("div")));
    for (const one of into.children) one.append(document.createElement("b"), document.createElement("small"));
  }
  parts.forEach(([name, text], i) => {
    const [value, label] = into.children[i]!.children;
    if (value!.textContent !== text) {
      value!.textContent = text;
      value!.classList.toggle("long", text.length > LONG);
    }
    if (label!.textContent !== name) label!.textContent = name;
  });
}
