// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "preact/hooks";
import { arranged, counted, type Arrangement, type GroupBy, type SortBy } from "../arrange";
import { feed } from "../feed/feed";
import { rateOf } from "../glances";
import { DeviceCard } from "../parts/card";
import { Choice } from "../parts/choice";
import { Empty, StateBadge } from "../parts/small";
import { useTags } from "../parts/tagging";
import { to } from "../router";
import { useValue } from "../value";
import type { Device } from "../wire";

const KEY = "jackfield.overview";
const FIRST: Arrangement = { filter: "", state: "", sort: "name", group: "none" };
const SORTS: [SortBy, string][] = [
  ["name", "name"], ["state", "state"], ["news", "latest change"], ["readers", "readers"], ["rate", "rate"], ["type", "type"], ["driver", "driver"],
];
const GROUPS: [GroupBy, string][] = [
  ["none", "nothing"], ["tag", "tag"], ["prefix", "first part of name"], ["type", "type"], ["state", "state"], ["driver", "driver"],
];

function kept(): Arrangement {
  try {
    return { ...FIRST, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Arrangement>), filter: "", state: "" };
  } catch {
    return FIRST;
  }
}

export function Overview() {
  const devices = useValue(feed.devices);
  const tags = useTags();
  const [how, setHow] = useState(kept);
  const change = (part: Partial<Arrangement>) => {
    const next = { ...how, ...part };
    setHow(next);
    localStorage.setItem(KEY, JSON.stringify(next));
  };
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const find = (event: KeyboardEvent) => {
      if (event.key !== "/" || (event.target as HTMLElement).matches("input, textarea, select")) return;
      event.preventDefault();
      search.current?.focus();
    };
    addEventListener("keydown", find);
    return () => removeEventListener("keydown", find);
  }, []);
  if (!devices) return <Empty>Looking for devices…</Empty>;
  const groups = arranged(devices, how, { tags, rateOf });
  const shown = new Set(groups.flatMap(([, list]) => list)).size;
  return (
    <>
      <div class="bar">
        <h1>Devices</h1>
        <span class="count" role="status">{shown === devices.length ? shown : `${shown} of ${devices.length}`}</span>
        <States devices={devices} chosen={how.state} choose={(state) => change({ state })} />
        <span class="push" />
        <input ref={search} type="search" placeholder="Filter  /" aria-label="Filter devices" aria-keyshortcuts="/" value={how.filter}
          onInput={(event) => change({ filter: event.currentTarget.value })} />
        <Choice label="Sort" value={how.sort} options={SORTS} onChange={(sort) => change({ sort })} />
        <Choice label="Group" value={how.group} options={GROUPS} onChange={(group) => change({ group })} />
        <a class="button primary" href={to("add")}>Add device</a>
      </div>
      {devices.length === 0 && <Empty>No device yet. <a href={to("add")}>Add one</a>, or bring a <a href={to("drivers")}>driver</a> first.</Empty>}
      {devices.length > 0 && shown === 0 && <Empty>No device is {how.state || "there"}{how.filter && <> that matches “{how.filter}”</>}. <button onClick={() => change({ filter: "", state: "" })}>Show all</button></Empty>}
      {groups.map(([name, list]) => (
        <section key={name} aria-label={name || "All devices"}>
          {name && <h2 class="group">{name} <span class="count">{list.length}</span></h2>}
          <div class="cards">{list.map((device) => <DeviceCard key={device.device_id} device={device} tags={tags[device.device_id]} />)}</div>
        </section>
      ))}
    </>
  );
}

/** How it stands with all of them; one that is pressed shows those alone. */
function States({ devices, chosen, choose }: { devices: Device[]; chosen: Arrangement["state"]; choose: (state: Arrangement["state"]) => void }) {
  return (
    <span class="chips" role="group" aria-label="By state">
      {counted(devices).map(([state, many]) => (
        <button key={state} aria-pressed={state === chosen} onClick={() => choose(state === chosen ? "" : state)}>{many} <StateBadge state={state} /></button>
      ))}
    </span>
  );
}
