/** Figures as people type them: the reference table, what it leaves open, and properties. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellFinding } from '../../src/model/catalogue/cells.ts';
import type { Cell, CellKind } from '../../src/model/cell-grid.ts';
import { decimal, decimalText } from '../../src/model/decimal.ts';
import { readFigure, type FigureReading, type FigureSpec } from '../../src/model/numeral.ts';
import { typedText } from '../../src/model/numeral-text.ts';
import { aNumberCell, aTextCell } from '../build/cell.ts';

type Case = Readonly<{
  g: string;
  raw: unknown;
  spec: Readonly<{ kind: string; signed?: boolean; max?: string; unit?: string }>;
  v: string | null;
  code: string;
}>;

const CASES = JSON.parse(
  readFileSync(new URL('../reference/figures-as-typed.json', import.meta.url), 'utf8'),
) as readonly Case[];

function aSpec(over: Partial<FigureSpec> = {}): FigureSpec {
  return {
    decimals: 0,
    unitOfMeasure: '',
    signed: false,
    percent: false,
    max: null,
    approximate: false,
    ...over,
  };
}

function specOf({ kind, signed = false, max, unit = '' }: Case['spec']): FigureSpec {
  const percent = kind === 'percent';
  return aSpec({
    decimals: kind === 'count' ? 0 : 2,
    unitOfMeasure: percent ? '%' : unit,
    signed,
    percent,
    max: max === undefined ? null : decimal(max),
  });
}

/** A kind of cell that no reader of ours gives: an array, a function, rich text without text. */
function strangeCell(kind: string): Cell {
  return { row: 7, column: 4, kind: kind as CellKind, text: '' };
}

type CellObject = Readonly<{
  $?: string;
  v?: string;
  c?: string;
  n?: number;
  formula?: string;
  sharedFormula?: string;
  result?: unknown;
  text?: string;
}>;

function taggedCell({ $, v = '', c = '', n = 0 }: CellObject): Cell {
  if ($ === 'num') return aNumberCell(Number(v));
  if ($ === 'date') return aTextCell(v.slice(0, 10), { kind: 'date' });
  return $ === 'repeat' ? aTextCell(c.repeat(n)) : strangeCell($ ?? '');
}

function formulaCell(formula: string, result: unknown): Cell {
  if (typeof result === 'number') return aNumberCell(result, { formula });
  if (typeof result === 'string') return aTextCell(result, { formula });
  if (result === null) return aTextCell('', { kind: 'empty-formula', formula });
  return aTextCell('#DIV/0!', { kind: 'error', formula });
}

function cellOf(raw: unknown): Cell | null {
  if (raw === null) return null;
  if (typeof raw === 'string') return aTextCell(raw);
  if (typeof raw === 'number') return aNumberCell(raw);
  if (typeof raw === 'boolean') return aTextCell('FALSE', { kind: 'boolean' });
  if (Array.isArray(raw)) return strangeCell('array');
  const object = raw as CellObject;
  if (object.$ !== undefined) return taggedCell(object);
  const formula = object.formula ?? object.sharedFormula;
  if (formula !== undefined) return formulaCell(formula, object.result);
  return object.text === undefined ? strangeCell('richText') : aTextCell(object.text);
}

function outcome(reading: FigureReading): readonly (string | null)[] {
  return [reading.code, reading.value === null ? null : decimalText(reading.value)];
}

describe('figures as typed: the reference table', () => {
  it('has its 162 cases', () => {
    expect(CASES).toHaveLength(162);
  });

  it.each(CASES.map((entry, i) => [i, JSON.stringify(entry.raw).slice(0, 40), entry] as const))(
    'case %i: %s',
    (_i, _raw, entry) => {
      const reading = readFigure(cellOf(entry.raw), specOf(entry.spec));
      expect(outcome(reading)).toEqual([entry.code, entry.v]);
      expect(reading.value === null).toBe(entry.code.startsWith('E_'));
    },
  );
});

const REN = aSpec({ unitOfMeasure: '人' });
const RENCI = aSpec({ unitOfMeasure: '人次' });
const WAN_RENCI = aSpec({ unitOfMeasure: '万人次', decimals: 4 });
const WANYUAN = aSpec({ unitOfMeasure: '万元', decimals: 2 });
const PERCENT = aSpec({ unitOfMeasure: '%', percent: true, decimals: 2, max: decimal('100') });

