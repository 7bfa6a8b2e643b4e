// SPDX-License-Identifier: Apache-2.0
import { isDark, repaint } from "../theme";

// Told apart with every common colour blindness (after Okabe and Ito), strong enough for each paper.
const LIGHT = ["#0072b2", "#d55e00", "#00856a", "#b5468c", "#a67600", "#2f9bd6", "#5b4b9a", "#6b6b6b"];
const DARK = ["#56b4e9", "#ff8c42", "#2fd6a8", "#e89ac7", "#f0c63c", "#8fd0ff", "#b3a1ff", "#c0c0c0"];

export function colour(index: number): string {
  const all = isDark() ? DARK : LIGHT;
  return all[index % all.length]!;
}

const inks = new Map<string, string>();
const probe = document.createElement("i");
probe.hidden = true;
repaint.listen(() => inks.clear());

/** A colour of the style sheet as canvases understand it. */
export function ink(name: string): string {
  const known = inks.get(name);
  if (known) return known;
  document.body.append(probe);
  probe.style.color = `var(--${name})`;
  const found = getComputedStyle(probe).color;
  probe.remove();
  inks.set(name, found);
  return found;
}
