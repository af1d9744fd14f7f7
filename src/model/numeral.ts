/** What a cell says where a figure belongs: an exact value, a bound, or the reason why it is refused. */
import type { Bound } from './bound.ts';
import type { Details } from './catalogue/catalogue.ts';
import type { Cell } from './cell-grid.ts';
import { PLAIN_DECIMAL, ZERO, decimal, decimalText, type Decimal } from './decimal.ts';
import { parseAmount, tenTo, type Amount } from './numeral-amount.ts';
import type { CellCode } from './numeral-code.ts';
import { respelled } from './numeral-respelling.ts';
import {
  foldTyped,
  kindFault,
  nonFigure,
  personCode,
  saysNone,
  saysNotApplicable,
  saysZero,
  typedText,
} from './numeral-text.ts';
import { isSameBase, parseUnitOfMeasure, type UnitOfMeasure } from './numeral-unit.ts';

/** What an item asks for. */
export type FigureSpec = Readonly<{
  /** The most decimals its figures may have. */
  decimals: number;
  /** 人, 人次, 万元; % for a percentage, as the number before it: 99.99; empty takes any counter (人, 个, 家 …). */
  unitOfMeasure: string;
  /** The greatest it may be, in the item's unit of measure; null for no bound. */
  max: Decimal | null;
  /** Whether it may be known only as a bound ("35万多"). */
  approximate: boolean;
}>;

/**
 * One cell as a figure. `value` is in the item's unit of measure and null unless `code` is OK or a note; it is null
 * with OK only when the figure does not apply. `suggestion` is what was probably meant, as it would be accepted: plain
 * decimal text, with "%" where a percentage of 1 and less needs it.
 * `details` are what the catalogue's words for `code` need.
 */
export type FigureReading = Readonly<{
  value: Decimal | null;
  bound: Bound | null;
  code: CellCode;
  notApplicable: boolean;
  suggestion?: string;
  details: Details;
}>;

type Outcome = Readonly<{
  code: CellCode;
  value?: Decimal;
  bound?: Bound | null;
  suggestion?: Decimal | null;
  notApplicable?: boolean;
  details?: Details;
}>;

/** Beyond 15 significant digits a spreadsheet's number no longer is what was typed. */
const NUMBER_LIMIT = tenTo(15);
/** Excel's own arithmetic leaves 579.0000000001 behind: closer than this to a permitted number is that number. */
const ARTEFACT = tenTo(-9);
const HALF_UP = 1;

/**
 * Reads a cell where a figure belongs. Never throws and never guesses: what is not plainly one number is refused,
 * with a suggestion where one number was plainly meant. `E_BLANK` is the caller's to judge: an item may be optional.
 *
 * @param cell null for an empty cell.
 */
export function readFigure(cell: Cell | null, spec: FigureSpec): FigureReading {
  const outcome = cell === null ? { code: 'E_BLANK' as const } : readCell(cell, spec);
  const value = outcome.value ?? null;
  const suggestion = outcome.suggestion ? asTyped(outcome.suggestion, spec) : null;
  return {
    value,
    bound: outcome.bound ?? null,
    code: outcome.code,
    notApplicable: outcome.notApplicable ?? false,
    ...(suggestion === null ? {} : { suggestion }),
    details: {
      read: typedText(cell),
      unit: spec.unitOfMeasure,
      decimals: spec.decimals,
      max: spec.max === null ? '' : decimalText(spec.max),
      value: value === null ? '' : decimalText(value),
      right: value === null ? '' : (asTyped(value, spec) ?? ''),
      suggestion: suggestion ?? '',
      ...outcome.details,
    },
  };
}

function readCell(cell: Cell, spec: FigureSpec): Outcome {
  switch (cell.kind) {
    case 'text':
      return afterFormula(cell, readText(cell.text, spec));
    case 'number':
      return afterFormula(cell, readNumber(cell, spec));
    case 'date':
      return { code: 'E_DATE', details: { format: 'date' } };
    case 'error':
    case 'empty-formula':
    case 'boolean':
    default:
      return { code: kindFault(cell.kind) };
  }
}

