// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import { ask, part, Refused } from "../api";
import { feed } from "../feed/feed";
import { deviceTypes, type DeviceType } from "../parts/configuration";
import { say } from "../parts/messages";
import { Empty, Panel } from "../parts/small";
import { go, to } from "../router";
import { Fields } from "../schema/fields";
import { collect, NAME, problemOf, type Raw } from "../schema/schema";
import type { Device } from "../wire";

const TEST_MILLIS = 15_000;

export function Add({ query }: { query: URLSearchParams }) {
  const [types, setTypes] = useState<DeviceType[]>();
  const [error, setError] = useState("");
  const [chosen, setChosen] = useState(query.get("type") ?? "");
  useEffect(() => void deviceTypes().then(setTypes, (e: Error) => setError(e.message)), []);
  const type = types?.find((one) => one.name === chosen);
  return (
    <>
      <div class="bar"><h1>Add a device</h1></div>
      {error && <p class="problem" role="alert">▲ {error}</p>}
      {types?.length === 0 && <Empty>No driver offers a type yet. <a href={to("drivers")}>Bring one</a> first.</Empty>}
      <div class="types" role="radiogroup" aria-label="Type">
        {types?.map((one) => (
          <label key={one.name} class={one.name === chosen ? "type chosen" : "type"}>
            <input type="radio" name="type" value={one.name} checked={one.name === chosen} onChange={() => setChosen(one.name)} />
            <span><strong>{one.title ?? one.name}</strong><small class="soft">{one.doc}</small><small class="soft">{one.driver} {one.version}</small></span>
          </label>
        ))}
      </div>
      {type && <AddForm key={type.name} type={type} />}
    </>
  );
}

function AddForm({ type }: { type: DeviceType }) {
  const [id, setId] = useState("");
  const [raw, setRaw] = useState<Raw>({});
  const [strict, setStrict] = useState(false);
  const [refused, setRefused] = useState<Record<string, string>>({});
  const [words, setWords] = useState("");
  const [busy, setBusy] = useState("");
  const taken = feed.devices.now?.some((device) => device.device_id === id) ? "is there already" : undefined;
  const nameProblem = id || strict ? (taken ?? problemOf(NAME, true, id)) : undefined;
  const create = async (test: boolean) => {
    const { values, problems } = collect(type.schema, raw);
    setStrict(true);
    if (Object.keys(problems).length || taken || problemOf(NAME, true, id)) return setWords("Some fields are not right yet.");
    setBusy(test ? "Testing…" : "Adding…");
    setWords("");
    try {
      await ask("POST", "/devices", { device_id: id, device_type: type.name, params: values });
      feed.refresh();
      if (!test) return go("device", id);
      setWords(await tested(id));
    } catch (e) {
      if (e instanceof Refused) setRefused(e.atFields(Object.keys(type.schema.properties ?? {})));
      setWords((e as Error).message);
    } finally {
      setBusy("");
    }
    return undefined;
  };
  return (
    <Panel title={type.title ?? type.name}>
      <form onSubmit={(event) => { event.preventDefault(); void create(false); }} noValidate>
        <div class="field name">
          <label for="device-name">Name<span class="needed"> *</span></label>
          <input id="device-name" value={id} autocomplete="off" spellcheck={false} aria-invalid={!!nameProblem} aria-describedby="device-name-help"
            onInput={(event) => setId(event.currentTarget.value.trim())} />
          <small id="device-name-help" class={nameProblem ? "problem" : "soft"}>{nameProblem ? `▲ ${nameProblem}` : "As it is in every address, such as lab1-detector"}</small>
        </div>
        <Fields schema={type.schema} raw={raw} onChange={(next) => (setRaw(next), setRefused({}))} refused={refused} strict={strict} />
        <div class="bar end">
          <span role="status">{words}</span>
          <button type="button" disabled={!!busy} onClick={() => void create(true)}>{busy === "Testing…" ? busy : "Test connection"}</button>
          <button class="primary" disabled={!!busy}>{busy === "Adding…" ? busy : "Add device"}</button>
        </div>
      </form>
    </Panel>
  );
}

/** Has it made for as long as it takes to hear whether it can be reached, and takes it away again. */
async function tested(id: string): Promise<string> {
  const path = `/devices/${part(id)}`;
  const end = Date.now() + TEST_MILLIS;
  let device: Device;
  do {
    await new Promise((resolve) => setTimeout(resolve, 300));
    device = await ask<Device>("GET", path);
  } while (!["connected", "streaming", "fault"].includes(device.state) && Date.now() < end);
  await ask("DELETE", path).catch((e: Error) => say(`${id} could not be taken away after the test: ${e.message}`, true));
  feed.refresh();
  if (device.state === "connected" || device.state === "streaming") return `It answers: ${device.vendor} ${device.model}.`;
  return device.last_error ? `It does not: ${device.last_error.message}` : `It was still ${device.state} after ${TEST_MILLIS / 1_000} s.`;
}
