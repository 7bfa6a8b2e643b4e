// SPDX-License-Identifier: Apache-2.0
import { health, look } from "../health";
import { Empty, Panel, Time } from "../parts/small";
import { useValue } from "../value";

/** What the house's own checks have found. */
export function HealthPage() {
  const now = useValue(health);
  if (!now) return <Empty>Asking how it is…</Empty>;
  return (
    <>
      <div class="bar"><h1>Health</h1><Status status={now.status} /></div>
      {!now.checks?.length && <Empty>The server answers. It has no checks of its own.</Empty>}
      <div class="driver-list">
        {now.checks?.map((check) => (
          <Panel key={check.name} title={check.name} actions={<Status status={check.status} />}>
            <ul class="findings">
              {check.messages.map(({ status, text }) => <li key={text} class={look(status)}>{text}</li>)}
            </ul>
            <p class="soft"><Time at={check.timestamp} relative /></p>
          </Panel>
        ))}
      </div>
    </>
  );
}

function Status({ status }: { status: string }) {
  return <span class={`state ${look(status)}`}>{status.replaceAll("_", " ")}</span>;
}
