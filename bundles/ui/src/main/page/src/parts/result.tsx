// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo, useRef } from "preact/hooks";
import uPlot from "uplot";
import { csv, save } from "../export";
import { number, shown } from "../format";
import { colour, ink } from "../plot/colours";
import { tableOf, type ResultTable } from "../result";
import { repaint } from "../theme";
import { useValue } from "../value";

export function Result({ name, result }: { name: string; result: unknown }) {
  const table = useMemo(() => tableOf(result), [result]);
  return (
    <>
      {table && <ResultPlot table={table} />}
      <div class="bar tools">
        <span class="push" />
        {table && <button onClick={() => save(new Blob([csv(table, () => "", table.over)], { type: "text/csv" }), `${name}.csv`)}>CSV</button>}
        <button onClick={() => save(new Blob([JSON.stringify(result, null, 1)], { type: "application/json" }), `${name}.json`)}>JSON</button>
      </div>
      <details open={!table}><summary>As it is</summary><pre tabIndex={0}>{shown(result, 4_000)}</pre></details>
    </>
  );
}

function ResultPlot({ table }: { table: ResultTable }) {
  const host = useRef<HTMLDivElement>(null);
  const colours = useValue(repaint);
  useEffect(() => {
    const at = host.current!;
    const axis = { stroke: ink("soft"), grid: { stroke: ink("grid"), width: 1 }, ticks: { stroke: ink("grid"), width: 1 } };
    const names = [...table.columns.keys()].slice(0, 8);
    const plot = new uPlot(
      {
        width: at.clientWidth,
        height: 260,
        scales: { x: { time: table.time } },
        axes: [{ ...axis, ...(table.time ? {} : { label: table.over }) }, { ...axis, size: 70, values: (_, splits) => splits.map(number) }],
        series: [{ label: table.over }, ...names.map((name, i) => ({ label: name, stroke: colour(i), width: 1.6 }))],
      },
      [table.xs, ...names.map((name) => table.columns.get(name)!)],
      at,
    );
    const sizes = new ResizeObserver(() => plot.setSize({ width: at.clientWidth, height: 260 }));
    sizes.observe(at);
    return () => {
      sizes.disconnect();
      plot.destroy();
    };
  }, [table, colours]);
  return <div class="result-plot" ref={host} role="img" aria-label={`${[...table.columns.keys()].join(", ")} over ${table.over}`} />;
}
