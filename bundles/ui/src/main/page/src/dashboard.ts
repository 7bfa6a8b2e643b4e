// SPDX-License-Identifier: Apache-2.0
export type TileKind = "plot" | "number" | "command";

export interface Tile {
  kind: TileKind;
  device: string;
  /** A channel, or of a command its name; a plot without one has them all. */
  of: string;
  /** In twelfths of the screen. */
  width: number;
}

export interface Dashboard {
  tiles: Tile[];
}

export const WIDTHS = [3, 4, 6, 8, 12] as const;
const KINDS: readonly string[] = ["plot", "number", "command"];

/** What others have saved may be from another version, or from nobody knows whom. */
export function dashboardOf(json: unknown): Dashboard {
  const tiles = (json as Partial<Dashboard> | null)?.tiles;
  if (!Array.isArray(tiles)) return { tiles: [] };
  return {
    tiles: tiles.filter(isTile).map(({ kind, device, of, width }) => ({
      kind, device, of: typeof of === "string" ? of : "", width: Math.min(12, Math.max(2, Math.round(Number(width) || 6))),
    })),
  };
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
