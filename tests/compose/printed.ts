/** Reads a bulletin back: its words as they are read, and every figure printed in it. */
import type { Block, Bulletin, PrintedFigure, Run } from '../../src/model/bulletin.ts';

function runsOf(block: Block): readonly Run[] {
  switch (block.type) {
    case 'heading':
      return [{ words: block.text, figure: null }];
    case 'paragraph':
      return block.runs;
    case 'chart':
    case 'trend':
      return [{ words: `${block.caption} ${block.alternative}`, figure: null }];
    case 'table':
      return [
        { words: [block.caption, block.remark, ...block.head].join(' '), figure: null },
        ...block.rows.flatMap(({ cells }) => cells.flatMap(({ runs }) => runs)),
        ...block.notes.flat(),
      ];
  }
}

export function blocksOf(bulletin: Bulletin): readonly Block[] {
  return [...bulletin.body, ...bulletin.annexes.flatMap(({ blocks }) => blocks)];
}

export function readRuns(runs: readonly Run[]): string {
  return runs.map((run) => run.words ?? run.figure.text).join('');
}

/** Paragraphs and headings of the body, a line each. */
export function bodyText(bulletin: Bulletin): string {
  return bulletin.body
    .filter(({ type }) => type === 'paragraph' || type === 'heading')
    .map((block) => readRuns(runsOf(block)))
    .join('\n');
}

/** Everything that is printed, tables and annexes included. */
export function wholeText(bulletin: Bulletin): string {
  return blocksOf(bulletin)
    .map((block) => readRuns(runsOf(block)))
    .join('\n');
}

export function figuresIn(bulletin: Bulletin): readonly PrintedFigure[] {
  return blocksOf(bulletin)
    .flatMap(runsOf)
    .flatMap((run) => run.figure ?? []);
}
