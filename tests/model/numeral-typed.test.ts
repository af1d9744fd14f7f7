/** Figures and days as people type them: the reference table of 162 cases, and as many again of our own. */
import { describe, expect, it } from 'vitest';
import { cellFinding } from '../../src/model/catalogue/cells.ts';
import { decimalText } from '../../src/model/decimal.ts';
import type { CellCode, DateCode } from '../../src/model/numeral-code.ts';
import { readDate } from '../../src/model/numeral-date.ts';
import { readFigure } from '../../src/model/numeral.ts';
import { aTextCell } from '../build/cell.ts';
import { cellOf, specOf, typedCases, type TypedCase } from '../build/typed-case.ts';

const GIVEN = typedCases('figures-as-typed.json');
const MORE = typedCases('figures-as-typed-more.json');
const YEAR = 2007;

type Read = Readonly<{
  code: CellCode | DateCode;
  v: string | null;
  suggestion: string | undefined;
  details: Readonly<Record<string, string | number>>;
}>;

function readCase(entry: TypedCase): Read {
  const cell = cellOf(entry);
  if (entry.spec.kind === 'date') {
    const { code, value, suggestion, details } = readDate(cell, YEAR);
    return { code, v: value, suggestion, details };
  }
  const { code, value, suggestion, details } = readFigure(cell, specOf(entry));
  return { code, v: value === null ? null : decimalText(value), suggestion, details };
}

function rows(cases: readonly TypedCase[]): readonly (readonly [number, string, TypedCase])[] {
  return cases.map((entry, i) => [i, JSON.stringify(entry.raw).slice(0, 40), entry]);
}

describe('figures as typed', () => {
  it('has the 162 cases of the reference, and as many others', () => {
    const key = ({ raw, spec }: TypedCase): string => JSON.stringify([raw, spec]);
    expect(GIVEN).toHaveLength(162);
    expect(MORE.length).toBeGreaterThanOrEqual(162);
    expect(new Set([...GIVEN, ...MORE].map(key)).size).toBe(GIVEN.length + MORE.length);
  });

  it.each(rows(GIVEN))('reference %i: %s', (_i, _raw, entry) => {
    const { code, v } = readCase(entry);
    expect([code, v]).toEqual([entry.code, entry.v]);
    expect(v === null).toBe(code.startsWith('E_'));
  });

  it.each(rows(MORE))('our own %i: %s', (_i, _raw, entry) => {
    const { code, v, suggestion } = readCase(entry);
    expect([code, v, suggestion]).toEqual([entry.code, entry.v, entry.suggestion]);
  });

  it.each(rows([...GIVEN, ...MORE]))('has its words %i: %s', (...row) => {
    const [, , entry] = row;
    const { code, details, suggestion } = readCase(entry);
    if (code === 'OK') return;
    const about = { place: { file: '寿光.xlsx' }, details };
    const { message, hint } = cellFinding(code, about);
    expect(message).not.toMatch(/undefined|“”|%%|。$/);
    expect(hint).toMatch(/。$/);
    expect(hint).toMatch(/\d/);
    expect(hint).toContain(suggestion ?? '');
  });

  it.each(rows([...GIVEN, ...MORE]))('suggests only what is itself accepted %i: %s', (...row) => {
    const [, , entry] = row;
    const { suggestion } = readCase(entry);
    if (suggestion === undefined) return;
    const again =
      entry.spec.kind === 'date'
        ? readDate(aTextCell(suggestion), YEAR)
        : readFigure(aTextCell(suggestion), specOf(entry));
    expect(again.code).toBe('OK');
  });
});
