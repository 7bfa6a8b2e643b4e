// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from "preact/hooks";
import { feed } from "./feed/feed";
import { keepGlances } from "./glances";
import { look, useHealth } from "./health";
import { Add } from "./pages/add";
import { Dashboards } from "./pages/dashboards";
import { DevicePage } from "./pages/device";
import { Drivers } from "./pages/drivers";
import { Events } from "./pages/events";
import { HealthPage } from "./pages/health";
import { Overview } from "./pages/overview";
import { Tasks } from "./pages/tasks";
import { Messages } from "./parts/messages";
import { route, to, type Route } from "./router";
import { nextTheme, theme } from "./theme";
import { useValue } from "./value";
import { otherZone, zone } from "./zone";

const PAGES: readonly [string, string][] = [
  ["", "Devices"],
  ["dashboards", "Dashboards"],
  ["tasks", "Tasks"],
  ["drivers", "Drivers"],
  ["events", "Events"],
];

export function App() {
  const now = useValue(route);
  const faults = useValue(feed.devices)?.filter((device) => device.state === "fault").length ?? 0;
  const first = useRef(true);
  useEffect(keepGlances, []);
  useEffect(() => {
    const title = now.name || PAGES.find(([page]) => page === now.page)?.[1] || (now.page === "health" ? "Health" : "Devices");
    document.title = `${faults ? `▲ ${faults} · ` : ""}${title} · Jackfield`;
  }, [now, faults]);
  useEffect(() => {
    if (!first.current) arrive();
    first.current = false;
  }, [now.page, now.name]);
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>To the content</a>
      <header class="top">
        <a class="brand" href={to("")}><img src="/ui/icon.svg" alt="" width="22" height="22" />Jackfield</a>
        <nav aria-label="Pages">
          {PAGES.map(([page, title]) => (
            <a key={page} href={to(page)} aria-current={isIn(now, page) ? "page" : undefined}>{title}</a>
          ))}
        </nav>
        <span class="push" />
        <Link />
        <HouseHealth />
        <a class="quiet" href="/docs">API</a>
        <a class="quiet" href="/system/console">Console</a>
        <ZoneButton />
        <ThemeButton />
      </header>
      <Lost />
      <main id="main" tabIndex={-1}><Shown route={now} /></main>
      <Messages />
    </>
  );
}

/** As after a page was loaded: at its top, and with the keyboard and the reading voice in it. */
function arrive(): void {
  scrollTo(0, 0);
  document.getElementById("main")?.focus({ preventScroll: true });
}

function skip(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function isIn(now: Route, page: string): boolean {
  return now.page === page || (page === "" && (now.page === "device" || now.page === "add"));
}

function Shown({ route: { page, name, query } }: { route: Route }) {
  if (page === "device") return <DevicePage key={name} id={name} />;
  if (page === "add") return <Add query={query} />;
  if (page === "drivers") return <Drivers />;
  if (page === "tasks") return <Tasks name={name} query={query} />;
  if (page === "events") return <Events />;
  if (page === "health") return <HealthPage />;
  if (page === "dashboards") return <Dashboards key={name} name={name} wall={query.has("wall")} />;
  return <Overview />;
}

const LINK_WORDS = { open: "live", opening: "connecting", lost: "reconnecting" } as const;

function Link() {
  const link = useValue(feed.link);
  return <span class={`link ${link}`} role="status"><i aria-hidden="true" />{LINK_WORDS[link]}</span>;
}

function Lost() {
  const link = useValue(feed.link);
  if (link !== "lost") return null;
  return <div class="banner" role="alert">Connection to the server lost. Trying again; what is shown is the last that came.</div>;
}

/** Where something is wrong with the house it says so on every page; the way there is always the same. */
function HouseHealth() {
  const health = useHealth();
  if (!health?.checks) return null;
  const how = look(health.status);
  return <a class={`quiet health ${how}`} href={to("health")} aria-label={`Health: ${health.status}`}>{how === "streaming" ? "Health" : <>▲ <span>{health.status.replaceAll("_", " ")}</span></>}</a>;
}

function ZoneButton() {
  const now = useValue(zone);
  return <button class="quiet" onClick={otherZone} title="Which times are shown" aria-label={`Times: ${now}; change`}>{now}</button>;
}

function ThemeButton() {
  const now = useValue(theme);
  const sign = { auto: "◐", light: "☀", dark: "☾" }[now];
  return (
    <button class="quiet icon" onClick={nextTheme} title={`Colours: ${now}`} aria-label={`Colours: ${now}; change`}>{sign}</button>
  );
}