/** The figure as it would be typed and accepted, or null: a suggestion that is refused in its turn helps nobody. */
function asTyped(value: Decimal, spec: FigureSpec): string | null {
  const text = `${decimalText(value)}${isPercent(spec) && isShare(value) ? '%' : ''}`;
  return readPlain(text, spec).code === 'OK' ? text : null;
}

/** A formula's stored result is taken, with a note that says so. */
function afterFormula(cell: Cell, outcome: Outcome): Outcome {
  const noted = ['OK', 'N_FORM', 'N_CN'].includes(outcome.code) && outcome.notApplicable !== true;
  return cell.formula !== undefined && noted ? { ...outcome, code: 'N_FORMULA' } : outcome;
}

function readNumber(cell: Cell, spec: FigureSpec): Outcome {
  if (!PLAIN_DECIMAL.test(cell.text)) return { code: 'E_TYPE' };
  const person = personCode(cell.text);
  if (person !== null) return { code: person };
  const number = decimal(cell.text);
  if (number.abs().gte(NUMBER_LIMIT)) return { code: 'E_RANGE' };
  const percent = isPercent(spec);
  const shown = cell.percentFormat === true;
  if (shown && !percent) {
    return { code: 'E_UNIT', details: { typedUnit: '%', format: 'percent' } };
  }
  const value = rounded(shown ? number.times(tenTo(2)) : number, spec.decimals);
  if (percent && !shown && isShare(value)) return shareOutcome(value, spec);
  const outcome = judged(value, 'OK', spec);
  return shown && outcome.code === 'E_RANGE' ? pasted(number, outcome, spec) : outcome;
}

/** 99.99 pasted into a cell that shows percent reads 9999%: the number itself was meant. */
function pasted(number: Decimal, outcome: Outcome, spec: FigureSpec): Outcome {
  const meant = judged(number, 'OK', spec).code === 'OK';
  return meant ? { ...outcome, suggestion: number } : outcome;
}

function rounded(value: Decimal, decimals: number): Decimal {
  const near = value.round(decimals, HALF_UP);
  return near.minus(value).abs().lt(ARTEFACT) ? near : value;
}

function isPercent(spec: FigureSpec): boolean {
  return spec.unitOfMeasure === '%';
}

/** 0.9999 or 1 where a percentage is asked for: 99.99% or 0.9999%? The one real doubt, never guessed. */
function isShare(value: Decimal): boolean {
  return value.gt(0) && value.lte(1);
}

function shareOutcome(share: Decimal, spec: FigureSpec): Outcome {
  const percent = share.times(tenTo(2));
  const details = { share: decimalText(share), percent: decimalText(percent) };
  return { code: 'E_PERCENT', suggestion: nearest(percent, spec), details };
}

/** The nearest number with the permitted decimals; null where it would tell another story: 99.999% is not 100%. */
function nearest(value: Decimal, spec: FigureSpec): Decimal | null {
  const near = value.round(spec.decimals, HALF_UP);
  if (near.eq(value)) return value;
  const told = spec.decimals === 0 || near.eq(0) || (isPercent(spec) && near.eq(tenTo(2)));
  return told ? null : near;
}

function readText(raw: string, spec: FigureSpec): Outcome {
  const outcome = readPlain(raw, spec);
  if (outcome.code !== 'E_TEXT' && outcome.code !== 'E_GROUP') return outcome;
  const meant = respelled(raw, foldTyped(raw));
  const again = meant === null ? null : readPlain(meant, spec);
  return again?.value === undefined || again.bound
    ? outcome
    : { ...outcome, suggestion: again.value };
}

