/** What a number is shown as: a day, a percentage, or just a number. */

/** Letters that only stand for themselves: "quoted", [Red], \\x, _x (a blank as wide), *x (fill). */
const LITERAL = /"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g;

/** The section for positive numbers, without what is only printed. */
function letters(format: string): string {
  return (format.split(';')[0] ?? '').replace(LITERAL, '');
}

/** Whether the format shows a day or a time (`yyyy"年"m"月"`); `[h]:mm` and colours are told apart. */
export function isDateFormat(format: string): boolean {
  return format !== 'General' && /[ymdhs]/i.test(letters(format));
}

export function isPercentFormat(format: string): boolean {
  return letters(format).includes('%');
}

/**
 * A number as plain decimal text at 15 significant digits, as a spreadsheet holds it: 0.30000000000000004 gives 0.3,
 * 1e21 its 22 digits.
 *
 * @returns null for what is no finite number.
 */
export function plainNumber(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  // Most are counts; up to 15 digits they are spelt as they are held.
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  const [mantissa = '0', power = '0'] = value.toExponential(14).split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '').replace(/0+$/, '');
  if (digits === '') return '0';
  const point = Number(power) + 1;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits.padEnd(point, '0')}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
