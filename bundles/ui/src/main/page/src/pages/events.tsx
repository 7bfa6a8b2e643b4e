// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { Happenings } from "../parts/happenings";
import { Panel } from "../parts/small";

export function Events() {
  const [filter, setFilter] = useState("");
  const wanted = filter.toLowerCase();
  return (
    <>
      <div class="bar"><h1>Events</h1></div>
      <Panel title="What happened" actions={
        <input type="search" placeholder="Filter" aria-label="Filter events" value={filter} onInput={(event) => setFilter(event.currentTarget.value)} />
      }>
        <Happenings most={200} only={(one) => JSON.stringify(one).toLowerCase().includes(wanted)} />
      </Panel>
    </>
  );
}