describe('units of measure', () => {
  it.each([
    ['579名', REN, 'N_FORM', '579'],
    ['579位', REN, 'N_FORM', '579'],
    ['579人次', REN, 'E_UNIT', null],
    ['579人', RENCI, 'E_UNIT', null],
    ['579名', RENCI, 'E_UNIT', null],
    ['579个', REN, 'E_UNIT', null],
    ['12%', REN, 'E_UNIT', null],
    ['12.8万人次', RENCI, 'N_FORM', '128000'],
    ['12.8万人次', WAN_RENCI, 'N_FORM', '12.8'],
    ['12.8万', WAN_RENCI, 'N_FORM', '12.8'],
    ['128000人次', WAN_RENCI, 'N_FORM', '12.8'],
    ['12.8', WAN_RENCI, 'OK', '12.8'],
    ['0.4929亿元', WANYUAN, 'N_FORM', '4929'],
    ['49290000元', WANYUAN, 'N_FORM', '4929'],
    ['4929万元', WANYUAN, 'N_FORM', '4929'],
    ['4929万', WANYUAN, 'N_FORM', '4929'],
    ['5千', WANYUAN, 'E_UNIT', null],
    ['12345元', WANYUAN, 'E_FRACTION', null],
    ['12人', WANYUAN, 'E_UNIT', null],
    ['十二点八万人次', RENCI, 'N_CN', '128000'],
    ['两千零六', REN, 'N_CN', '2006'],
    ['二〇〇六', REN, 'N_CN', '2006'],
    ['叁拾', REN, 'N_CN', '30'],
    ['一百二', REN, 'E_TEXT', null],
    ['2000个', aSpec({ unitOfMeasure: '个' }), 'N_FORM', '2000'],
    ['3门', aSpec({ unitOfMeasure: '课' }), 'E_UNIT', null],
    ['3课', aSpec({ unitOfMeasure: '课' }), 'N_FORM', '3'],
    ['12。8', WANYUAN, 'N_FORM', '12.8'],
    ['10²', REN, 'E_TEXT', null],
    ['（5）', REN, 'E_TEXT', null],
    ['-5（核减）', REN, 'E_TEXT', null],
  ] as const)('%s', (text, spec, code, value) => {
    expect(outcome(readFigure(aTextCell(text), spec))).toEqual([code, value]);
  });
});

describe('percentages', () => {
  it.each([
    [aNumberCell(0.9999, { percentFormat: true }), 'OK', '99.99', undefined],
    [aNumberCell(99.99), 'OK', '99.99', undefined],
    [aNumberCell(0), 'OK', '0', undefined],
    [aTextCell('0.5%'), 'OK', '0.5', undefined],
    [aNumberCell(0.9999), 'E_PERCENT', null, '99.99'],
    [aTextCell('1'), 'E_PERCENT', null, '100'],
    [aNumberCell(99.99, { percentFormat: true }), 'E_RANGE', null, '99.99'],
    [aTextCell('九成'), 'E_TEXT', null, '90'],
    [aTextCell('百分之九十九点九九'), 'N_CN', '99.99', undefined],
    [aTextCell('95个百分点'), 'E_UNIT', null, undefined],
  ] as const)('%j', (cell, code, value, suggestion) => {
    const reading = readFigure(cell, PERCENT);
    expect(outcome(reading)).toEqual([code, value]);
    expect(reading.suggestion).toBe(suggestion);
  });

  it('refuses a percentage where people are counted', () => {
    expect(readFigure(aNumberCell(0.5, { percentFormat: true }), REN).code).toBe('E_UNIT');
  });
});

describe('figures known as a bound', () => {
  const CI = aSpec({ unitOfMeasure: '次', approximate: true });
  it.each([
    ['35万多', '350000', 'over'],
    ['35万多次', '350000', 'over'],
    ['900多万', '9000000', 'over'],
    ['约100', '100', 'about'],
    ['近30', '30', 'under'],
    ['1000余', '1000', 'over'],
    ['30以上', '30', 'over'],
    ['30次以上', '30', 'over'],
    ['三十多万次', '300000', 'over'],
    ['约30左右', '30', 'about'],
    ['不足1万次', '10000', 'under'],
  ] as const)('%s', (text, value, bound) => {
    const reading = readFigure(aTextCell(text), CI);
    expect([...outcome(reading), reading.bound]).toEqual(['N_APPROX', value, bound]);
    const refused = readFigure(aTextCell(text), { ...CI, approximate: false });
    expect([refused.code, refused.suggestion]).toEqual(['E_APPROX', value]);
  });

  it('gives no bound with a refused value', () => {
    const reading = readFigure(aTextCell('约0.5'), CI);
    expect([reading.code, reading.bound]).toEqual(['E_FRACTION', null]);
  });

  it('has no bound for an exact figure', () => {
    expect(readFigure(aTextCell('350000'), CI).bound).toBeNull();
  });
});

