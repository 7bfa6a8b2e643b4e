// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { snippets } from "../snippets";
import { say } from "./messages";

export function Snippets({ id, channels }: { id: string; channels: readonly string[] }) {
  const all = snippets(location.origin, id, channels);
  const [chosen, setChosen] = useState(all[0]![0]);
  const text = all.find(([name]) => name === chosen)![1];
  const copy = () => navigator.clipboard.writeText(text).then(() => say("Copied."), () => say("The browser does not let this page copy.", true));
  return (
    <>
      <div class="bar tools">
        {all.map(([name]) => <button key={name} aria-pressed={name === chosen} onClick={() => setChosen(name)}>{name}</button>)}
        <span class="push" />
        <button onClick={() => void copy()}>Copy</button>
      </div>
      <pre tabIndex={0}>{text}</pre>
    </>
  );
}
