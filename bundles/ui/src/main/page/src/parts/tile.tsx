// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from "preact/hooks";
import type { Tile } from "../dashboard";
import { feed } from "../feed/feed";
import { NOTHING, reading } from "../format";
import { useMethods } from "../methods";
import { numbersOf, onlyName, unitOf } from "../payload";
import { to } from "../router";
import { useValue } from "../value";
import type { Device } from "../wire";
import { Command } from "./commands";
import { PlotOfDevice } from "./live-plot";
import { Empty, StateBadge } from "./small";
import { useSeries } from "./use-series";

export function TileView({ tile }: { tile: Tile }) {
  const device = useValue(feed.devices)?.find((one) => one.device_id === tile.device);
  return (
    <>
      <div class="tile-head">
        <h2><a href={to("device", tile.device)}>{tile.device}</a> {tile.of && <span class="count">{tile.of}</span>}</h2>
        {device && <StateBadge state={device.state} />}
      </div>
      {device ? <Content tile={tile} device={device} /> : <Empty>It is not there now.</Empty>}
    </>
  );
}

function Content({ tile, device }: { tile: Tile; device: Device }) {
  if (tile.kind === "plot") return <PlotTile tile={tile} device={device} />;
  return tile.kind === "number" ? <NumberTile tile={tile} device={device} /> : <CommandTile tile={tile} device={device} />;
}

function PlotTile({ tile, device }: { tile: Tile; device: Device }) {
  const live = useSeries(device);
  return <PlotOfDevice device={device} live={live} small only={tile.of ? [tile.of] : undefined} />;
}

function NumberTile({ tile, device }: { tile: Tile; device: Device }) {
  const shown = useRef<HTMLParagraphElement>(null);
  useEffect(
    () =>
      feed.glance(device.device_id, (frame) => {
        if (frame.event !== "device_data" || !shown.current) return;
        const numbers = numbersOf(frame.payload, onlyName(device.channels));
        const name = tile.of || [...numbers.keys()][0] || "";
        shown.current.textContent = reading(numbers.get(name), 5, unitOf(device.channels, name));
      }),
    [device.device_id, tile.of],
  );
  return <p class="big" ref={shown}>{NOTHING}</p>;
}

function CommandTile({ tile, device }: { tile: Tile; device: Device }) {
  const { methods, error } = useMethods(device);
  const method = methods?.find((one) => one.name === tile.of);
  if (method) return <Command device={device} method={method} />;
  return <Empty>{error || (methods ? `It has no command ${tile.of}.` : "Asking…")}</Empty>;
}
