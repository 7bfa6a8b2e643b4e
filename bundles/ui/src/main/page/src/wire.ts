// SPDX-License-Identifier: Apache-2.0
// What the server says, as it is on the wire.

export type State =
  | "offline" | "disconnected" | "connecting" | "connected" | "streaming" | "handover" | "fault";

export interface Channel {
  name: string;
  unit: string;
  type: "number" | "integer" | "text" | "boolean" | "bytes";
  shape: number[];
}

export interface Driver {
  name: string;
  version: string;
  bundle_id?: number;
}

export interface Problem {
  type: string;
  message: string;
  origin?: string;
  timestamp?: string;
  context?: { problems?: { field: string; expected: string; came: string }[] } & Record<string, unknown>;
  traceback?: string;
}

export interface Owner {
  kind: "task" | "lease";
  name: string;
  since: string;
  until: string | null;
}

export interface Device {
  device_id: string;
  device_type: string;
  state: State;
  since: string;
  vendor: string;
  model: string;
  channels: Channel[];
  driver: Driver | null;
  readers: number;
  next_sequence: number;
  refused: string[];
  refused_samples: number;
  last_error: Problem | null;
  owner: Owner | null;
}

export interface DataFrame {
  event: "device_data";
  device_id: string;
  sequence: number;
  timestamp: string;
  payload: unknown;
}

export interface StatusFrame {
  event: "device_status";
  device_id: string;
  timestamp: string;
  state: State;
  driver?: Driver;
  error?: Problem;
}

export interface GapFrame {
  event: "gap";
  device_id: string;
  from: number;
  to: number;
  reason: string;
  timestamp?: string;
}

export interface StreamErrorFrame {
  event: "stream_error";
  device_id: string;
  timestamp?: string;
  error: Problem;
}

export type Frame = DataFrame | StatusFrame | GapFrame | StreamErrorFrame;

export interface Happening {
  event: string;
  subject: string;
  sequence: number;
  timestamp: string;
  payload: Record<string, unknown>;
}
