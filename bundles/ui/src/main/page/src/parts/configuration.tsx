// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import { ask, part, Refused } from "../api";
import { feed } from "../feed/feed";
import { leases } from "../leases";
import { Fields } from "../schema/fields";
import { collect, rawOf, type Raw, type Schema } from "../schema/schema";
import type { Device } from "../wire";
import { say } from "./messages";
import { Empty } from "./small";

export interface DeviceType {
  name: string;
  title?: string;
  doc?: string;
  driver?: string;
  version?: string;
  schema: Schema;
}

export async function deviceTypes(): Promise<DeviceType[]> {
  return (await ask<{ device_types: DeviceType[] }>("GET", "/device-types")).device_types;
}

type Loaded = { schema: Schema; raw: Raw } | string;

async function load(device: Device): Promise<Loaded> {
  const detail = await ask<{ params: Record<string, unknown> | null }>("GET", `/devices/${part(device.device_id)}`);
  if (!detail.params) return "It is not made by a configuration.";
  const type = (await deviceTypes()).find((one) => one.name === device.device_type);
  if (!type) return `Its type ${device.device_type} is not installed.`;
  const raw = Object.entries(detail.params).map(([name, value]) => [name, rawOf(type.schema.properties?.[name] ?? {}, value)]);
  return { schema: type.schema, raw: Object.fromEntries(raw) as Raw };
}

export function Configuration({ device }: { device: Device }) {
  const [loaded, setLoaded] = useState<Loaded>();
  const [raw, setRaw] = useState<Raw>({});
  const [refused, setRefused] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const reload = () =>
    load(device).then(
      (next) => (setLoaded(next), setRaw(typeof next === "string" ? {} : next.raw)),
      (e: Error) => setLoaded(e.message),
    );
  useEffect(() => void reload(), [device.device_id, device.device_type]);
  if (!loaded) return <Empty>Asking how it is configured…</Empty>;
  if (typeof loaded === "string") return <Empty>{loaded}</Empty>;
  const changed = Object.keys(loaded.schema.properties ?? {}).filter((name) => (raw[name] ?? "") !== (loaded.raw[name] ?? ""));
  const save = async (event: Event) => {
    event.preventDefault();
    const { values, problems } = collect(loaded.schema, raw);
    if (Object.keys(problems).length) return;
    setBusy(true);
    try {
      const params = Object.fromEntries(changed.map((name) => [name, values[name] ?? null]));
      await ask("PATCH", `/devices/${part(device.device_id)}`, { params }, leases.header(device.device_id));
      say(`${device.device_id} has its new configuration.`);
      setRefused({});
      feed.refresh();
      await reload();
    } catch (e) {
      if (e instanceof Refused) setRefused(e.atFields(Object.keys(loaded.schema.properties ?? {})));
      say((e as Error).message, true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Fields schema={loaded.schema} raw={raw} onChange={(next) => (setRaw(next), setRefused({}))} refused={refused} strict />
      <div class="bar end">
        <button type="button" disabled={!changed.length} onClick={() => setRaw(loaded.raw)}>Undo</button>
        <button class="primary" disabled={!changed.length || busy}>{busy ? "Saving…" : "Save"}</button>
      </div>
    </form>
  );
}
