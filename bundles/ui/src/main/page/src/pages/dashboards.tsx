// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import { ask, part } from "../api";
import { dashboardOf, moved, WIDTHS, type Dashboard, type Tile } from "../dashboard";
import { say } from "../parts/messages";
import { NewTile } from "../parts/new-tile";
import { Empty } from "../parts/small";
import { TileView } from "../parts/tile";
import { go, to } from "../router";

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
  const [editing, setEditing] = useState(false);
  const [error, setError] = useState("");
  const path = `/ui/dashboards/${part(name)}`;
  useEffect(() => {
    ask<unknown>("GET", path).then(
      (json) => setBoard(dashboardOf(json)),
      (e: Error & { status?: number }) => (e.status === 404 ? (setBoard({ tiles: [] }), setEditing(true)) : setError(e.message)),
    );
  }, [path]);
  useEffect(() => {
    document.documentElement.classList.toggle("wall", wall);
    return () => document.documentElement.classList.remove("wall");
  }, [wall]);
  if (error) return <Empty>{error}</Empty>;
  if (!board) return <Empty>Opening {name}…</Empty>;
  const change = (tiles: Tile[]) => setBoard({ tiles });
  const save = () =>
    ask("PUT", path, board).then(() => (setEditing(false), say(`${name} is saved; its address shows it to everybody.`)), (e: Error) => say(e.message, true));
  const remove = () =>
    confirm(`Remove the dashboard ${name} for everybody?`) && ask("DELETE", path).then(() => go("dashboards"), (e: Error) => say(e.message, true));
  return (
    <>
      <div class="bar board-head">
        <h1>{name}</h1><span class="push" />
        {editing && <button class="danger" onClick={() => void remove()}>Remove</button>}
        {editing ? <button class="primary" onClick={() => void save()}>Save</button> : <button onClick={() => setEditing(true)}>Edit</button>}
        <Wall name={name} wall={wall} />
      </div>
      {editing && <NewTile onAdd={(tile) => change([...board.tiles, tile])} />}
      {board.tiles.length === 0 && <Empty>Nothing on it yet.</Empty>}
      <div class="board">
        {board.tiles.map((tile, i) => (
          <section key={`${i} ${tile.kind} ${tile.device} ${tile.of}`} class="panel tile" style={{ gridColumn: `span ${tile.width}` }} aria-label={`${i + 1}: ${tile.kind} ${tile.device} ${tile.of}`}>
            {editing && <Arrange tiles={board.tiles} index={i} change={change} />}
            <TileView tile={tile} />
          </section>
        ))}
      </div>
    </>
  );
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
  return <button onClick={wall ? leave : enter}>{wall ? "Leave the wall" : "On a wall"}</button>;
}

function Arrange({ tiles, index, change }: { tiles: Tile[]; index: number; change: (tiles: Tile[]) => void }) {
  const tile = tiles[index]!;
  const resize = (width: number) => change(tiles.map((one, i) => (i === index ? { ...one, width } : one)));
  return (
    <div class="bar tools">
      <button class="icon" aria-label="Move forward" disabled={index === 0} onClick={() => change(moved(tiles, index, -1))}>◀</button>
      <button class="icon" aria-label="Move back" disabled={index === tiles.length - 1} onClick={() => change(moved(tiles, index, 1))}>▶</button>
      <label class="choice"><span>Width</span>
        <select value={String(tile.width)} onChange={(event) => resize(Number(event.currentTarget.value))}>
          {WIDTHS.map((width) => <option key={width} value={String(width)}>{width}/12</option>)}
        </select>
      </label>
      <span class="push" />
      <button class="icon danger" aria-label={`Take ${tile.device} off`} onClick={() => change(tiles.filter((_, i) => i !== index))}>✕</button>
    </div>
  );
}
