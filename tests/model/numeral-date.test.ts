/** Days as people type them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../src/model/day.ts';
import { monthOfText, readDate } from '../../src/model/numeral-date.ts';
import { cellFinding } from '../../src/model/catalogue/cells.ts';
import type { CellKind } from '../../src/model/cell-grid.ts';
import { aNumberCell, aTextCell } from '../build/cell.ts';

describe('days as typed', () => {
  it.each([
    ['2007.5.31', 'OK', '2007-05-31'],
    ['2007/5/31', 'OK', '2007-05-31'],
    ['2007-05-31', 'OK', '2007-05-31'],
    ['2007年5月31日', 'OK', '2007-05-31'],
    ['２００７．５．３１', 'OK', '2007-05-31'],
    ['二〇〇七年五月三十一日', 'OK', '2007-05-31'],
    ['20070531', 'N_DATE_FORM', '2007-05-31'],
    ['2007-05-31T08:00:00.000Z', 'N_DATE_FORM', '2007-05-31'],
    ['5月31日', 'N_DATE_YEAR', '2007-05-31'],
    ['2007年5月', 'N_DATE_MONTH', '2007-05-31'],
    ['2月', 'N_DATE_MONTH', '2007-02-28'],
    ['2007.2.30', 'E_DATE_NONE', null],
    ['2007年13月', 'E_DATE_NONE', null],
    ['20070231', 'E_DATE_NONE', null],
    ['5月底', 'E_DATE_TEXT', null],
    ['春节前', 'E_DATE_TEXT', null],
    ['上半年', 'E_DATE_TEXT', null],
    ['不适用', 'E_DATE_TEXT', null],
    ['31', 'E_DATE_TEXT', null],
    ['', 'E_BLANK', null],
    ['—', 'E_BLANK', null],
    ['=TODAY()', 'E_INJECT', null],
    ['#VALUE!', 'E_XERR', null],
  ])('%s', (text, code, value) => {
    expect(readDate(aTextCell(text), 2007)).toMatchObject({ code, value });
  });

  it.each([
    ['5.31', '2007-05-31'],
    ['5/31', '2007-05-31'],
    ['07.5.31', '2007-05-31'],
    ['5.41', undefined],
  ])('%s is refused with the day that was probably meant', (text, suggestion) => {
    const reading = readDate(aTextCell(text), 2007);
    expect([reading.code, reading.suggestion]).toEqual(['E_DATE_PART', suggestion]);
  });

  it('reads cells that are not text', () => {
    expect(readDate(null, 2007).code).toBe('E_BLANK');
    expect(readDate(aNumberCell(39233), 2007)).toMatchObject({
      code: 'N_DATE_SERIAL',
      value: '2007-05-31',
    });
    expect(readDate(aNumberCell(20070531), 2007).code).toBe('N_DATE_FORM');
    expect(readDate(aNumberCell(5.31), 2007).suggestion).toBe('2007-05-31');
    expect(readDate(aNumberCell(5.1), 2007)).not.toHaveProperty('suggestion');
    const dated = aTextCell('2007-05-31', { kind: 'date' });
    expect(readDate(dated, 2007)).toMatchObject({ code: 'OK', value: '2007-05-31' });
    expect(readDate({ ...dated, formula: 'TODAY()' }, 2007).code).toBe('N_FORMULA');
    expect(readDate(aTextCell('', { kind: 'empty-formula' }), 2007).code).toBe('E_NOCACHE');
    expect(readDate(aTextCell('TRUE', { kind: 'boolean' }), 2007).code).toBe('E_TYPE');
  });

  it('reads back any day in any of its full spellings', () => {
    const days = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays('1950-01-01' as Day, n));
    fc.assert(
      fc.property(days, (day) => {
        const [year, month, date] = day.split('-').map(Number);
        for (const text of [day, `${String(year)}.${String(month)}.${String(date)}`]) {
          expect(readDate(aTextCell(text), 2007).value).toBe(day);
        }
      }),
    );
  });

  it('never throws and has words for every code', () => {
    const kinds = fc.constantFrom<CellKind>('text', 'number', 'date', 'error', 'boolean');
    const letters = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom(...Array.from('0123456789-/.年月日号 五三十〇○底T:（）、。')),
      }),
    );
    fc.assert(
      fc.property(kinds, letters, (kind, text) => {
        const reading = readDate(aTextCell(text, { kind }), 2007);
        expect(reading.value === null).toBe(reading.code.startsWith('E_'));
        if (reading.code === 'OK') return;
        if (reading.suggestion !== undefined) {
          const again = readDate(aTextCell(reading.suggestion), 2007);
          expect([again.code, again.value]).toEqual(['OK', reading.suggestion]);
        }
        const about = { place: { file: 'f' }, details: reading.details };
        expect(cellFinding(reading.code, about).hint).toMatch(/[。]$/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a month with its year', () => {
  it.each([
    ['2007年5月', '2007-05'],
    ['2007年05月份', '2007-05'],
    ['２００７ 年 5 月', '2007-05'],
    ['二〇〇七年五月', '2007-05'],
    ['2007-5', '2007-05'],
    ['2007.05', '2007-05'],
    ['2007/12', '2007-12'],
    ['2007-05-31', '2007-05'],
    ['2007-05-01 00:00:00', '2007-05'],
    ['2007年5月31日', '2007-05'],
    ['5月', null],
    ['2007年', null],
    ['2007年13月', null],
    ['2007-02-31', null],
    ['2007年5月底', null],
    ['', null],
  ])('%j is %s', (text, month) => {
    expect(monthOfText(text)).toBe(month);
  });
});
