/** A cell's look and rule in Google's terms, and whether one that is there is such. What Google adds by itself is no difference. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { OnlineLook, OnlineRule } from '../model/online-form.ts';
import type { CellThere, FormatThere, RuleThere } from './form-answer.ts';

type Format = sheets_v4.Schema$CellFormat;
type ColorStyle = sheets_v4.Schema$ColorStyle;
type ColorThere = FormatThere['backgroundColorStyle'];

const WHITE = 'FFFFFF';
const MOST = 255;
/** Google keeps less of a colour's share than it is sent. */
const NEAR = 1 / MOST;

function sharesOf(hex: string): readonly [number, number, number] {
  const at = (from: number): number => parseInt(hex.slice(from, from + 2), 16) / MOST;
  return [at(0), at(2), at(4)];
}

export function colorStyle(hex: string): ColorStyle {
  const [red, green, blue] = sharesOf(hex);
  return { rgbColor: { red, green, blue } };
}

/** One that nobody set is white. */
export function isColor(there: ColorThere, hex: string): boolean {
  if (there?.rgbColor === undefined) return there === undefined && hex === WHITE;
  const { red, green, blue } = there.rgbColor;
  const wanted = sharesOf(hex);
  return [red, green, blue].every((share, at) => Math.abs(share - (wanted[at] ?? 0)) <= NEAR);
}

const SIDES = ['top', 'bottom', 'left', 'right'] as const;
const ALIGNMENT = { left: 'LEFT', center: 'CENTER', right: 'RIGHT' } as const;
const MIDDLE = 'MIDDLE';
const WRAP = 'WRAP';
const SOLID = 'SOLID';

/** Fields of a look beside the number's format, which a clerk's typing changes. */
export const LOOK_FIELDS = [
  'backgroundColorStyle',
  'borders',
  'horizontalAlignment',
  'verticalAlignment',
  'wrapStrategy',
  'textFormat',
].map((name) => `userEnteredFormat.${name}`);

export const PATTERN_FIELD = 'userEnteredFormat.numberFormat';

export function formatData(look: OnlineLook): Format {
  const { font, size, bold, color, fill, edge, align, pattern } = look;
  const line = edge === null ? null : { style: SOLID, colorStyle: colorStyle(edge) };
  return {
    ...(pattern === '' ? {} : { numberFormat: { type: patternKind(pattern), pattern } }),
    ...(fill === null ? {} : { backgroundColorStyle: colorStyle(fill) }),
    ...(line === null ? {} : { borders: { top: line, bottom: line, left: line, right: line } }),
    horizontalAlignment: ALIGNMENT[align],
    verticalAlignment: MIDDLE,
    wrapStrategy: WRAP,
    textFormat: {
      foregroundColorStyle: colorStyle(color),
      fontFamily: font,
      fontSize: size,
      bold,
    },
  };
}

function patternKind(pattern: string): string {
  if (pattern === '@') return 'TEXT';
  return pattern.includes('yy') ? 'DATE' : 'NUMBER';
}

/** But for its number’s format. */
export function isSoFormatted(there: FormatThere | undefined, look: OnlineLook): boolean {
  return (
    there?.horizontalAlignment === ALIGNMENT[look.align] &&
    there.verticalAlignment === MIDDLE &&
    there.wrapStrategy === WRAP &&
    isColor(there.backgroundColorStyle, look.fill ?? WHITE) &&
    isSoWritten(there.textFormat, look) &&
    isSoEdged(there.borders, look.edge)
  );
}

function isSoWritten(
  there: FormatThere['textFormat'],
  { font, size, bold, color }: OnlineLook,
): boolean {
  return (
    there?.fontFamily === font &&
    there.fontSize === size &&
    there.bold === bold &&
    isColor(there.foregroundColorStyle, color)
  );
}

function isSoEdged(there: FormatThere['borders'], edge: string | null): boolean {
  if (edge === null) return true;
  return SIDES.every((side) => {
    const line = there?.[side];
    return line?.style === SOLID && isColor(line.colorStyle, edge);
  });
}

export function isSoShown(there: FormatThere | undefined, { pattern }: OnlineLook): boolean {
  return pattern === '' || there?.numberFormat?.pattern === pattern;
}

export function ruleData({
  takes,
  isStrict,
  help,
}: OnlineRule): sheets_v4.Schema$DataValidationRule {
  const { type, values } = conditionOf(takes);
  return {
    condition: {
      type,
      ...(values.length === 0
        ? {}
        : { values: values.map((userEnteredValue) => ({ userEnteredValue })) }),
    },
    inputMessage: help,
    strict: isStrict,
    showCustomUi: hasOwnUi(takes),
  };
}

export function isSoRuled(there: CellThere['dataValidation'], rule: OnlineRule): boolean {
  return (
    there !== undefined &&
    isCondition(there.condition, conditionOf(rule.takes)) &&
    there.inputMessage === rule.help &&
    there.strict === rule.isStrict &&
    there.showCustomUi === hasOwnUi(rule.takes)
  );
}

function hasOwnUi({ kind }: OnlineRule['takes']): boolean {
  return kind === 'list' || kind === 'box';
}

type Condition = Readonly<{ type: string; values: readonly string[] }>;

/** Numbers and days as they come back whatever the sheet's language. */
function conditionOf(takes: OnlineRule['takes']): Condition {
  switch (takes.kind) {
    case 'list':
      return { type: 'ONE_OF_LIST', values: takes.words };
    case 'between':
      return { type: 'NUMBER_BETWEEN', values: [String(takes.from), String(takes.to)] };
    case 'since':
      return { type: 'DATE_ON_OR_AFTER', values: [dateFormula(takes.day)] };
    case 'formula':
      return formulaCondition(takes.formula);
    case 'box':
      return { type: 'BOOLEAN', values: [] };
  }
}

function dateFormula(day: string): string {
  return `=DATE(${day.split('-').map(Number).join(',')})`;
}

/** True where a formula is. */
export function formulaCondition(formula: string): Condition {
  return { type: 'CUSTOM_FORMULA', values: [`=${formula}`] };
}

export function isCondition(there: RuleThere, { type, values }: Condition): boolean {
  return (
    there.type === type &&
    there.values.length === values.length &&
    there.values.every(({ userEnteredValue }, at) => userEnteredValue === values[at])
  );
}
