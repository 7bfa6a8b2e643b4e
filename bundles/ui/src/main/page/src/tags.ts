// SPDX-License-Identifier: Apache-2.0
import { ask, part } from "./api";
import { Value } from "./value";

export type Tags = Readonly<Record<string, readonly string[]>>;

/** Words by which people put devices together; kept on the server for everybody. */
export const tags = new Value<Tags>({});

export async function loadTags(): Promise<void> {
  tags.now = (await ask<{ tags: Tags }>("GET", "/ui/tags")).tags;
}

export async function tag(device: string, words: readonly string[]): Promise<void> {
  await ask("PUT", `/ui/tags/${part(device)}`, words);
  await loadTags();
}

export function wordsIn(text: string): string[] {
  return [...new Set(text.split(",").map((word) => word.trim()).filter(Boolean))];
}
