// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import { ask, Refused } from "../api";
import { go } from "../router";
import { Fields } from "../schema/fields";
import { collect, NAME, problemOf, type Raw, type Schema } from "../schema/schema";
import { Choice } from "./choice";
import { Panel } from "./small";

interface TaskType {
  name: string;
  doc?: string;
  schema: Schema;
}

function proposed(type: string): string {
  return `${type.toLowerCase()}-${new Date().toISOString().slice(0, 19).replaceAll(":", "").replace("T", "-")}`;
}

export function NewTask() {
  const [types, setTypes] = useState<TaskType[]>([]);
  const [chosen, setChosen] = useState("");
  const [error, setError] = useState("");
  useEffect(
    () =>
      void ask<{ task_types: TaskType[] }>("GET", "/task-types").then(
        (answer) => (setTypes(answer.task_types), setChosen(answer.task_types[0]?.name ?? "")),
        (e: Error) => setError(e.message),
      ),
    [],
  );
  const type = types.find((one) => one.name === chosen);
  return (
    <Panel title="Start a task" actions={<Choice label="Type" value={chosen} options={types.map((one) => [one.name, one.name])} onChange={setChosen} />}>
      {error && <p class="problem">▲ {error}</p>}
      {type && <TaskForm key={type.name} type={type} />}
    </Panel>
  );
}

function TaskForm({ type }: { type: TaskType }) {
  const [id, setId] = useState(() => proposed(type.name));
  const [raw, setRaw] = useState<Raw>({});
  const [strict, setStrict] = useState(false);
  const [words, setWords] = useState("");
  const [refused, setRefused] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const nameProblem = problemOf(NAME, true, id);
  const start = async (event: Event) => {
    event.preventDefault();
    const { values, problems } = collect(type.schema, raw);
    setStrict(true);
    if (nameProblem || Object.keys(problems).length) return;
    setBusy(true);
    setWords("");
    try {
      await ask("POST", "/tasks", { task_id: id, task_type: type.name, params: values });
      go("tasks", id);
      setId(proposed(type.name));
    } catch (e) {
      if (e instanceof Refused) setRefused(e.atFields(Object.keys(type.schema.properties ?? {})));
      setWords((e as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void start(event)} noValidate>
      <p class="soft doc">{type.doc}</p>
      <Fields schema={type.schema} raw={raw} onChange={(next) => (setRaw(next), setRefused({}))} refused={refused} strict={strict} />
      <div class="bar end">
        <span class="problem" role="alert">{words && `▲ ${words}`}</span>
        <span class="push" />
        <label class="choice"><span>Name</span>
          <input value={id} size={26} aria-invalid={!!nameProblem} onInput={(event) => setId(event.currentTarget.value.trim())} />
        </label>
        <button class="primary" disabled={busy}>{busy ? "Starting…" : "Start"}</button>
      </div>
    </form>
  );
}
