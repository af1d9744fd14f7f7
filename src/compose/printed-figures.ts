/** Every figure that a bulletin prints, by its id, with the place where it stands. */
import type { Block, Bulletin, PrintedFigure, Run } from '../model/bulletin.ts';
import { plainText } from './saying.ts';

/** `place`: “其中按时11家”, or the table's caption and the row's name. */
export type PlacedFigure = Readonly<{ figure: PrintedFigure; place: string }>;

/** Letters before and after a figure that tell which it is. */
const AROUND = 12;

/** The printed figures in order of the pages; one id printed more than once stands where it is first met. */
export function printedFigures(bulletin: Bulletin): ReadonlyMap<string, PlacedFigure> {
  const blocks = [...bulletin.body, ...bulletin.annexes.flatMap((annex) => annex.blocks)];
  const found = new Map<string, PlacedFigure>();
  for (const placed of blocks.flatMap(figuresOf)) {
    if (!found.has(placed.figure.id)) found.set(placed.figure.id, placed);
  }
  return found;
}

function figuresOf(block: Block): readonly PlacedFigure[] {
  switch (block.type) {
    case 'paragraph':
      return figuresIn(block.runs);
    case 'table':
      return [
        ...block.rows.flatMap(({ cells }) => {
          const [first] = cells;
          const row = first === undefined ? '' : plainText(first.runs);
          const place = `表“${block.caption}”${row}一行`;
          return cells.flatMap(({ runs }) =>
            figuresIn(runs).map(({ figure }) => ({ figure, place })),
          );
        }),
        ...block.notes.flatMap(figuresIn),
      ];
    case 'heading':
    case 'chart':
    case 'trend':
      return [];
  }
}

/** Each figure with the clause around it. */
function figuresIn(runs: readonly Run[]): readonly PlacedFigure[] {
  return runs.flatMap(({ figure }, at) => {
    if (figure === null) return [];
    const before = /[^。；，：]*$/.exec(plainText(runs.slice(0, at)))?.[0] ?? '';
    const after = /^[^。；，：]*/.exec(plainText(runs.slice(at + 1)))?.[0] ?? '';
    const place = `“${before.slice(-AROUND)}${figure.text}${after.slice(0, AROUND)}”`;
    return [{ figure, place }];
  });
}
