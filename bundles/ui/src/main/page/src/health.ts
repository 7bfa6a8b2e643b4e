// SPDX-License-Identifier: Apache-2.0
import { useEffect } from "preact/hooks";
import { Value, useValue } from "./value";

export interface Check {
  name: string;
  status: string;
  timestamp: string;
  messages: { status: string; text: string }[];
}

export interface Health {
  status: string;
  checks?: Check[];
}

const EVERY_MILLIS = 20_000;
const PATIENCE_MILLIS = 15_000;
export const health = new Value<Health | undefined>(undefined);

/** How the house is; looked after by the page's head while somebody looks. */
export function useHealth(): Health | undefined {
  useEffect(() => {
    const look = () => void (document.hidden ? undefined : ask());
    look();
    const timer = setInterval(look, EVERY_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return useValue(health);
}

async function ask(): Promise<void> {
  try {
    // Ill is an answer as well as healthy, with another status.
    const response = await fetch("/health?details", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MILLIS) });
    health.now = (await response.json()) as Health;
  } catch {
    health.now = undefined; // the banner says that the server is away
  }
}

/** How loud it is to be said. */
export function look(status: string): "streaming" | "connecting" | "fault" {
  if (status === "healthy" || status === "ok") return "streaming";
  return status === "warn" ? "connecting" : "fault";
}
