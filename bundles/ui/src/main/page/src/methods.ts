// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import { ask, part } from "./api";
import type { Property, Schema } from "./schema/schema";
import type { Device } from "./wire";

interface Parameter extends Omit<Property, "required"> {
  name: string;
  required: boolean;
  doc?: string;
}

export interface Method {
  name: string;
  parameters: Parameter[];
  doc?: string;
  unit?: string;
}

const OF_STREAMS = new Set(["start_streaming", "stop_streaming", "is_streaming"]);

export function schemaOf(method: Method): Schema {
  const entries = method.parameters.map(({ name, required: _, doc, enum: one, ...rest }): [string, Property] => [
    name,
    { ...rest, ...(doc ? { description: doc } : {}), ...(one?.length ? { enum: one } : {}) },
  ]);
  return {
    properties: Object.fromEntries(entries),
    required: method.parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name),
  };
}

/** Undefined while they are not known. */
export function useMethods(device: Device | undefined): { methods: Method[] | undefined; error: string } {
  const [methods, setMethods] = useState<Method[]>();
  const [error, setError] = useState("");
  const there = device && !["offline", "connecting", "handover"].includes(device.state);
  const version = `${device?.driver?.version ?? ""}${there}`;
  useEffect(() => {
    if (!device) return setMethods(undefined);
    ask<{ methods: Method[] }>("GET", `/devices/${part(device.device_id)}/methods`)
      .then((answer) => (setMethods(answer.methods), setError("")))
      .catch((e: Error) => setError(e.message));
  }, [device?.device_id, version]);
  return { methods, error };
}

/** Beside what every device has in order to stream. */
export function ownOf(methods: Method[]): Method[] {
  return methods.filter((method) => !OF_STREAMS.has(method.name));
}
