/** Where two pictures of a page differ: boxes around what changed, each as tight as the change itself. */
import type { Pixels } from './png.ts';

/** From the top left; `right` and `bottom` are the first that are outside. */
export type Region = Readonly<{ left: number; top: number; right: number; bottom: number }>;

/** How far a channel may be off where nobody sees it, of 255. */
const UNSEEN = 12;
/** What changed less than a cell apart, in dots, is one region. */
const CELL = 14;

/** In dots, from the top down; none for pictures that look the same. Pictures of different sizes differ as a whole. */
export function differences(a: Pixels, b: Pixels): readonly Region[] {
  const { width, height } = b;
  if (a.width !== width || a.height !== height) {
    return [{ left: 0, top: 0, right: width, bottom: height }];
  }
  return joined(changedCells(a, b)).toSorted(
    (one, two) => one.top - two.top || one.left - two.left,
  );
}

/** The changed dots of each cell as a box, by the cell's column and row. */
function changedCells(a: Pixels, b: Pixels): Map<string, Region> {
  const cells = new Map<string, Region>();
  for (let y = 0, at = 0; y < b.height; y += 1) {
    for (let x = 0; x < b.width; x += 1, at += 4) {
      if (isSame(a.dots, b.dots, at)) continue;
      const cell = nameOf(Math.floor(x / CELL), Math.floor(y / CELL));
      const dot = { left: x, top: y, right: x + 1, bottom: y + 1 };
      const before = cells.get(cell);
      cells.set(cell, before === undefined ? dot : around(before, dot));
    }
  }
  return cells;
}

function isSame(a: Uint8Array, b: Uint8Array, at: number): boolean {
  for (let channel = at; channel < at + 3; channel += 1) {
    if (Math.abs((a[channel] ?? 0) - (b[channel] ?? 0)) > UNSEEN) return false;
  }
  return true;
}

/** Neighbouring cells together, those at a corner too. Takes the cells away. */
function joined(cells: Map<string, Region>): Region[] {
  const regions: Region[] = [];
  for (;;) {
    const [first] = cells.keys();
    if (first === undefined) return regions;
    const waiting = [first];
    let region: Region | null = null;
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const box = cells.get(name);
      if (box === undefined) continue;
      cells.delete(name);
      region = region === null ? box : around(region, box);
      waiting.push(...neighboursOf(name));
    }
    if (region !== null) regions.push(region);
  }
}

function neighboursOf(name: string): readonly string[] {
  const [column = 0, row = 0] = name.split(',').map(Number);
  return [-1, 0, 1].flatMap((down) =>
    [-1, 0, 1].map((across) => nameOf(column + across, row + down)),
  );
}

function nameOf(column: number, row: number): string {
  return `${String(column)},${String(row)}`;
}

function around(a: Region, b: Region): Region {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
