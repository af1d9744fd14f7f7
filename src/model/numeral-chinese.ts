/** Chinese numerals (三十一, 一万二千, 二〇〇六, 叁拾) to exact decimals and back. */
import { ONE, ZERO, decimal, type Decimal } from './decimal.ts';
import { powerOf } from './numeral-unit.ts';

const DIGITS = '零一二三四五六七八九';
const SMALL = ['', '十', '百', '千'] as const;
const LARGE = ['', '万', '亿', '万亿'] as const;
const FOLDED: Readonly<Record<string, string>> = {
  〇: '零',
  '○': '零',
  两: '二',
  壹: '一',
  贰: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
  仟: '千',
  萬: '万',
  億: '亿',
};

/** Every character a Chinese numeral may have, for a scanner's character class. */
export const CHINESE_NUMERAL_LETTERS =
  '零〇○一二两三四五六七八九十百千万亿点壹贰叁肆伍陆柒捌玖拾佰仟萬億';

function hanziOfGroup(group: number): string {
  let words = '';
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit > 0) words += `${DIGITS[digit] ?? ''}${SMALL[place] ?? ''}`;
    else if (words !== '' && group % 10 ** place > 0 && !words.endsWith('零')) words += '零';
  }
  return words;
}

/**
 * The numeral in words: 3 gives 三, 12 十二, 10005 一万零五.
 *
 * @param whole a whole number from 0 to 9999 9999 9999 9999.
 * @throws RangeError outside that: that is a bug, not bad data.
 */
export function chineseNumeral(whole: bigint): string {
  if (whole < 0n || whole >= 10n ** 16n) throw new RangeError(`no numeral for ${String(whole)}`);
  if (whole === 0n) return '零';
  let words = '';
  let gap = false;
  for (let index = 3; index >= 0; index -= 1) {
    const group = groupOf(whole, index);
    gap ||= group < 1000;
    if (group === 0) continue;
    words += `${words !== '' && gap ? '零' : ''}${hanziOfGroup(group)}${largeUnit(whole, index)}`;
    gap = false;
  }
  return words.startsWith('一十') ? words.slice(1) : words;
}

/** Four digits of a number, counted from the right in groups. */
function groupOf(whole: bigint, index: number): number {
  return Number((whole / 10n ** BigInt(index * 4)) % 10_000n);
}

/** 万亿 and 亿 share their 亿: 一万二千亿 is 12000 亿, not 一万亿二千亿. */
function largeUnit(whole: bigint, index: number): string {
  return index === 3 && groupOf(whole, 2) > 0 ? '万' : (LARGE[index] ?? '');
}

function fold(text: string): string {
  return Array.from(text, (letter) => FOLDED[letter] ?? letter).join('');
}

/** The largest of its units splits a numeral: 三亿零五万 is 三 亿 + 零五万. Null when no digit stands where one must. */
function valueOf(words: string): bigint | null {
  for (const [unit, size] of [
    ['亿', 10n ** 8n],
    ['万', 10n ** 4n],
    ['千', 1000n],
    ['百', 100n],
    ['十', 10n],
  ] as const) {
    const at = words.lastIndexOf(unit);
    if (at < 0) continue;
    const head = words.slice(0, at);
    const count = head === '' && unit === '十' ? 1n : valueOf(head.replace(/^零/, ''));
    const rest = at + 1 === words.length ? 0n : valueOf(words.slice(at + 1).replace(/^零/, ''));
    return count === null || rest === null ? null : count * size + rest;
  }
  const digit = DIGITS.indexOf(words);
  return words.length === 1 && digit >= 0 ? BigInt(digit) : null;
}

/** Whether the words are the ordinary spelling of the value; 零 may be left out where nothing becomes doubtful (一万五百). */
function isOrdinary(words: string, value: bigint): boolean {
  const usual = chineseNumeral(value);
  const spellings = [usual, usual.replace(/零(?=.[十百千])|(?<=亿)零(?=.万)/g, '')];
  const said = words.replace(/^一十/, '十');
  return spellings.includes(said) || spellings.includes(said.replace(/(?<=[万亿])零(?=.千)/g, ''));
}

/** A row of digits is a number when three or more stand together or one is 零: 七八 means "seven or eight". */
function digitRow(words: string): bigint | null {
  if (!/^[一二三四五六七八九][零一二三四五六七八九]+$/.test(words)) return null;
  if (words.length < 3 && !words.includes('零')) return null;
  return BigInt(Array.from(words, (letter) => String(DIGITS.indexOf(letter))).join(''));
}

function wholeOf(words: string): bigint | null {
  const row = digitRow(words);
  if (row !== null) return row;
  const value = valueOf(words);
  if (value === null || value >= 10n ** 16n) return null;
  return isOrdinary(words, value) ? value : null;
}

function scaleOf(unit: string): Decimal {
  if (unit === '') return ONE;
  return decimal(unit === '亿' ? '100000000' : '10000');
}

/**
 * The number that Chinese words spell: 三十一 31, 十二点八万 128000, 零 0.
 *
 * Doubtful spellings are refused, not guessed: 一百二 (120 or 102), 七八 (seven or eight), 百千, 廿三.
 *
 * @returns null when the words are not the ordinary spelling of a number; for a lone ○ too, which may
 *   be a mark, and for 两 where 二 is said (十两 is a weight).
 */
export function parseChineseNumeral(text: string): Decimal | null {
  if (text === '○' || /.两$|两(?=[^佰仟百千万萬亿億点])/.test(text)) return null;
  const words = fold(text);
  if (words.length > 40) return null;
  const pointed = /^([^点]+)点([零一二三四五六七八九]+)([万亿]?)$/.exec(words);
  if (pointed === null) {
    const whole = wholeOf(words);
    return whole === null ? null : decimal(whole.toString());
  }
  const [, head = '', tail = '', unit = ''] = pointed;
  const whole = head === '零' ? 0n : wholeOf(head);
  if (whole === null) return null;
  const decimals = Array.from(tail, (letter) => String(DIGITS.indexOf(letter))).join('');
  return decimal(`${whole.toString()}.${decimals}`).times(scaleOf(unit)).plus(ZERO);
}

/** What 1亿2千万 and 1万2345 look like: digits between the words. */
export const MIXED_NUMERAL = /^[1-9]\d{0,3}[十百千万亿萬億][零〇\d][\d零〇十百千万亿萬億]*/;

/**
 * The number of digits and words in turn: 1亿2千万 120000000, 3万5千 35000.
 *
 * @returns null where the same in words only would be no ordinary spelling, or digits at the end do not fill their
 *   places: 3万5 and 3万50 may be 35000.
 */
export function parseMixedNumeral(text: string): Decimal | null {
  const [, unit = '', end = ''] = /([十百千万萬亿億])(\d+)$/.exec(text) ?? [];
  if (end.length !== powerOf(unit)) return null;
  return parseChineseNumeral(text.replace(/\d+/g, (digits) => chineseNumeral(BigInt(digits))));
}
