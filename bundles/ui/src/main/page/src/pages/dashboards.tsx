// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import { ask, part } from "../api";
import { dashboardOf, type Dashboard, type Tile } from "../dashboard";
import { Drafts } from "../drafts";
import { Arrange, Corner, dropping } from "../parts/arrange";
import { say } from "../parts/messages";
import { NewTile } from "../parts/new-tile";
import { Empty } from "../parts/small";
import { TileView } from "../parts/tile";
import { go, to } from "../router";

const drafts = new Drafts(sessionStorage);

export function Dashboards({ name, wall }: { name: string; wall: boolean }) {
  return name ? <One name={name} wall={wall} /> : <All />;
}

function All() {
  const [names, setNames] = useState<string[]>();
  const [fresh, setFresh] = useState("");
  useEffect(
    () => void ask<{ dashboards: string[] }>("GET", "/ui/dashboards").then((answer) => setNames(answer.dashboards), (e: Error) => say(e.message, true)),
    [],
  );
  const create = (event: Event) => {
    event.preventDefault();
    if (fresh) go("dashboards", fresh);
  };
  return (
    <>
      <form class="bar" onSubmit={create}>
        <h1>Dashboards</h1><span class="push" />
        <input aria-label="Name of a new dashboard" placeholder="Name" pattern="[A-Za-z0-9_\-][A-Za-z0-9._\-]{0,63}" title="letters, digits, . _ -"
          required value={fresh} onInput={(event) => setFresh(event.currentTarget.value.trim())} />
        <button class="primary">New dashboard</button>
      </form>
      {names?.length === 0 && <Empty>No dashboard yet. Name one above; it puts plots, numbers and commands of several devices on one screen.</Empty>}
      <ul class="names">{names?.map((name) => <li key={name}><a class="panel" href={to("dashboards", name)}>{name}</a></li>)}</ul>
    </>
  );
}

function One({ name, wall }: { name: string; wall: boolean }) {
  const [board, setBoard] = useState<Dashboard>();
  const [arranging, setEditing] = useState(false);
  const editing = arranging && !wall;
  const [changed, setChanged] = useState(false);
  const [error, setError] = useState("");
  const path = `/ui/dashboards/${part(name)}`;
  const load = () =>
    ask<unknown>("GET", path).then(
      (json) => setBoard(dashboardOf(json)),
      (e: Error & { status?: number }) => (e.status === 404 ? (setBoard({ tiles: [] }), setEditing(true)) : setError(e.message)),
    );
  useEffect(() => {
    const draft = drafts.of(name);
    if (!draft) return void load();
    setBoard(draft);
    setEditing(true);
    setChanged(true);
  }, [path]);
  useEffect(() => {
    document.documentElement.classList.toggle("wall", wall);
    return () => document.documentElement.classList.remove("wall");
  }, [wall]);
  useEffect(() => {
    if (!changed) return undefined;
    const hesitate = (event: Event) => event.preventDefault();
    addEventListener("beforeunload", hesitate);
    return () => removeEventListener("beforeunload", hesitate);
  }, [changed]);
  if (error) return <Empty>{error}</Empty>;
  if (!board) return <Empty>Opening {name}…</Empty>;
  const change = (tiles: Tile[]) => (setBoard({ tiles }), setChanged(true), drafts.keep(name, { tiles }));
  const settle = () => (setEditing(false), setChanged(false), drafts.drop(name));
  const discard = () => (settle(), void load());
  const save = () =>
    ask("PUT", path, board).then(() => (settle(), say(`${name} is saved; its address shows it to everybody.`)), (e: Error) => say(e.message, true));
  const remove = () =>
    confirm(`Remove the dashboard ${name} for everybody?`) && ask("DELETE", path).then(() => (settle(), go("dashboards")), (e: Error) => say(e.message, true));
  return (
    <>
      <div class="bar board-head">
        <h1>{name}</h1><span class="push" />
        {changed && <span class="soft" role="status">unsaved draft</span>}
        {changed && !wall && <button onClick={discard}>Discard it</button>}
        {editing && <button class="danger" onClick={() => void remove()}>Remove</button>}
        {editing && <button class="primary" onClick={() => void save()}>Save</button>}
        {!editing && !wall && <button onClick={() => setEditing(true)}>Edit</button>}
        {!wall && <button onClick={share}>Copy its address</button>}
        <Wall name={name} wall={wall} />
      </div>
      {editing && <NewTile onAdd={(tile) => change([...board.tiles, tile])} />}
      {board.tiles.length === 0 && <Empty>Nothing on it yet.</Empty>}
      <div class={editing ? "board editing" : "board"}>
        {board.tiles.map((tile, i) => (
          <section key={`${i} ${tile.kind} ${tile.device} ${tile.of}`} class={`panel tile ${tile.kind}`} style={{ gridColumn: `span ${tile.width}`, gridRow: `span ${tile.height}` }}
            aria-label={`${i + 1}: ${tile.kind} ${tile.device} ${tile.of}`} {...(editing ? dropping({ tiles: board.tiles, index: i, change }) : {})}>
            {editing && <Arrange tiles={board.tiles} index={i} change={change} />}
            <TileView tile={tile} />
            {editing && <Corner tiles={board.tiles} index={i} change={change} />}
          </section>
        ))}
      </div>
    </>
  );
}

function share(): void {
  navigator.clipboard.writeText(location.href).then(() => say("Its address is copied."), () => say(location.href));
}

function Wall({ name, wall }: { name: string; wall: boolean }) {
  const enter = () => {
    location.hash = `${to("dashboards", name)}?wall`;
    document.documentElement.requestFullscreen().catch(() => say("The browser does not give this page the whole screen."));
  };
  const leave = () => {
    go("dashboards", name);
    if (document.fullscreenElement) void document.exitFullscreen();
  };
  useEffect(() => {
    if (!wall) return undefined;
    // Where it has the whole screen, the browser takes the key and gives the screen back.
    const escaped = (event: KeyboardEvent) => event.key === "Escape" && leave();
    const shrunk = () => !document.fullscreenElement && leave();
    addEventListener("keydown", escaped);
    document.addEventListener("fullscreenchange", shrunk);
    return () => {
      removeEventListener("keydown", escaped);
      document.removeEventListener("fullscreenchange", shrunk);
    };
  }, [wall, name]);
  return <button onClick={wall ? leave : enter}>{wall ? "Leave the wall" : "On a wall"}</button>;
}