function readPlain(raw: string, spec: FigureSpec): Outcome {
  const folded = foldTyped(raw);
  const other = nonFigure(raw, folded);
  if (other !== null) return { code: other, suggestion: suggestionFor(other, folded) };
  if (saysNotApplicable(folded)) return { code: 'OK', notApplicable: true };
  if (saysZero(folded)) return { code: 'N_CN', value: ZERO };
  const plain = withoutGrouping(folded);
  if (plain === null) return { code: 'E_GROUP' };
  const own = isPercent(spec) ? { base: '%', scale: 0 } : parseUnitOfMeasure(spec.unitOfMeasure);
  const amount = parseAmount(plain, own.base);
  if (amount === null) return { code: 'E_TEXT' };
  if (amount.leadingZero) return { code: 'E_LEADZERO' };
  return readAmount(amount, own, { spec, changed: plain !== raw });
}

/** @returns null when a comma stands where none groups thousands by three. */
function withoutGrouping(folded: string): string | null {
  const plain = folded.replace(/(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])/, (digits) =>
    digits.replaceAll(',', ''),
  );
  return plain.includes(',') && /\d/.test(plain) ? null : plain;
}

function suggestionFor(code: CellCode, folded: string): Decimal | null {
  if (code === 'E_NONE') return saysNone(folded) ? ZERO : null;
  if (code !== 'E_SCI') return null;
  const [digits = '', power = ''] = folded.toLowerCase().split('e');
  if (Math.abs(Number(power)) > 15) return null;
  return decimal(digits.replace('+', '')).times(tenTo(Number(power)));
}

/** The power of ten that turns what was typed into the item's unit; null when the two do not fit. */
function powerInto(amount: Amount, own: UnitOfMeasure): number | null {
  if (amount.base === '‰' && own.base === '%') return amount.power - 1;
  if (amount.base !== '') {
    return isSameBase(amount.base, own.base) ? amount.power - own.scale : null;
  }
  if (!amount.scaled) return 0;
  if (own.base === '%') return null;
  // 4929万 for an item in 万元 is 4929万元; 5千 for it may be 5千元 or 5千万元.
  return own.scale === 0 || amount.tail ? amount.power - own.scale : null;
}

/** The same, where it loses nothing: 120.5元 where 万元 with two decimals are asked for is no figure to be rounded. */
function exactPower(amount: Amount, own: UnitOfMeasure, { decimals }: FigureSpec): number | null {
  const power = powerInto(amount, own);
  if (power === null || power >= 0 || amount.base === '') return power;
  const value = amount.number.times(tenTo(power));
  return value.round(decimals, HALF_UP).eq(value) ? power : null;
}

function readAmount(
  amount: Amount,
  own: UnitOfMeasure,
  about: Readonly<{ spec: FigureSpec; changed: boolean }>,
): Outcome {
  const { spec } = about;
  const power = exactPower(amount, own, spec);
  if (power === null) return { code: 'E_UNIT', details: { typedUnit: amount.base } };
  const value = amount.number.times(tenTo(power));
  if (amount.bound !== null && !spec.approximate) {
    return { code: 'E_APPROX', suggestion: value };
  }
  if (own.base === '%' && amount.base === '' && isShare(value)) return shareOutcome(value, spec);
  if (amount.bound !== null) {
    const outcome = judged(value, 'N_APPROX', spec);
    return outcome.value === undefined ? outcome : { ...outcome, bound: amount.bound };
  }
  if (amount.chinese) return judged(value, 'N_CN', spec);
  return judged(value, about.changed || amount.reworded ? 'N_FORM' : 'OK', spec);
}

/** The value with its note, or the bound of the item that it breaks. */
function judged(value: Decimal, note: CellCode, spec: FigureSpec): Outcome {
  if (value.lt(0)) return { code: 'E_NEGATIVE' };
  if (!value.round(spec.decimals, HALF_UP).eq(value)) {
    return { code: 'E_FRACTION', suggestion: nearest(value, spec) };
  }
  if (spec.max !== null && value.gt(spec.max)) return { code: 'E_RANGE' };
  return { code: note, value: value.eq(0) ? value.abs() : value };
}
