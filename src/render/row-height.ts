/** How high a row must be whose cells wrap: a spreadsheet program does not work it out when it opens a file. */

const TALLEST = 400;

/** In points a line and what is left around the lines; in digits what a cell leaves at its sides. */
type Setting = Readonly<{ line: number; around: number; sides: number }>;

/** @param cells pairs of a text and its column's width in digits. */
export function rowHeight(
  cells: readonly (readonly [text: string, width: number])[],
  { line: high, around, sides }: Setting,
): number {
  const lines = cells.map(([text, width]) =>
    text
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / (width - sides))), 0),
  );
  return Math.min(TALLEST, Math.max(1, ...lines) * high + around);
}

/** In digits: a CJK letter is as wide as two. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (letter > '\u00ff' ? 2 : 1), 0);
}