describe('what is no number', () => {
  it.each(['不适用', ' 不适用 ', '　不 适 用　', '（不适用）'])('%j does not apply', (text) => {
    const reading = readFigure(aTextCell(text), REN);
    expect(reading).toMatchObject({ code: 'OK', value: null, notApplicable: true });
  });

  it.each([
    ['无', 'E_NONE', '0'],
    ['暂无', 'E_NONE', undefined],
    ['1O0', 'E_TEXT', '100'],
    ['l0', 'E_TEXT', '10'],
    ['O', 'E_TEXT', '0'],
    ['12 345', 'E_TEXT', '12345'],
    ['579（其中博士31）', 'E_TEXT', '579'],
    ['1.2E+05', 'E_SCI', '120000'],
    ['30～40', 'E_TEXT', undefined],
    ['5月底', 'E_DATE', undefined],
    ['2007.5.31', 'E_DATE', undefined],
    ['12\u202e34', 'E_CTRL', undefined],
  ] as const)('%s', (text, code, suggestion) => {
    const reading = readFigure(aTextCell(text), REN);
    expect([reading.code, reading.suggestion]).toEqual([code, suggestion]);
  });

  it("takes off the rounding noise of a spreadsheet's own arithmetic only", () => {
    expect(outcome(readFigure(aNumberCell(579.0000000001), REN))).toEqual(['OK', '579']);
    expect(readFigure(aNumberCell(579.5), REN).code).toBe('E_FRACTION');
    expect(readFigure(aTextCell('579.0000000001'), REN).code).toBe('E_FRACTION');
    expect(readFigure(aNumberCell(4929.333), WANYUAN).suggestion).toBe('4929.33');
  });

  it('never shows a resident’s number', () => {
    const cell = aTextCell('370702199001011234');
    const reading = readFigure(cell, REN);
    expect(typedText(cell)).toBe('370702********1234');
    const about = { place: { file: '寿光.xlsx' }, details: reading.details };
    expect(JSON.stringify([reading, cellFinding('E_IDCARD', about)])).not.toContain('19900101');
  });
});

const ANY_CELL = fc.record({
  row: fc.constant(1),
  column: fc.constant(1),
  kind: fc.constantFrom<CellKind>('text', 'number', 'boolean', 'error', 'date', 'empty-formula'),
  text: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        ...Array.from('0123456789.,，-+%万亿千百十零〇一二点多约余人次元年月日／ eE'),
      ),
    }),
  ),
});
const ANY_SPEC = fc.constantFrom(
  aSpec(),
  REN,
  WANYUAN,
  WAN_RENCI,
  PERCENT,
  aSpec({ approximate: true }),
);

describe('properties', () => {
  it('never throws, gives a value exactly with OK or a note, and words for every other code', () => {
    fc.assert(
      fc.property(ANY_CELL, ANY_SPEC, fc.boolean(), (cell, spec, percentFormat) => {
        const reading = readFigure({ ...cell, percentFormat }, spec);
        const refused = reading.code.startsWith('E_');
        expect(reading.value === null).toBe(refused || reading.notApplicable);
        if (reading.code === 'OK') return;
        const finding = cellFinding(reading.code, {
          place: { file: 'f' },
          details: reading.details,
        });
        expect(finding.severity).toBe(refused ? 'error' : 'note');
      }),
      { numRuns: 3000 },
    );
  });

  it('reads back what it writes: the plain text, with commas, full width, with its unit', () => {
    const figure = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.integer({ min: 0, max: 2 }))
      .map(([units, places]) => decimal(units.toString()).div(10 ** places));
    fc.assert(
      fc.property(figure, (value) => {
        const text = decimalText(value);
        const spec = aSpec({ unitOfMeasure: '万元', decimals: 2 });
        const grouped = text.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
        const wide = text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
        for (const typed of [text, grouped, wide, `${text}万元`]) {
          const reading = readFigure(aTextCell(typed), spec);
          if (reading.code !== 'E_IDCARD')
            expect(reading.value && decimalText(reading.value)).toBe(text);
        }
      }),
    );
  });

  it('suggests only what it would itself accept', () => {
    fc.assert(
      fc.property(ANY_CELL, (cell) => {
        const { suggestion } = readFigure(cell, REN);
        if (suggestion === undefined) return;
        expect(suggestion).toMatch(/^-?\d+(\.\d+)?$/);
      }),
      { numRuns: 3000 },
    );
  });
});
