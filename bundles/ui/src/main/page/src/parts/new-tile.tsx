// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { SIZES, type Tile, type TileKind } from "../dashboard";
import { feed } from "../feed/feed";
import { useMethods } from "../methods";
import { isNumeric } from "../payload";
import { useValue } from "../value";
import type { Device } from "../wire";
import { Choice } from "./choice";

const KINDS: [TileKind, string][] = [["plot", "a plot"], ["number", "a number"], ["command", "a command"]];

export function NewTile({ onAdd }: { onAdd: (tile: Tile) => void }) {
  const devices = useValue(feed.devices) ?? [];
  const [id, setId] = useState("");
  const device = devices.find((one) => one.device_id === id) ?? devices[0];
  if (!device) return null;
  return (
    <div class="bar new-tile">
      <Choice label="Device" value={device.device_id} options={devices.map((one) => [one.device_id, one.device_id])} onChange={setId} />
      <OfDevice key={device.device_id} device={device} onAdd={onAdd} />
    </div>
  );
}

function OfDevice({ device, onAdd }: { device: Device; onAdd: (tile: Tile) => void }) {
  const [kind, setKind] = useState<TileKind>("plot");
  const [of, setOf] = useState("");
  const { methods } = useMethods(device);
  const channels = device.channels.filter(isNumeric).map((one) => one.name);
  const names = kind === "command" ? (methods ?? []).map((one) => one.name) : ["", ...channels];
  const chosen = names.includes(of) ? of : (names[0] ?? "");
  return (
    <>
      <Choice label="as" value={kind} options={KINDS} onChange={setKind} />
      <Choice label="of" value={chosen} options={names.map((name) => [name, name || (kind === "plot" ? "all channels" : "the first channel")])} onChange={setOf} />
      <button onClick={() => onAdd({ kind, device: device.device_id, of: chosen, ...SIZES[kind] })}>Add tile</button>
    </>
  );
}
