// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "preact/hooks";
import { ask, part, Refused } from "../api";
import { feed } from "../feed/feed";
import { bytes, shortName } from "../format";
import { Happenings } from "../parts/happenings";
import { Login } from "../parts/login";
import { say } from "../parts/messages";
import { Empty, Panel, StateBadge, Time } from "../parts/small";
import { to } from "../router";
import { authorized, login } from "../session";
import { problemOfFile, upload, verdictInWords, type DriverFile } from "../upload";
import { useValue } from "../value";

export function Drivers() {
  const { drivers, error, refresh } = useDrivers();
  return (
    <>
      <div class="bar"><h1>Drivers</h1><span class="push" /><Login /></div>
      <Uploads onDone={refresh} />
      {error && <p class="problem" role="alert">▲ {error}</p>}
      {drivers?.length === 0 && <Empty>No driver yet. Drop a JAR above, or into the folder drivers/.</Empty>}
      <div class="driver-list">
        {drivers?.map((driver) => <DriverCard key={driver.name} driver={driver} onDone={refresh} />)}
      </div>
      <Panel title="What happened to drivers">
        <Happenings most={30} only={(one) => one.event.startsWith("driver_")} />
      </Panel>
    </>
  );
}

/** Asked anew whenever something has happened to a driver. */
function useDrivers() {
  const [drivers, setDrivers] = useState<DriverFile[]>();
  const [error, setError] = useState("");
  const happenings = useValue(feed.happenings);
  const link = useValue(feed.link);
  const last = happenings.findLast((one) => one.event.startsWith("driver_"))?.sequence;
  const refresh = () =>
    void ask<{ drivers: DriverFile[] }>("GET", "/drivers").then(
      (answer) => (setDrivers(answer.drivers), setError("")),
      (e: Error) => setError(e.message),
    );
  useEffect(refresh, [last, link]);
  return { drivers, error, refresh };
}

interface Upload {
  key: number;
  name: string;
  size: number;
  part: number;
  answer?: { words: string; bad: boolean };
}

let keys = 0;

function Uploads({ onDone }: { onDone: () => void }) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const known = useValue(login);
  const change = (key: number, next: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...next } : one)));
  const send = async (file: File) => {
    const one: Upload = { key: ++keys, name: file.name, size: file.size, part: 0 };
    setUploads((all) => [one, ...all].slice(0, 8));
    const problem = problemOfFile(file);
    if (problem) return change(one.key, { answer: { words: problem, bad: true } });
    change(one.key, { answer: await outcome(file, (part) => change(one.key, { part })) });
    onDone();
  };
  const take = (files: FileList | null | undefined) => {
    if (!login.now) return say("Log in as the administrator first.", true);
    for (const file of files ?? []) void send(file);
  };
  return (
    <section class="panel" aria-label="Upload">
      <div class={over ? "drop over" : "drop"}
        onDragOver={(event) => { event.preventDefault(); setOver(true); }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => { event.preventDefault(); setOver(false); take(event.dataTransfer?.files); }}>
        <input ref={input} id="jar" class="sr" type="file" tabIndex={-1} aria-label="A driver's JAR" accept=".jar" multiple disabled={!known}
          onChange={(event) => { take(event.currentTarget.files); event.currentTarget.value = ""; }} />
        <p><strong>Drop a driver's JAR here</strong> to install it. Under the file name of one that runs it replaces that one, and nobody who watches is disconnected; under another name it is another driver.</p>
        <button disabled={!known} onClick={() => input.current?.click()}>Choose a file…</button>
      </div>
      {uploads.length > 0 && (
        <ul class="uploads" aria-live="polite">
          {uploads.map((one) => (
            <li key={one.key}>
              <span>{one.name} <span class="soft">{bytes(one.size)}</span></span>
              {one.answer
                ? <span class={one.answer.bad ? "verdict rejected" : "verdict accepted"}>{one.answer.words}</span>
                : <><progress max={1} value={one.part} aria-label={`Upload of ${one.name}`} /><span class="soft">{one.part < 1 ? "sending" : "being judged"}</span></>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

async function outcome(file: File, progress: (part: number) => void): Promise<{ words: string; bad: boolean }> {
  try {
    const driver = await upload(file, progress);
    return { words: verdictInWords(driver), bad: driver.verdict === "rejected" };
  } catch (e) {
    if (e instanceof Refused && e.status === 401) login.now = undefined;
    return { words: (e as Error).message, bad: true };
  }
}

function DriverCard({ driver, onDone }: { driver: DriverFile; onDone: () => void }) {
  const known = useValue(login);
  const [busy, setBusy] = useState(false);
  const path = `/drivers/${part(driver.name)}`;
  const act = async (method: string, where: string, words: string) => {
    setBusy(true);
    try {
      await ask(method, where, undefined, authorized());
      say(words);
    } catch (e) {
      say((e as Error).message, true);
    } finally {
      setBusy(false);
      onDone();
    }
  };
  const before = driver.before?.[0];
  return (
    <article class="panel driver">
      <div class="panel-head">
        <h2>{driver.symbolic_name ? shortName(driver.symbolic_name) : driver.name} <span class="count">{driver.version}</span></h2>
        <span class={`verdict ${driver.verdict}`}>{driver.verdict}</span>
        <span class="push" />
        {before && (
          <button disabled={!known || busy} title={known ? "" : "needs the administrator"}
            onClick={() => void act("POST", `${path}/rollback`, `${driver.name} is back at ${before.version}.`)}>Roll back to {before.version}</button>
        )}
        <button class="danger" disabled={!known || busy} title={known ? "" : "needs the administrator"}
          onClick={() => confirm(`Remove ${driver.name}? Its devices go offline.`) && void act("DELETE", path, `${driver.name} is removed.`)}>Remove</button>
      </div>
      <dl class="facts">
        <div><dt>file</dt><dd>{driver.name}</dd></div>
        <div><dt>state</dt><dd>{driver.state}</dd></div>
        {driver.since && <div><dt>since</dt><dd><Time at={driver.since} relative /></dd></div>}
        {driver.before && driver.before.length > 0 && <div><dt>kept</dt><dd>{driver.before.map((one) => one.version).join(", ")}</dd></div>}
      </dl>
      {driver.reason && <p class={driver.verdict === "rejected" ? "error" : "soft"}>{driver.reason}</p>}
      {driver.leak && <p class="error">What it leaves in memory: {driver.leak}</p>}
      <p class="serves">
        {driver.devices?.map((id) => <Served key={id} id={id} />)}
        {!driver.devices?.length && <span class="soft">serves no device</span>}
      </p>
    </article>
  );
}

/** A device of a driver, as it is now: while it changes hands, this is where people look. */
function Served({ id }: { id: string }) {
  const device = useValue(feed.devices)?.find((one) => one.device_id === id);
  return (
    <span>
      <a href={to("device", id)}>{id}</a> {device && <StateBadge state={device.state} />}
      {device?.driver && <span class="soft"> {device.driver.version}</span>}
    </span>
  );
}
