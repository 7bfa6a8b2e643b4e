// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { Happenings, isBad } from "../parts/happenings";
import { Panel } from "../parts/small";

const MOST = 600;

/** What happened in the night, to be read in the morning: times as clocks show them, and trouble alone if it is wanted. */
export function Events() {
  const [filter, setFilter] = useState("");
  const [trouble, setTrouble] = useState(false);
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return (
    <>
      <div class="bar"><h1>Events</h1></div>
      <Panel title="What happened" actions={
        <>
          <button aria-pressed={trouble} onClick={() => setTrouble(!trouble)}>▲ Trouble alone</button>
          <input type="search" placeholder="Filter" aria-label="Filter events" value={filter} onInput={(event) => setFilter(event.currentTarget.value)} />
        </>
      }>
        <Happenings most={MOST} relative={false} only={(one) => (!trouble || isBad(one)) && words.every((word) => JSON.stringify(one).toLowerCase().includes(word))} />
      </Panel>
    </>
  );
}
