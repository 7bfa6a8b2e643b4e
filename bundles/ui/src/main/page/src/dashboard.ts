// SPDX-License-Identifier: Apache-2.0
export type TileKind = "plot" | "number" | "command";

export interface Tile {
  kind: TileKind;
  device: string;
  /** A channel, or of a command its name; a plot without one has them all. */
  of: string;
  /** In twelfths of the screen. */
  width: number;
  /** In rows of the grid. */
  height: number;
}

export interface Dashboard {
  tiles: Tile[];
}

export const COLUMNS = 12;
const NARROWEST = 2;
const TALLEST = 8;
/** What a tile is when it is put down. */
export const SIZES: Record<TileKind, { width: number; height: number }> = {
  plot: { width: 6, height: 2 }, number: { width: 3, height: 1 }, command: { width: 3, height: 1 },
};
const KINDS: readonly string[] = ["plot", "number", "command"];

/** What others have saved may be from another version, or from nobody knows whom. */
export function dashboardOf(json: unknown): Dashboard {
  const tiles = (json as Partial<Dashboard> | null)?.tiles;
  if (!Array.isArray(tiles)) return { tiles: [] };
  return {
    tiles: tiles.filter(isTile).map(({ kind, device, of, width, height }) => ({
      kind, device, of: typeof of === "string" ? of : "", ...sized(Number(width) || SIZES[kind].width, Number(height) || SIZES[kind].height),
    })),
  };
}

/** As near to that as the grid allows. */
export function sized(width: number, height: number): { width: number; height: number } {
  return { width: within(width, NARROWEST, COLUMNS), height: within(height, 1, TALLEST) };
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, Math.round(value)));
}

function isTile(value: unknown): value is Tile {
  const tile = value as Partial<Tile> | null;
  return typeof tile?.device === "string" && KINDS.includes(tile.kind ?? "");
}

export function moved(tiles: readonly Tile[], from: number, by: number): Tile[] {
  const to = Math.min(tiles.length - 1, Math.max(0, from + by));
  const next = [...tiles];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}
