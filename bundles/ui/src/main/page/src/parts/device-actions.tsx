// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { ask, part } from "../api";
import { feed } from "../feed/feed";
import { leases } from "../leases";
import { go } from "../router";
import type { Device } from "../wire";
import { say } from "./messages";

const LEASE_SECONDS = 900;

export function DeviceActions({ device }: { device: Device }) {
  const [busy, setBusy] = useState(false);
  const id = device.device_id;
  const path = `/devices/${part(id)}`;
  const mine = device.owner?.kind === "lease" && leases.token(id) !== null;
  const act = async (what: () => Promise<unknown>, words: string) => {
    setBusy(true);
    try {
      await what();
      say(words);
    } catch (e) {
      say((e as Error).message, true);
    } finally {
      setBusy(false);
      feed.refresh();
    }
  };
  const lease = async () => {
    const holder = prompt("Who has it? Others can watch, and nobody else can command it for a quarter of an hour.", "me");
    if (!holder) return;
    await act(async () => {
      const given = await ask<{ token: string }>("POST", `${path}/lease`, { holder, seconds: LEASE_SECONDS }, leases.header(id));
      leases.keep(id, given.token);
    }, `${id} is yours.`);
  };
  const release = () =>
    act(async () => {
      await ask("DELETE", `${path}/lease`, undefined, leases.header(id));
      leases.forget(id);
    }, `${id} is everybody's again.`);
  const remove = async () => {
    if (!confirm(`Remove ${id}? Its configuration is deleted, and everybody who watches it is told.`)) return;
    await act(async () => {
      await ask("DELETE", path);
      go("");
    }, `${id} is removed.`);
  };
  const down = ["disconnected", "offline", "fault"].includes(device.state);
  return (
    <div class="bar actions">
      {down
        ? <button disabled={busy} onClick={() => void act(() => ask("POST", `${path}/connect`), `${id} is reached for.`)}>Connect</button>
        : <button disabled={busy} onClick={() => void act(() => ask("POST", `${path}/disconnect`, undefined, leases.header(id)), `${id} is let go.`)}>Disconnect</button>}
      {mine ? <button disabled={busy} onClick={() => void release()}>Give back</button>
        : <button disabled={busy || !!device.owner} onClick={() => void lease()}>Lease</button>}
      <button class="danger" disabled={busy} onClick={() => void remove()}>Remove</button>
    </div>
  );
}
