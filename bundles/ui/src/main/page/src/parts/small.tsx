// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ago, essence, moment } from "../format";
import { useValue } from "../value";
import type { Problem, State } from "../wire";
import { zone } from "../zone";

const SIGNS: Record<State, string> = {
  streaming: "●", connected: "○", connecting: "◌", handover: "⇄", disconnected: "–", offline: "–", fault: "▲",
};

/** A state by colour, sign and word, so that no one of them has to be told apart alone. */
export function StateBadge({ state }: { state: State }) {
  return <span class={`state ${state}`}><span aria-hidden="true">{SIGNS[state] ?? "?"}</span> {state}</span>;
}

export function Time({ at, relative = false }: { at: string; relative?: boolean }) {
  const { local, utc } = moment(at);
  const now = useSeconds(relative ? 5 : 3_600);
  const where = useValue(zone);
  return <time dateTime={at} title={`${local}\n${utc}`}>{relative ? ago(at, now) : where === "UTC" ? utc : local}</time>;
}

/** The time, anew every so many seconds. */
export function useSeconds(every: number): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every * 1_000);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

export function ErrorBox({ error, children }: { error: Problem; children?: ComponentChildren }) {
  const words = essence(error.message);
  const more = [words === error.message ? "" : error.message, error.traceback].filter(Boolean).join("\n\n");
  return (
    <div class="error" role="alert">
      <strong>{error.type}</strong> {words}
      {error.timestamp && <span class="soft"> · <Time at={error.timestamp} relative /></span>}
      {more && <details><summary>In full</summary><pre>{more}</pre></details>}
      {children}
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

export function Panel({ title, actions, children }: { title: string; actions?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="panel">
      <div class="panel-head"><h2>{title}</h2><span class="push" />{actions}</div>
      {children}
    </section>
  );
}
