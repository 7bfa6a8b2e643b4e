// SPDX-License-Identifier: Apache-2.0
import { FEWEST_POINTS } from "../points";
import type { Frame } from "../wire";

const PATIENCE_MILLIS = 3_000;

/** Browsers allow six connections to a server: neither what is live nor a page that is opened may wait for the past. */
const AT_ONCE = 2;
const waiting: (() => void)[] = [];
let underWay = 0;

async function turn(): Promise<void> {
  if (underWay < AT_ONCE) underWay++;
  else await new Promise<void>((resolve) => waiting.push(resolve));
}

function pass(): void {
  const next = waiting.shift();
  if (next) next();
  else underWay--;
}

/**
 * What the server still has of a device's past, so that a plot does not begin empty. It goes on until it has reached
 * what is coming live: a hole between the two would look like a straight line.
 */
export async function history(
  id: string,
  last: number,
  take: (frame: Frame) => void,
  reached: (sequence: number) => boolean,
  left: AbortSignal,
): Promise<void> {
  await turn();
  const url = `/stream/devices/${encodeURIComponent(id)}?last=${last}&points=${FEWEST_POINTS}&format=ndjson`;
  const abort = new AbortController();
  const leave = () => abort.abort();
  left.addEventListener("abort", leave);
  const timer = setTimeout(() => abort.abort(), PATIENCE_MILLIS);
  try {
    left.throwIfAborted();
    const response = await fetch(url, { signal: abort.signal, cache: "no-store" });
    if (!response.ok || !response.body) return;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + part.value).split("\n");
      rest = lines.pop()!;
      for (const frame of lines.filter(Boolean).map((line) => JSON.parse(line) as Frame | { event: "ping" })) {
        if (frame.event === "ping") return;
        take(frame);
        if (frame.event === "device_data" && reached(frame.sequence)) return;
      }
    }
  } catch {
    // The past is a courtesy; what comes from now on is on its way already.
  } finally {
    clearTimeout(timer);
    left.removeEventListener("abort", leave);
    abort.abort();
    pass();
  }
}
