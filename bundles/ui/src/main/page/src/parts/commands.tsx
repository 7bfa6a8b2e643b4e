// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { ask, part, Refused } from "../api";
import { number, shown, timeOfDay } from "../format";
import { leases } from "../leases";
import { ownOf, schemaOf, useMethods, type Method } from "../methods";
import { Fields } from "../schema/fields";
import { collect, type Raw } from "../schema/schema";
import type { Device } from "../wire";
import { Empty } from "./small";

export function Commands({ device }: { device: Device }) {
  const { methods, error } = useMethods(device);
  if (error) return <Empty>{error}</Empty>;
  if (!methods) return <Empty>Asking what it can do…</Empty>;
  const own = ownOf(methods);
  if (own.length === 0) return <Empty>It has no commands of its own.</Empty>;
  return <div class="commands">{own.map((method) => <Command key={method.name} device={device} method={method} />)}</div>;
}

interface Outcome {
  at: number;
  text: string;
  bad: boolean;
  refused?: Record<string, string>;
}

export function Command({ device, method }: { device: Device; method: Method }) {
  const [raw, setRaw] = useState<Raw>({});
  const [running, setRunning] = useState(false);
  const [strict, setStrict] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const [refused, setRefused] = useState<Record<string, string>>({});
  const schema = schemaOf(method);
  const send = async (event: Event) => {
    event.preventDefault();
    const { values, problems } = collect(schema, raw);
    setStrict(true);
    if (Object.keys(problems).length) return;
    setRunning(true);
    const next = await called(device, method, values);
    setOutcome(next);
    setRefused(next.refused ?? {});
    setRunning(false);
  };
  return (
    <form class="command" onSubmit={(event) => void send(event)} noValidate>
      <div class="command-head">
        <div><strong>{method.name}</strong>{method.doc && <p class="soft">{method.doc}</p>}</div>
        <button disabled={running} aria-label={`Run ${method.name}`}>{running ? "Running…" : "Run"}</button>
      </div>
      {method.parameters.length > 0 && <Fields schema={schema} raw={raw} onChange={(next) => (setRaw(next), setRefused({}))} refused={refused} strict={strict} />}
      {outcome && (
        <output class={outcome.bad ? "outcome bad" : "outcome"}>
          <span class="soft">{timeOfDay(outcome.at)}</span> {outcome.text}
        </output>
      )}
    </form>
  );
}

async function called(device: Device, method: Method, kwargs: Record<string, unknown>): Promise<Outcome> {
  const path = `/devices/${part(device.device_id)}/call`;
  try {
    const answer = await ask<{ result?: unknown; call_id?: string }>("POST", path, { method: method.name, kwargs }, leases.header(device.device_id));
    if (answer.call_id) return { at: Date.now(), text: `still running; its outcome will be at /calls/${answer.call_id}`, bad: false };
    const result = typeof answer.result === "number" ? number(answer.result) : answer.result === null ? "done" : shown(answer.result);
    return { at: Date.now(), text: [result, method.unit].filter(Boolean).join(" "), bad: false };
  } catch (e) {
    if (!(e instanceof Refused)) return { at: Date.now(), text: String(e), bad: true };
    const refused = e.status === 400 ? e.atFields(method.parameters.map((parameter) => parameter.name)) : {};
    return { at: Date.now(), text: `${e.problem.type}: ${e.message}`, bad: true, refused };
  }
}
