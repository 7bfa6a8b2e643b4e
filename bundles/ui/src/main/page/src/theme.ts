// SPDX-License-Identifier: Apache-2.0
import { Value } from "./value";

export type Theme = "auto" | "light" | "dark";
const KEY = "jackfield.theme";
const THEMES: readonly Theme[] = ["auto", "light", "dark"];

const kept = localStorage.getItem(KEY) as Theme | null;
export const theme = new Value<Theme>(kept && THEMES.includes(kept) ? kept : "auto");
const systemDark = matchMedia("(prefers-color-scheme: dark)");

/** Rises whenever what is painted on canvases has other colours than before. */
export const repaint = new Value(0);
systemDark.addEventListener("change", () => (repaint.now += 1));

export function applyTheme(next: Theme): void {
  document.documentElement.dataset["theme"] = next;
  localStorage.setItem(KEY, next);
  repaint.now += 1;
}

export function isDark(): boolean {
  return theme.now === "dark" || (theme.now === "auto" && systemDark.matches);
}

export function nextTheme(): void {
  theme.now = THEMES[(THEMES.indexOf(theme.now) + 1) % THEMES.length]!;
}
