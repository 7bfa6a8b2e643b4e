// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { arranged, type Arrangement, type GroupBy, type SortBy } from "../arrange";
import { feed } from "../feed/feed";
import { DeviceCard } from "../parts/card";
import { Choice } from "../parts/choice";
import { Empty } from "../parts/small";
import { to } from "../router";
import { useValue } from "../value";

const KEY = "jackfield.overview";
const FIRST: Arrangement = { filter: "", sort: "name", group: "none" };
const SORTS: [SortBy, string][] = [["name", "name"], ["state", "state"], ["type", "type"], ["driver", "driver"]];
const GROUPS: [GroupBy, string][] = [
  ["none", "nothing"], ["prefix", "first part of name"], ["type", "type"], ["state", "state"], ["driver", "driver"],
];

function kept(): Arrangement {
  try {
    return { ...FIRST, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Arrangement>), filter: "" };
  } catch {
    return FIRST;
  }
}

export function Overview() {
  const devices = useValue(feed.devices);
  const [how, setHow] = useState(kept);
  const change = (part: Partial<Arrangement>) => {
    const next = { ...how, ...part };
    setHow(next);
    localStorage.setItem(KEY, JSON.stringify(next));
  };
  if (!devices) return <Empty>Looking for devices…</Empty>;
  const groups = arranged(devices, how);
  const shown = groups.reduce((sum, [, list]) => sum + list.length, 0);
  return (
    <>
      <div class="bar">
        <h1>Devices</h1>
        <span class="count" role="status">{shown === devices.length ? shown : `${shown} of ${devices.length}`}</span>
        <span class="push" />
        <input type="search" placeholder="Filter" aria-label="Filter devices" value={how.filter}
          onInput={(event) => change({ filter: event.currentTarget.value })} />
        <Choice label="Sort by" value={how.sort} options={SORTS} onChange={(sort) => change({ sort })} />
        <Choice label="Group by" value={how.group} options={GROUPS} onChange={(group) => change({ group })} />
        <a class="button primary" href={to("add")}>Add device</a>
      </div>
      {devices.length === 0 && <Empty>No device yet. <a href={to("add")}>Add one</a>, or bring a <a href={to("drivers")}>driver</a> first.</Empty>}
      {devices.length > 0 && shown === 0 && <Empty>No device matches “{how.filter}”.</Empty>}
      {groups.map(([name, list]) => (
        <section key={name} aria-label={name || "All devices"}>
          {name && <h2 class="group">{name} <span class="count">{list.length}</span></h2>}
          <div class="cards">{list.map((device) => <DeviceCard key={device.device_id} device={device} />)}</div>
        </section>
      ))}
    </>
  );
}
