/** What a text that is no figure was probably meant to be: the same without what spoils it, to be read once more. */

/** A remark with one of these leaves the number before it open. */
const DOUBT = /约|估|预|左右|上下|待|暂|计划|前|后/;
/** Two figures in one cell, one above the other or from two columns, are never one. */
const TWO_LINES = /\d[\s,.]*[\t\r\n]\s*\d/;

/** Beyond this a text is prose. */
const LONGEST = 200;

const ZEROS = 'OoОоΟο○〇◯';
const LOOKALIKE = new RegExp(`[${ZEROS}lI\\d.]*\\d[${ZEROS}lI\\d.]*`, 'g');
const LONE_ZERO = new RegExp(`^[${ZEROS}]$`);

const STEPS: readonly (readonly [RegExp, string])[] = [
  [/^[`'"“”‘’]+|[`'"“”‘’]+$/g, ''],
  [/[。.、,;!]+$/, ''],
  [/^(?:共计|合计|总计|总共|共|计) ?:? ?(?=\d)/, ''],
  [/^(-?)\.(?=\d)/, '$10.'],
  [/(?<=\d) ?[wW](?![a-zA-Z])/, '万'],
  [/^廿/, '二十'],
  [/^卅/, '三十'],
  [/^([一二三四五六七八九])成([一二三四五六七八九]?)$/, '百分之$1十$2'],
  [/^([1-9])成$/, '$10%'],
];

/**
 * The text without the remark behind it: 579（其中博士31）, 579，其中博士31.
 *
 * @returns null when the remark leaves the number open: 579（约）; for a long text too.
 */
export function withoutRemark(folded: string): string | null {
  if (folded.length > LONGEST) return null;
  const found =
    /^([^(（]+)[(（](?=[^)）]*[^\d.,\s)）])([^)）]*)[)）]$/.exec(folded) ??
    /^(.*?\d[^,;、:]{0,4})[,;、:] ?((?:其中|含|包括|同比|环比|比|较).*)$/.exec(folded) ??
    /^(.*?\d\D{0,4}?)(其中.*)$/.exec(folded);
  const [, number = folded, remark = ''] = found ?? [];
  return DOUBT.test(remark) ? null : number.trim();
}

function inDigits(text: string): string {
  if (LONE_ZERO.test(text)) return '0';
  return text.replace(LOOKALIKE, (letters) =>
    Array.from(letters, (letter) =>
      ZEROS.includes(letter) ? '0' : letter === 'l' || letter === 'I' ? '1' : letter,
    ).join(''),
  );
}

/** Digits in groups of three, set apart by one and the same mark. */
function ungrouped(text: string): string {
  return text.replace(/^\d{1,3}([ '’`])\d{3}(?:\1\d{3})*(?!\d)/, (digits) =>
    digits.replace(/\D/g, ''),
  );
}

/**
 * The text as it was probably meant: no quotation marks, remark, look-alike letters, spaces between thousands.
 *
 * Whether that is a figure is for the reader to say, and only a suggestion comes of it.
 *
 * @returns null when nothing was changed, or when the text is too long or in two lines.
 */
export function respelled(raw: string, folded: string): string | null {
  if (raw.length > LONGEST || TWO_LINES.test(raw)) return null;
  const number = withoutRemark(folded);
  if (number === null) return null;
  const stepped = STEPS.reduce((text, [pattern, by]) => text.replace(pattern, by), number);
  const meant = ungrouped(inDigits(stepped));
  return meant === folded ? null : meant;
}
