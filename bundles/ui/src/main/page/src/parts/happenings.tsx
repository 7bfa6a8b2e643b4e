// SPDX-License-Identifier: Apache-2.0
import { feed } from "../feed/feed";
import { to } from "../router";
import { useValue } from "../value";
import type { Happening } from "../wire";
import { Empty, Time } from "./small";

const PAGES: Record<string, string> = { device: "device", task: "tasks", driver: "drivers", monitor: "tasks" };

interface Props {
  only?: (one: Happening) => boolean;
  /** Of this one alone, which is then not named in every line. */
  of?: string;
  most?: number;
  relative?: boolean;
}

/** What has happened lately, newest first. */
export function Happenings({ only, of, most = 100, relative = true }: Props) {
  const all = useValue(feed.happenings);
  const some = all.filter((one) => (!of || one.subject === of) && (!only || only(one))).slice(-most).reverse();
  if (some.length === 0) return <Empty>Nothing of late.</Empty>;
  return (
    <ol class="happenings">
      {some.map((one) => (
        <li key={one.sequence} class={isBad(one) ? "bad" : ""}>
          <Time at={one.timestamp} relative={relative} />
          {!of && <Subject happening={one} />}
          <span>{inWords(one)}</span>
        </li>
      ))}
    </ol>
  );
}

function Subject({ happening: { event, subject } }: { happening: Happening }) {
  const page = PAGES[event.split("_", 1)[0]!];
  return page ? <a href={page === "drivers" ? to(page) : to(page, subject)}>{subject}</a> : <b>{subject}</b>;
}

export function isBad({ event, payload }: Happening): boolean {
  return /error|failed|rejected|alarm|leak/.test(event) || payload["state"] === "fault" || payload["state"] === "failed";
}

export function inWords({ event, payload }: Happening): string {
  const words = event.replace(/^[a-z]+_/, "").replaceAll("_", " ");
  const facts = Object.entries(payload)
    .filter(([, value]) => value !== "" && value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => `${name === "state" ? "" : `${name} `}${plain(value)}`);
  return [words, facts.join(", ")].filter(Boolean).join(": ").slice(0, 300);
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(" ");
  if (value === null || typeof value !== "object") return String(value);
  const { type, message } = value as { type?: unknown; message?: unknown };
  return typeof message === "string" ? [type, message].filter(Boolean).join(": ") : JSON.stringify(value);
}
