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

/** A literal that says how much, or stands for further digits. */
const AMOUNT = /\d|[十百千万亿萬億](?![分克米])/;

/** Whether the format shows another number than the cell holds: in thousands (`0,`), in 万 (`0"万"`), or none (`;;;`). */
export function showsOtherNumber(format: string): boolean {
  if (format === 'General') return false;
  const literals = [...format.matchAll(LITERAL)].map(([literal]) => literal);
  const says = literals.some((literal) => !/^[[_*]/.test(literal) && AMOUNT.test(literal));
  const bare = format.replace(LITERAL, '');
  const sections = bare.split(';');
  const hides = format.includes(';') && !/[0#?@]|General/i.test(sections[0] ?? '');
  return says || hides || /[0#?],+(?![0#?,])/.test(bare) || AMOUNT.test(bare.replace(/\d/g, ''));
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
