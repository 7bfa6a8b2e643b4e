// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { ask, part } from "../api";
import { feed } from "../feed/feed";
import { leases } from "../leases";
import { go } from "../router";
import type { Device } from "../wire";
import { say } from "./messages";

export function DeviceActions({ device }: { device: Device }) {
  const [busy, setBusy] = useState(false);
  const id = device.device_id;
  const path = `/devices/${part(id)}`;
  const act = async (method: string, where: string, words: string) => {
    setBusy(true);
    try {
      await ask(method, where, undefined, leases.header(id));
      say(words);
      return true;
    } catch (e) {
      say((e as Error).message, true);
      return false;
    } finally {
      setBusy(false);
      feed.refresh();
    }
  };
  const remove = async () => {
    if (!confirm(`Remove ${id}? Its configuration is deleted, and everybody who watches it is told.`)) return;
    if (await act("DELETE", path, `${id} is removed.`)) go("");
  };
  const down = ["disconnected", "offline", "fault"].includes(device.state);
  return (
    <div class="bar actions">
      {down
        ? <button disabled={busy} onClick={() => void act("POST", `${path}/connect`, `${id} is reached for.`)}>Connect</button>
        : <button disabled={busy} onClick={() => void act("POST", `${path}/disconnect`, `${id} is let go.`)}>Disconnect</button>}
      <button class="danger" disabled={busy} onClick={() => void remove()}>Remove</button>
    </div>
  );
}
