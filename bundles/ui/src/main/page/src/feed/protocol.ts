// SPDX-License-Identifier: Apache-2.0
import type { Device, Frame, Happening } from "../wire";
import type { LinkState } from "./line";

/** Comes many times a second, and nobody wants to read it later. */
export const PROGRESS = "task_progress";

export type ToHub =
  | { kind: "here" }
  | { kind: "bye" }
  | { kind: "visible"; visible: boolean }
  | { kind: "watch"; ids: string[]; points: number }
  | { kind: "refresh" };

/** What has gathered for a tab since the last time. */
export interface Batch {
  link?: LinkState;
  devices?: Device[];
  overview: Frame[];
  detail: Frame[];
  happenings: Happening[];
}
