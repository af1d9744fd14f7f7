/** Chooses the letter size at which a table's figures stay on one line. */
import type { Table } from '../model/bulletin.ts';

/** 五号, 小五 and two steps below; nothing smaller can be read on paper. */
const SIZES = [10.5, 9, 8, 7] as const;
const MM_PER_POINT = 25.4 / 72;
/** Space and border on both sides of a cell's text, as page.css sets them. */
const CELL_EDGES_MM = 2.3;
/** Digits and Latin letters of 宋体 are a little wider than half a letter; percent signs nearly a whole one. */
const HALF = 0.57;
const PERCENT = 0.9;

/**
 * The largest size in points at which no figure (a cell not aligned left) breaks, else the smallest.
 *
 * @param width of the whole table in millimetres.
 */
export function letterSize(table: Table, width: number): number {
  const all = table.widths.reduce((sum, each) => sum + each, 0);
  const fits = (size: number): boolean =>
    table.rows.every(({ cells }) =>
      cells.every(({ runs, align }, i) => {
        const room = ((table.widths[i] ?? 0) / all) * width - CELL_EDGES_MM;
        const text = runs.map(({ words, figure }) => figure?.text ?? words ?? '').join('');
        // A line may end before a bracket: 178（11/12） takes two lines where it must.
        const longest = Math.max(...text.split(/(?=（)/).map(lettersOf));
        return align === 'left' || longest * size * MM_PER_POINT <= room;
      }),
    );
  return SIZES.find(fits) ?? SIZES[SIZES.length - 1] ?? SIZES[0];
}

/** Width in full letters. */
function lettersOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + widthOf(letter), 0);
}

function widthOf(letter: string): number {
  if (letter === '%') return PERCENT;
  return /[\u0020-\u007E]/.test(letter) ? HALF : 1;
}
