// SPDX-License-Identifier: Apache-2.0
import { ask } from "../api";
import { say } from "./messages";

/** An error stays until somebody has seen it and says so. */
export function Forget({ path, onDone }: { path: string; onDone: () => void }) {
  const forget = () => ask("DELETE", path).then(onDone, (e: Error) => say(e.message, true));
  return <button class="quiet forget" onClick={() => void forget()}>Seen, forget it</button>;
}
