// SPDX-License-Identifier: Apache-2.0
import { colour, ink } from "./colours";

const LINE = 24;
const MARGIN = 12;

/** A plot as it stands, with a head that says of what it is: pictures are passed on without their page. */
export function picture(plot: HTMLCanvasElement, title: string, channels: readonly { name: string; unit: string; index: number }[]): Promise<Blob | null> {
  const ratio = devicePixelRatio || 1;
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [plot.width, plot.height + 2 * LINE * ratio];
  const g = copy.getContext("2d")!;
  g.fillStyle = ink("sheet");
  g.fillRect(0, 0, copy.width, copy.height);
  g.drawImage(plot, 0, 2 * LINE * ratio);
  g.scale(ratio, ratio);
  g.textBaseline = "middle";
  g.font = "600 14px system-ui, sans-serif";
  g.fillStyle = ink("ink");
  g.fillText(title, MARGIN, LINE / 2 + 2);
  g.font = "13px system-ui, sans-serif";
  let left = MARGIN;
  for (const { name, unit, index } of channels) {
    const words = unit ? `${name} [${unit}]` : name;
    g.fillStyle = colour(index);
    g.fillRect(left, LINE * 1.5 - 5, 10, 10);
    g.fillStyle = ink("ink");
    g.fillText(words, left + 15, LINE * 1.5);
    left += g.measureText(words).width + 34;
  }
  return new Promise((resolve) => copy.toBlob(resolve, "image/png"));
}
