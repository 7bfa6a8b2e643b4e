// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import { ask, part } from "../api";
import { feed } from "../feed/feed";
import { timeOfDay } from "../format";
import { leases } from "../leases";
import type { Device } from "../wire";
import { Choice } from "./choice";
import { say } from "./messages";

const HOLDER = "jackfield.holder";
const LONGEST_NAME = 100;
const TIMES = [["300", "5 min"], ["900", "15 min"], ["3600", "1 h"], ["28800", "8 h"]] as const;
type Seconds = (typeof TIMES)[number][0];

/** Who has the device; a person takes it, prolongs it and gives it back. Others go on watching. */
export function Lease({ device }: { device: Device }) {
  const { device_id: id, owner } = device;
  const [busy, setBusy] = useState(false);
  const [holder, setHolder] = useState(() => localStorage.getItem(HOLDER) ?? "");
  const [seconds, setSeconds] = useState<Seconds>("900");
  const path = `/devices/${part(id)}/lease`;
  const mine = owner?.kind === "lease" && leases.token(id) !== null;
  useEffect(() => {
    if (!owner) leases.forget(id);
  }, [id, !owner]);
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
  const take = (event: Event) => {
    event.preventDefault();
    localStorage.setItem(HOLDER, holder);
    const words = mine ? `${id} stays yours.` : `${id} is yours: nobody else can command it.`;
    void act(async () => {
      const given = await ask<{ token: string }>("POST", path, { holder, seconds: Number(seconds) }, leases.header(id));
      leases.keep(id, given.token);
    }, words);
  };
  const release = () =>
    act(async () => {
      await ask("DELETE", path, undefined, leases.header(id));
      leases.forget(id);
    }, `${id} is everybody's again.`);
  if (owner && !mine) return <p>{owner.kind === "task" ? "The task" : ""} <b>{owner.name}</b> has it{until(owner.until)}. Others can watch.</p>;
  return (
    <form class="bar lease" onSubmit={take}>
      {mine
        ? <span>Yours, <b>{owner.name}</b>{until(owner.until)}.</span>
        : <label class="choice"><span>For</span>
            <input required maxLength={LONGEST_NAME} placeholder="your name" autocomplete="nickname" value={holder} onInput={(event) => setHolder(event.currentTarget.value)} />
          </label>}
      <Choice label={mine ? "prolong by" : "for"} value={seconds} options={TIMES} onChange={setSeconds} />
      <button disabled={busy || !holder.trim()}>{mine ? "Prolong" : "Lease"}</button>
      {mine && <button type="button" disabled={busy} onClick={() => void release()}>Give back</button>}
    </form>
  );
}

function until(time: string | null): string {
  return time ? ` until ${timeOfDay(time)}` : "";
}
