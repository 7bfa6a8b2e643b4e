// SPDX-License-Identifier: Apache-2.0
import { showTimesIn } from "./format";
import { repaint } from "./theme";
import { Value } from "./value";

export type Zone = "local" | "UTC";
const KEY = "jackfield.zone";

/** In which times are shown; the other is always told beside, or where a pointer rests. */
export const zone = new Value<Zone>(localStorage.getItem(KEY) === "UTC" ? "UTC" : "local");
showTimesIn(zone.now);

export function otherZone(): void {
  zone.now = zone.now === "UTC" ? "local" : "UTC";
  localStorage.setItem(KEY, zone.now);
  showTimesIn(zone.now);
  repaint.now += 1;
}
