// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import { ask, part } from "../api";
import { feed } from "../feed/feed";
import { Forget } from "../parts/forget";
import { say } from "../parts/messages";
import { NewTask } from "../parts/new-task";
import { Result } from "../parts/result";
import { Empty, ErrorBox, Panel, Time } from "../parts/small";
import { to } from "../router";
import { Fields } from "../schema/fields";
import { collect, rawOf, type Property, type Raw, type Schema } from "../schema/schema";
import { useValue } from "../value";
import type { Problem } from "../wire";

interface Task {
  task_id: string;
  task_type: string;
  running: boolean;
  state: "running" | "paused" | "cancelling" | "succeeded" | "cancelled" | "failed" | "interrupted";
  progress: number | null;
  text: string;
}

interface TaskDetail extends Task {
  result: unknown;
  exception: { error: Problem } | null;
  params: Record<string, unknown>;
  device_ids: string[];
  started: string;
  ended: string | null;
}

const SHOWN = 200;

export function Tasks({ name }: { name: string; query: URLSearchParams }) {
  return name ? <OneTask key={name} id={name} /> : <AllTasks />;
}

/** Rises whenever something has happened to a task, or to this one. */
function useNews(id?: string): number {
  const happenings = useValue(feed.happenings);
  return happenings.findLast((one) => one.event.startsWith("task_") && (!id || one.subject === id))?.sequence ?? -1;
}

function AllTasks() {
  const news = useNews();
  const [tasks, setTasks] = useState<Task[]>();
  const [open, setOpen] = useState<boolean>();
  const [error, setError] = useState("");
  const starting = open ?? tasks?.length === 0;
  useEffect(
    () => void ask<{ tasks: Task[] }>("GET", `/tasks?limit=${SHOWN}`).then((answer) => (setTasks(answer.tasks), setError("")), (e: Error) => setError(e.message)),
    [news],
  );
  return (
    <>
      <div class="bar">
        <h1>Tasks</h1><span class="push" />
        <button class={starting ? "" : "primary"} aria-expanded={starting} onClick={() => setOpen(!starting)}>{starting ? "Close the form" : "Start a task"}</button>
      </div>
      {starting && <NewTask />}
      {error && <p class="problem" role="alert">▲ {error}</p>}
      {tasks?.length === 0 && <Empty>No task has been started yet; the form above starts one.</Empty>}
      <div class="task-list">{tasks?.map((task) => <TaskRow key={task.task_id} task={task} />)}</div>
    </>
  );
}

function TaskRow({ task }: { task: Task }) {
  return (
    <article class="panel task">
      <div class="panel-head">
        <h2><a href={to("tasks", task.task_id)}>{task.task_id}</a> <span class="count">{task.task_type}</span></h2>
        <TaskState state={task.state} />
        <Progress task={task} />
        <span class="push" />
        <TaskActions task={task} />
      </div>
    </article>
  );
}

const GOOD = ["running", "succeeded"];

function TaskState({ state }: { state: Task["state"] }) {
  const look = GOOD.includes(state) ? "streaming" : state === "failed" ? "fault" : "connecting";
  return <span class={`state ${look}`}>{state}</span>;
}

function Progress({ task }: { task: Task }) {
  const told = useValue(feed.progress).get(task.task_id);
  const text = task.running ? (told?.text ?? task.text) : task.text;
  const fraction = task.running ? (told && told.fraction >= 0 ? told.fraction : task.progress) : null;
  return (
    <p class="progress">
      {task.running && <progress max={1} {...(fraction === null ? {} : { value: fraction })} aria-label={`Progress of ${task.task_id}`} />}
      <span class="soft">{fraction !== null && `${Math.round(fraction * 100)} % `}{text}</span>
    </p>
  );
}

