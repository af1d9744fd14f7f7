/** The grammar of a typed amount: bound, sign, number, multiplier, unit of measure ("近35万多次"). */
import type { Bound } from './bound.ts';
import { ONE, ZERO, decimal, type Decimal } from './decimal.ts';
import { CHINESE_NUMERAL_LETTERS, parseChineseNumeral } from './numeral-chinese.ts';
import { MULTIPLIER, leadingBase, powerOf } from './numeral-unit.ts';

/**
 * An amount taken apart. Its value is `number` × 10^`power`, in units of `base` (empty when none was typed).
 * `tail` is true when the last word before the unit multiplies by 万 or 亿: 4929万 for an item in 万元 is 4929.
 */
export type Amount = Readonly<{
  number: Decimal;
  power: number;
  tail: boolean;
  base: string;
  bound: Bound | null;
  chinese: boolean;
  leadingZero: boolean;
  /** True when something other than digits, a point, a minus and "%" stood there. */
  reworded: boolean;
}>;

const BOUNDS_BEFORE: readonly (readonly [RegExp, Bound])[] = [
  [/^(?:大约|约|大概|≈|~)/, 'about'],
  [/^(?:将近|接近|近|不足|不到|不超过|≤|<=|<)/, 'under'],
  [/^(?:超过|超|逾|突破|至少|不少于|多于|≥|>=|>)/, 'over'],
];
const BOUNDS_AFTER: readonly (readonly [RegExp, Bound])[] = [
  [/^(?:左右|上下)/, 'about'],
  [/^(?:以下|以内)/, 'under'],
  [/^(?:以上|多|余|来|\+)/, 'over'],
];
const CHINESE = new RegExp(`^[${CHINESE_NUMERAL_LETTERS}]+`);

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

type Numeral = Readonly<{ number: Decimal; power: number; chinese: boolean; leadingZero: boolean }>;

function takeNumeral(scan: Scan): Numeral | null {
  const digits = take(scan, /^\d+(?:\.\d+)?(?![.\d])/);
  if (digits !== '') {
    const leadingZero = /^0\d/.test(digits);
    return { number: decimal(digits), power: 0, chinese: false, leadingZero };
  }
  const words = take(scan, CHINESE);
  const number = words === '' ? null : parseChineseNumeral(words);
  if (number === null) return null;
  return {
    number,
    power: /[万萬]$/.test(words) ? 4 : /[亿億]$/.test(words) ? 8 : 0,
    chinese: true,
    leadingZero: false,
  };
}

/** A Chinese numeral has taken its own 万 already, unless 多 or 余 stood before it. */
function takeMultiplier(scan: Scan, numeral: Numeral): string {
  return numeral.chinese && scan.bounds === 0 ? '' : take(scan, MULTIPLIER);
}

/** Reads `百分之` as a "%" that stands in front. */
function takeUnit(scan: Scan, percent: boolean, own: string): string {
  if (percent) return '%';
  const base = leadingBase(scan.rest, own);
  scan.rest = scan.rest.slice(base.length).trimStart();
  return base;
}

/**
 * Takes a folded text apart.
 *
 * @param own the item's own base unit, which may be one that is not known here.
 * @returns null when the text is not wholly an amount.
 */
export function parseAmount(folded: string, own: string): Amount | null {
  if (folded.length > 80) return null;
  const scan: Scan = { rest: folded, bound: null, bounds: 0 };
  takeBound(scan, BOUNDS_BEFORE);
  const sign = take(scan, /^(?:[+-](?=\S)|负)/);
  const percent = take(scan, /^百分之/) !== '';
  const numeral = takeNumeral(scan);
  if (numeral === null) return null;
  takeBound(scan, BOUNDS_AFTER);
  const multiplier = takeMultiplier(scan, numeral);
  takeBound(scan, BOUNDS_AFTER);
  const base = takeUnit(scan, percent, own);
  takeBound(scan, BOUNDS_AFTER);
  if (scan.rest !== '' || scan.bounds > 2) return null;
  const below = sign === '-' || sign === '负';
  return {
    number: below ? ZERO.minus(numeral.number) : numeral.number,
    power: powerOf(multiplier),
    tail: numeral.power > 0 || /[万亿]$/.test(multiplier),
    base,
    bound: scan.bound,
    chinese: numeral.chinese,
    leadingZero: numeral.leadingZero,
    reworded: sign === '+' || multiplier !== '' || !['', '%'].includes(base),
  };
}

/** 10 to a power, negative ones too, exactly. */
export function tenTo(power: number): Decimal {
  return power >= 0
    ? decimal(`1${'0'.repeat(power)}`)
    : decimal(`0.${'0'.repeat(-power - 1)}1`).times(ONE);
}
