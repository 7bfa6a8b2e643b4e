// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { part } from "../api";
import { feed } from "../feed/feed";
import { Commands } from "../parts/commands";
import { Configuration } from "../parts/configuration";
import { DeviceActions } from "../parts/device-actions";
import { Forget } from "../parts/forget";
import { Happenings } from "../parts/happenings";
import { Lease } from "../parts/lease";
import { PlotOfDevice } from "../parts/live-plot";
import { RawFrames, SampleTable, StatisticsTable } from "../parts/numbers";
import { Empty, ErrorBox, Panel, StateBadge, Time } from "../parts/small";
import { Snippets } from "../parts/snippets";
import { Tagging } from "../parts/tagging";
import { useSeries } from "../parts/use-series";
import type { LivePlot, Look } from "../plot/live";
import { to } from "../router";
import { useValue } from "../value";
import type { Device } from "../wire";

export function DevicePage({ id }: { id: string }) {
  const devices = useValue(feed.devices);
  const device = devices?.find((one) => one.device_id === id);
  if (!devices) return <Empty>Looking for {id}…</Empty>;
  if (!device) return <Empty>There is no device {id} now. It is shown here once it comes. <a href={to("")}>All devices</a></Empty>;
  return <Close device={device} />;
}

function Close({ device }: { device: Device }) {
  const live = useSeries(device);
  const [shown, setShown] = useState<{ plot: LivePlot; channels: Look["channels"] }>();
  const { device_id: id, last_error: error } = device;
  return (
    <>
      <div class="bar">
        <h1>{id}</h1>
        <StateBadge state={device.state} />
        <span class="soft">since <Time at={device.since} relative /></span>
        <Tagging id={id} />
        <span class="push" />
        <DeviceActions device={device} />
      </div>
      <Facts device={device} />
      {error && <ErrorBox error={error}><Forget path={`/devices/${part(id)}/error`} onDone={() => feed.refresh()} /></ErrorBox>}
      <div class="panels">
        <section class="panel wide" aria-label="Plot">
          <PlotOfDevice device={device} live={live} onRows={(plot, channels) => setShown({ plot, channels })} />
        </section>
        <div class="column">
          <Panel title="Commands"><Commands device={device} /></Panel>
          <Panel title="Who has it"><Lease device={device} /></Panel>
          <Panel title="Configuration"><Configuration device={device} /></Panel>
          <Panel title="The same elsewhere">
            <Snippets id={id} channels={shown && shown.channels.length < live.names.length ? shown.channels.map((one) => one.name) : []} />
          </Panel>
        </div>
        <div class="column">
          <Panel title="Statistics of what is shown"><StatisticsTable plot={shown?.plot} channels={shown?.channels ?? []} /></Panel>
          <Panel title="Latest samples"><SampleTable device={device} live={live} /></Panel>
          <Panel title="What happened"><Happenings most={15} of={id} /></Panel>
          <Panel title="Events as they come"><RawFrames recent={live.recent} /></Panel>
        </div>
      </div>
    </>
  );
}

function Facts({ device }: { device: Device }) {
  const { driver, owner } = device;
  const facts: [string, string][] = [
    ["type", device.device_type],
    ["model", [device.vendor, device.model].filter(Boolean).join(" ")],
    ["driver", driver ? `${driver.name} ${driver.version}` : "none"],
    ["owner", owner ? `${owner.name} (${owner.kind})` : "nobody"],
    ["readers", String(device.readers)],
    ["next number", device.next_sequence.toLocaleString()],
    ["refused samples", device.refused_samples ? device.refused_samples.toLocaleString() : ""],
    ["other claims", device.refused.join(", ")],
  ];
  return (
    <dl class="facts line">
      {facts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}