function TaskActions({ task }: { task: Task }) {
  const [busy, setBusy] = useState(false);
  if (!task.running) return null;
  const act = async (what: string) => {
    setBusy(true);
    try {
      await ask("POST", `/tasks/${part(task.task_id)}/${what}`);
    } catch (e) {
      say((e as Error).message, true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {task.state === "paused"
        ? <button disabled={busy} onClick={() => void act("resume")}>Resume</button>
        : <button disabled={busy} onClick={() => void act("pause")}>Pause</button>}
      <button class="danger" disabled={busy} onClick={() => void act("cancel")}>Cancel</button>
    </>
  );
}

function OneTask({ id }: { id: string }) {
  const news = useNews(id);
  const [task, setTask] = useState<TaskDetail>();
  const [error, setError] = useState("");
  const reload = () =>
    void ask<TaskDetail>("GET", `/tasks/${part(id)}`).then((answer) => (setTask(answer), setError("")), (e: Error) => setError(e.message));
  useEffect(reload, [news]);
  if (error) return <Empty>{error} <a href={to("tasks")}>All tasks</a></Empty>;
  if (!task) return <Empty>Asking for {id}…</Empty>;
  return (
    <>
      <div class="bar">
        <h1>{id}</h1><span class="count">{task.task_type}</span><TaskState state={task.state} />
        <span class="push" /><TaskActions task={task} />
      </div>
      <Progress task={task} />
      <dl class="facts line">
        <div><dt>started</dt><dd><Time at={task.started} /></dd></div>
        {task.ended && <div><dt>ended</dt><dd><Time at={task.ended} /></dd></div>}
        {task.device_ids.length > 0 && <div><dt>{task.running ? "owns" : "owned"}</dt><dd>{task.device_ids.map((one) => <a key={one} href={to("device", one)}>{one} </a>)}</dd></div>}
      </dl>
      {task.exception && (
        <ErrorBox error={task.exception.error}><Forget path={`/tasks/${part(id)}/error`} onDone={reload} /></ErrorBox>
      )}
      <div class="panels">
        {task.result !== null && task.result !== undefined && (
          <section class="panel wide" aria-label="Result"><div class="panel-head"><h2>Result</h2></div><Result name={id} result={task.result} devices={task.device_ids} /></section>
        )}
        <Panel title="Parameters"><Parameters task={task} onChange={reload} /></Panel>
      </div>
    </>
  );
}

/** What it was started with; while it runs, some of it may be changed, and the task says which not. */
function Parameters({ task, onChange }: { task: TaskDetail; onChange: () => void }) {
  const [raw, setRaw] = useState<Raw>({});
  const [known, setKnown] = useState<Record<string, Property>>({});
  useEffect(() => {
    if (!task.running) return;
    ask<{ schema: Schema }>("GET", `/task-types/${part(task.task_type)}`).then(
      (type) => setKnown(type.schema.properties ?? {}),
      () => setKnown({}), // its type has gone while it runs: what it was started with tells the kinds as well
    );
  }, [task.task_type, task.running]);
  const entries = Object.entries(task.params);
  const properties = Object.fromEntries(
    entries.map(([name, value]): [string, Property] => [name, known[name] ?? { type: kindOf(value) }]),
  );
  if (entries.length === 0) return <Empty>It has none.</Empty>;
  if (!task.running) {
    return <dl class="facts">{entries.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{rawOf({}, value)}</dd></div>)}</dl>;
  }
  const set: Raw = Object.fromEntries(entries.map(([name, value]) => [name, rawOf(properties[name]!, value)]));
  const changed: Raw = Object.fromEntries(Object.entries(raw).filter(([name, text]) => text !== set[name]));
  const change = async (event: Event) => {
    event.preventDefault();
    for (const [key, value] of Object.entries(collect({ properties }, changed).values)) {
      try {
        await ask("POST", `/tasks/${part(task.task_id)}/parameters`, { key, value });
        say(`${key} is ${rawOf({}, value)} now.`);
      } catch (e) {
        say((e as Error).message, true);
      }
    }
    setRaw({});
    onChange();
  };
  return (
    <form onSubmit={(event) => void change(event)} noValidate>
      <Fields schema={{ properties }} raw={{ ...set, ...raw }} onChange={setRaw} />
      <div class="bar end"><button class="primary" disabled={Object.values(changed).every((text) => text === "")}>Change</button></div>
    </form>
  );
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return value === null ? "any" : typeof value;
}
