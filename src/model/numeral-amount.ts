/** The grammar of a typed amount: bound, sign, number, multiplier, unit of measure ("近35万多次"). */
import type { Bound } from './bound.ts';
import { ONE, raisedInLastDigit, ZERO, decimal, type Decimal } from './decimal.ts';
import {
  CHINESE_NUMERAL_LETTERS,
  MIXED_NUMERAL,
  parseChineseNumeral,
  parseMixedNumeral,
} from './numeral-chinese.ts';
import { foldTyped } from './numeral-text.ts';
import { MULTIPLIER, isSameBase, leadingBase, powerOf } from './numeral-unit.ts';

/**
 * An amount taken apart. Its value is `number` × 10^`power`, in units of `base` (empty when none was typed).
 * `scaled` is true when 万 or another word multiplies; `tail` when the last word before the unit is 万 or 亿:
 * 4929万 for an item in 万元 is 4929.
 */
export type Amount = Readonly<{
  number: Decimal;
  power: number;
  scaled: boolean;
  tail: boolean;
  base: string;
  bound: Bound | null;
  chinese: boolean;
  leadingZero: boolean;
  /** True when something other than digits, a point, a minus and "%" stood there. */
  reworded: boolean;
}>;

const BOUNDS_BEFORE: readonly (readonly [RegExp, Bound])[] = [
  [/^(?:大约|约|大概|大致|差不多|≈|~)/, 'about'],
  [/^(?:将近|接近|近|不足|不到|不超过|最多|至多|少于|低于|小于|≤|<=|<)/, 'under'],
  [/^(?:超过|超|逾|突破|至少|最少|不少于|不低于|多于|高于|大于|≥|>=|>)/, 'over'],
];
const BOUNDS_AFTER: readonly (readonly [RegExp, Bound])[] = [
  [/^(?:左右|上下)/, 'about'],
  [/^(?:以下|以内|不到|不足)/, 'under'],
  [/^(?:以上|多|余|来|出头|\+)/, 'over'],
];
const CHINESE = new RegExp(`^[${CHINESE_NUMERAL_LETTERS}]+`);
/** What may stand before the number in place of a unit behind it. */
const UNITS_BEFORE: readonly (readonly [RegExp, string])[] = [
  [/^百分之/, '%'],
  [/^千分之/, '‰'],
  [/^(?:人民币|[¥￥])/, '元'],
  [/^\$/, '美元'],
];

/** What is left to read, and what was found. */
type Scan = { rest: string; bound: Bound | null; bounds: number };

function take(scan: Scan, pattern: RegExp): string {
  const found = pattern.exec(scan.rest)?.[0] ?? '';
  scan.rest = scan.rest.slice(found.length).trimStart();
  return found;
}

function takeBound(scan: Scan, words: readonly (readonly [RegExp, Bound])[]): void {
  for (const [pattern, bound] of words) {
    if (take(scan, pattern) === '') continue;
    scan.bound = scan.bound === null || scan.bound === bound ? bound : 'about';
    scan.bounds += 1;
    return;
  }
}

function takeUnitBefore(scan: Scan): string {
  return UNITS_BEFORE.find(([pattern]) => take(scan, pattern) !== '')?.[1] ?? '';
}

/** `words` is empty for a numeral in digits alone. */
type Numeral = Readonly<{ number: Decimal; words: string; chinese: boolean; leadingZero: boolean }>;

function takeNumeral(scan: Scan): Numeral | null {
  const mixed = take(scan, MIXED_NUMERAL);
  if (mixed !== '') return inWords(mixed, false);
  const digits = take(scan, /^\d+(?:\.\d+)?(?![.\d])/);
  if (digits !== '') {
    const leadingZero = /^0\d/.test(digits);
    return { number: decimal(digits), words: '', chinese: false, leadingZero };
  }
  return inWords(take(scan, CHINESE), true);
}

function inWords(words: string, chinese: boolean): Numeral | null {
  const number = chinese ? parseChineseNumeral(words) : parseMixedNumeral(words);
  return number === null ? null : { number, words, chinese, leadingZero: false };
}

type Multiplied = Pick<Amount, 'number' | 'power' | 'scaled' | 'tail'>;

/** A numeral in words has its own 万 already, unless 多 or 余 stood before it: 一亿二千多万 is 一亿二千万 and more. */
function takeMultiplier(scan: Scan, { number, words, chinese }: Numeral): Multiplied | null {
  const multiplier = words === '' || scan.bounds > 0 ? take(scan, MULTIPLIER) : '';
  const tail = /[万亿萬億]$/.test(words + multiplier);
  if (words === '') {
    return { number, power: powerOf(multiplier), scaled: multiplier !== '', tail };
  }
  const whole = inWords(words + multiplier, chinese);
  const scaled = !chinese || /[万亿萬億]/.test(words + multiplier);
  return whole === null ? null : { number: whole.number, power: 0, scaled, tail };
}

/** The unit of measure, before or behind the number; null when two of them disagree. */
function takeUnit(scan: Scan, before: string, own: string): string | null {
  const base = leadingBase(scan.rest, own);
  scan.rest = scan.rest.slice(base.length).trimStart();
  if (before === '' || base === '') return before + base;
  return isSameBase(base, before) ? before : null;
}

/**
 * Takes a folded text apart.
 *
 * @param own the item's own base unit, which may be one that is not known here.
 * @returns null when the text is not wholly an amount.
 */
export function parseAmount(folded: string, own: string): Amount | null {
  if (folded.length > 80) return null;
  const scan: Scan = { rest: folded.replace(/^百分之百$/, '百分之一百'), bound: null, bounds: 0 };
  takeBound(scan, BOUNDS_BEFORE);
  const sign = take(scan, /^(?:[+-](?=\S)|负)/);
  const before = takeUnitBefore(scan);
  const numeral = takeNumeral(scan);
  if (numeral === null) return null;
  takeBound(scan, BOUNDS_AFTER);
  const multiplied = takeMultiplier(scan, numeral);
  takeBound(scan, BOUNDS_AFTER);
  const base = takeUnit(scan, before, own);
  takeBound(scan, BOUNDS_AFTER);
  if (multiplied === null || base === null || scan.rest !== '' || scan.bounds > 2) return null;
  const below = sign === '-' || sign === '负';
  return {
    ...multiplied,
    number: below ? ZERO.minus(multiplied.number) : multiplied.number,
    base,
    bound: scan.bound,
    chinese: numeral.chinese,
    leadingZero: numeral.leadingZero,
    reworded:
      !['', '-'].includes(sign) || before !== '' || multiplied.scaled || !['', '%'].includes(base),
  };
}

/**
 * What an amount that was typed with 多 or 余 stays below: 52万多 is less than 53万, 3000多 less than 4000. Null where the
 * words leave it open: 超过52万, 52万以上.
 *
 * @param value what was read, known to be exceeded.
 */
export function endOfMore(typed: string, value: Decimal): Decimal | null {
  const folded = foldTyped(typed);
  const isOpen = BOUNDS_BEFORE.some(([pattern]) => pattern.test(folded)) || /以上|\+/.test(folded);
  return isOpen || !/[多余]/.test(folded) ? null : raisedInLastDigit(value);
}

/** 10 to a power, negative ones too, exactly. */
export function tenTo(power: number): Decimal {
  return power >= 0
    ? decimal(`1${'0'.repeat(power)}`)
    : decimal(`0.${'0'.repeat(-power - 1)}1`).times(ONE);
}
