// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import { loadTags, tag, tags, wordsIn, type Tags } from "../tags";
import { useValue } from "../value";
import { say } from "./messages";

const AGAIN_MILLIS = 30_000;

/** What devices are tagged with, looked at again now and then: others tag too. */
export function useTags(): Tags {
  useEffect(() => {
    const load = () => void loadTags().catch((e: Error) => console.warn(e.message)); // the rest of the page is there without
    load();
    const timer = setInterval(load, AGAIN_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return useValue(tags);
}

export function Tagging({ id }: { id: string }) {
  const now = useTags()[id] ?? [];
  const [text, setText] = useState<string>();
  const [busy, setBusy] = useState(false);
  if (text === undefined) {
    return (
      <>
        {now.map((word) => <span key={word} class="tag">{word}</span>)}
        <button class="quiet small" onClick={() => setText(now.join(", "))}>{now.length ? "Change tags" : "Add tags"}</button>
      </>
    );
  }
  const save = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await tag(id, wordsIn(text));
      setText(undefined);
    } catch (e) {
      say((e as Error).message, true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="together" onSubmit={(event) => void save(event)} onKeyDown={(event) => event.key === "Escape" && setText(undefined)}>
      <input aria-label="Tags, with commas between" placeholder="lab 1, laser" value={text} autoFocus onInput={(event) => setText(event.currentTarget.value)} />
      <button disabled={busy}>Save</button>
    </form>
  );
}
