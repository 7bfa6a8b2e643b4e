// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";

/** Something that changes, and those who want to know. */
export class Value<T> {
  private readonly listeners = new Set<(now: T) => void>();
  private current: T;

  constructor(first: T) {
    this.current = first;
  }

  get now(): T {
    return this.current;
  }

  set now(next: T) {
    if (Object.is(next, this.current)) return;
    this.current = next;
    for (const listener of [...this.listeners]) listener(next);
  }

  listen(listener: (now: T) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

export function useValue<T>(value: Value<T>): T {
  const [now, setNow] = useState(value.now);
  useEffect(() => {
    setNow(value.now);
    return value.listen((next) => setNow(() => next));
  }, [value]);
  return now;
}
