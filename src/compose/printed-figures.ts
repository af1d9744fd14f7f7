/** Every figure that a bulletin prints, by its id. */
import type { Block, Bulletin, PrintedFigure, Run } from '../model/bulletin.ts';

/** The printed figures in order of the pages; one id printed more than once stands where it is first met. */
export function printedFigures(bulletin: Bulletin): ReadonlyMap<string, PrintedFigure> {
  const blocks = [...bulletin.body, ...bulletin.annexes.flatMap((annex) => annex.blocks)];
  const found = new Map<string, PrintedFigure>();
  for (const { figure } of blocks.flatMap(runsOf)) {
    if (figure !== null && !found.has(figure.id)) found.set(figure.id, figure);
  }
  return found;
}

function runsOf(block: Block): readonly Run[] {
  switch (block.type) {
    case 'paragraph':
      return block.runs;
    case 'table':
      return [
        ...block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.runs)),
        ...block.notes.flat(),
      ];
    case 'heading':
    case 'chart':
      return [];
  }
}
