// SPDX-License-Identifier: Apache-2.0
import { useRef } from "preact/hooks";
import { COLUMNS, moved, sized, type Tile } from "../dashboard";

interface Props {
  tiles: readonly Tile[];
  index: number;
  change: (tiles: Tile[]) => void;
}

/** By mouse or finger: the head is where a tile is taken to be put elsewhere. By key: arrows move it, with Shift they stretch it. */
export function Arrange({ tiles, index, change }: Props) {
  const tile = tiles[index]!;
  const resize = (width: number, height: number) => change(tiles.map((one, i) => (i === index ? { ...one, ...sized(width, height) } : one)));
  const keys = (event: KeyboardEvent) => {
    const [x, y] = ARROWS[event.key] ?? [0, 0];
    if (!x && !y) return;
    event.preventDefault();
    if (event.shiftKey) resize(tile.width + x, tile.height + y);
    else change(moved(tiles, index, x || y));
  };
  return (
    <div class="bar tools arrange">
      <button class="icon handle" draggable title="Drag to move; arrows move, Shift and arrows stretch" aria-label={`Move ${tile.device} ${tile.of} with the arrow keys, stretch it with Shift`}
        onKeyDown={keys} onDragStart={(event) => event.dataTransfer?.setData(KIND, String(index))}>⠿</button>
      <span class="soft">{tile.width} × {tile.height}</span>
      <span class="push" />
      <button class="icon danger" aria-label={`Take ${tile.device} ${tile.of} off`} onClick={() => change(tiles.filter((_, i) => i !== index))}>✕</button>
    </div>
  );
}

const KIND = "application/x-jackfield-tile";
const ARROWS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** What a tile does when another is dropped on it: makes room. */
export function dropping({ tiles, index, change }: Props) {
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer?.types.includes(KIND)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      const from = Number(event.dataTransfer?.getData(KIND) || NaN);
      if (!Number.isInteger(from) || !tiles[from]) return;
      event.preventDefault();
      change(moved(tiles, from, index - from));
    },
  };
}

/** A corner by which a tile is stretched. */
export function Corner({ tiles, index, change }: Props) {
  const begun = useRef<{ x: number; y: number; tile: Tile; column: number; row: number }>(undefined);
  const begin = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const tile = tiles[index]!;
    const { width, height } = event.currentTarget.parentElement!.getBoundingClientRect();
    begun.current = { x: event.clientX, y: event.clientY, tile, column: width / tile.width, row: height / tile.height };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const stretch = (event: PointerEvent) => {
    const start = begun.current;
    if (!start) return;
    const next = sized(start.tile.width + (event.clientX - start.x) / start.column, start.tile.height + (event.clientY - start.y) / start.row);
    const now = tiles[index]!;
    if (next.width === now.width && next.height === now.height) return;
    change(tiles.map((one, i) => (i === index ? { ...one, ...next } : one)));
  };
  const end = () => (begun.current = undefined);
  return <span class="corner" aria-hidden="true" title={`Drag to stretch, up to ${COLUMNS} columns`} onPointerDown={begin} onPointerMove={stretch} onPointerUp={end} onPointerCancel={end} />;
}
