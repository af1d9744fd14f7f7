/** Figures that only a unit's own sheet (一县一单) prints: movements, what is lacking for each month, what costs the score. */
import type { PrintedFigure } from '../model/bulletin.ts';
import type { FigureId } from '../model/scoreboard.ts';
import type { PlaceBefore, UnitEntry } from '../model/unit-board.ts';
import { scoreText } from './percentage.ts';
import { printed } from './printing.ts';
import { siblingId } from './wording.ts';

/** 升2, 降1, 平; a dash where one of the two places is not there. @param id of the place now. */
export function movedCell(
  id: FigureId,
  rank: number | null,
  before: PlaceBefore | null,
): PrintedFigure {
  const operands = [id, ...(before === null ? [] : [before.id])];
  const lineage = { formula: 'rank-change', operands, sources: [] } as const;
  const moved = rank === null || before === null ? null : before.rank - rank;
  const text =
    moved === null
      ? '—'
      : moved === 0
        ? '平'
        : moved > 0
          ? `升${String(moved)}`
          : `降${String(-moved)}`;
  return {
    id: siblingId(id, 'moved'),
    text,
    value: moved === null ? null : String(moved),
    lineage,
  };
}

/** The place of the period before: 第5位. */
export function placeBefore({ rank, id }: PlaceBefore): PrintedFigure {
  const operands = [id.replace(/rank$/, 'completion')];
  const lineage = { formula: 'rank', operands, sources: [] } as const;
  return { id, text: `第${String(rank)}位`, value: String(rank), lineage };
}

/** 1.85分. */
export function costText({ cost }: Pick<UnitEntry, 'cost'>): PrintedFigure {
  const { text, value } = scoreText(cost);
  return printed(cost, `${text}分`, value);
}
