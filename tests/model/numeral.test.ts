/** Figures as people type them: units, percentages, bounds, and properties. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellFinding } from '../../src/model/catalogue/cells.ts';
import type { CellKind } from '../../src/model/cell-grid.ts';
import { decimal, decimalText } from '../../src/model/decimal.ts';
import { chineseNumeral } from '../../src/model/numeral-chinese.ts';
import { endOfMore } from '../../src/model/numeral-amount.ts';
import { readFigure, type FigureReading } from '../../src/model/numeral.ts';
import { typedText } from '../../src/model/numeral-text.ts';
import { aNumberCell, aTextCell } from '../build/cell.ts';
import { aSpec } from '../build/typed-case.ts';

function outcome(reading: FigureReading): readonly (string | null)[] {
  return [reading.code, reading.value === null ? null : decimalText(reading.value)];
}

const REN = aSpec({ unitOfMeasure: '人' });
const RENCI = aSpec({ unitOfMeasure: '人次' });
const WAN_RENCI = aSpec({ unitOfMeasure: '万人次', decimals: 4 });
const WANYUAN = aSpec({ unitOfMeasure: '万元', decimals: 2 });
const PERCENT = aSpec({ unitOfMeasure: '%', decimals: 2, max: decimal('100') });

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
    ['12345元', WANYUAN, 'E_UNIT', null],
    ['120.5元', WANYUAN, 'E_UNIT', null],
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

describe('the end of what is more', () => {
  it.each([
    ['52万多', '520000', '530000'],
    ['52万多次', '520000', '530000'],
    ['１２０多', '120', '130'],
    ['3000多', '3000', '4000'],
    ['35.2万余', '352000', '353000'],
    ['五十多万', '500000', '600000'],
    ['一亿二千多万', '120000000', '130000000'],
    ['5200万元多', '5200', '5300'],
    ['0.5多', '0.5', '0.6'],
    ['9多', '9', '10'],
    ['超过52万', '520000', null],
    ['超过52万多', '520000', null],
    ['多于52万', '520000', null],
    ['52万以上', '520000', null],
    ['52万+', '520000', null],
    ['52万', '520000', null],
    ['0多', '0', null],
  ])('%s, read as %s, is below %s', (typed, value, end) => {
    const below = endOfMore(typed, decimal(value));
    expect(below === null ? null : decimalText(below)).toBe(end);
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

  it('shows a cell in the format of percent as people see it', () => {
    const cell = aNumberCell(0.955, { percentFormat: true });
    expect(typedText(cell)).toBe('95.5%');
    const { details } = readFigure(cell, REN);
    const { message, hint } = cellFinding('E_UNIT', { place: { file: '寿光.xlsx' }, details });
    expect(message).toContain('“95.5%”');
    expect(hint).toContain('常规');
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
        ...Array.from(
          '0123456789.,，-+%‰万亿千百十零〇○一二点多约余人次元年月日／ eEOlw成¥（）、。其中共廿',
        ),
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

  it('reads back what it writes, in every house style, or refuses it; never another value', () => {
    const figure = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.integer({ min: 0, max: 2 }))
      .map(([units, places]) => decimal(units.toString()).div(10 ** places));
    fc.assert(
      fc.property(figure, (value) => {
        const text = decimalText(value);
        for (const typed of inStyles(text)) {
          const reading = readFigure(aTextCell(typed), WANYUAN);
          // Now and then one has the shape of a person's number.
          if (reading.code === 'E_IDCARD' || reading.code === 'E_PHONE') continue;
          expect(reading.value && decimalText(reading.value)).toBe(text);
        }
        for (const typed of doubtfulStyles(text)) {
          const reading = readFigure(aTextCell(typed), WANYUAN);
          if (reading.value !== null) expect(decimalText(reading.value)).toBe(text);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('reads whole numbers back in Chinese words, and in words and digits in turn', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 9n }), (whole) => {
        const words = chineseNumeral(whole);
        const mixed = words.replace(/[一二三四五六七八九]/g, (digit) =>
          String(' 一二三四五六七八九'.indexOf(digit)),
        );
        for (const typed of [words, `${words}个`, mixed, mixed.replaceAll('零', '')]) {
          const reading = readFigure(aTextCell(typed), aSpec());
          if (reading.value !== null) expect(decimalText(reading.value)).toBe(whole.toString());
          else expect(typed).not.toBe(words);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('reads percentages back with their sign, and never takes a share for one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
        const text = decimalText(decimal(String(hundredths)).div(100));
        for (const typed of [`${text}%`, `${text} ％`, wide(`${text}%`), `百分之${text}`]) {
          expect(outcome(readFigure(aTextCell(typed), PERCENT))[1]).toBe(text);
        }
        const bare = readFigure(aTextCell(text), PERCENT);
        expect(bare.value === null).toBe(hundredths > 0 && hundredths <= 100);
      }),
    );
  });

  it('suggests only what it would itself accept', () => {
    fc.assert(
      fc.property(ANY_CELL, ANY_SPEC, (cell, spec) => {
        const { suggestion } = readFigure(cell, spec);
        if (suggestion === undefined) return;
        expect(suggestion).toMatch(/^-?\d+(\.\d+)?%?$/);
        const again = readFigure(aTextCell(suggestion), spec);
        expect(outcome(again)).toEqual(['OK', suggestion.replace('%', '')]);
      }),
      { numRuns: 5000 },
    );
  });
});

function wide(text: string): string {
  return text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
}

function grouped(text: string): string {
  return text.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
}

/** A number as we print it and as offices do, for an item in 万元. */
function inStyles(text: string): readonly string[] {
  const value = decimal(text);
  const yuan = decimalText(value.times(10_000));
  const yi = decimalText(value.times(decimal('0.0001')));
  return [
    ...[text, grouped(text), wide(text), wide(grouped(text)), `　${text}\n`, `'${text}`],
    ...[`${text}万元`, `${grouped(text)} 万元`, `${text}万`, `${yuan}元`, `¥${yuan}`, `${yi}亿元`],
  ];
}

/** The same where a mark is lost or put elsewhere: mostly refused. */
function doubtfulStyles(text: string): readonly string[] {
  return [
    ...[grouped(text).replaceAll(',', ' '), grouped(text).replaceAll(',', '、'), `${text}（约）`],
    ...[`共${text}`, `${text}。`, text.replace('.', '·'), `“${text}”`, `（${text}）`, `${text}w`],
  ];
}
