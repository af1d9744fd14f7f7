/** The exported scoreboard: its schema, its values, and its flat table. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compose } from '../../src/compose/bulletin.ts';
import { exportCsv } from '../../src/compose/export-csv.ts';
import { exportJson } from '../../src/compose/export-json.ts';
import {
  exportSchema,
  VALUE_FIELDS,
  type ExportDocument,
  type ExportedStanding,
} from '../../src/compose/export-schema.ts';
import type { Day } from '../../src/model/day.ts';
import { aScoreboard, aTargetPlan } from '../build/scoreboard.ts';
import { figuresIn } from './printed.ts';

const PLAN = aTargetPlan();
const DOCUMENT = exportJson(aScoreboard({ mark: '示例数据' }), PLAN);

function standing(code: string, holder: string, document = DOCUMENT): ExportedStanding {
  const entry = document.indicators.find((candidate) => candidate.code === code)!;
  return [entry.city, ...entry.groups, ...entry.units].find(({ id }) => id === holder)!;
}

function standingsOf(document: ExportDocument): readonly ExportedStanding[] {
  return document.indicators.flatMap(({ city, groups, units }) => [city, ...groups, ...units]);
}

describe('export as JSON', () => {
  it('has a published schema', async () => {
    const published = `${JSON.stringify(z.toJSONSchema(exportSchema), null, 2)}\n`;
    await expect(published).toMatchFileSnapshot('../../docs/schema/export.schema.json');
  });

  it.each(['2007-05', '2007-Q1', '2007-H1', '2007', '2006', '2006-01'])(
    'conforms to it for %s',
    (period) => {
      const document = exportJson(aScoreboard({ period }), PLAN);
      expect(exportSchema.parse(document)).toEqual(document);
    },
  );

  it('names period, mark, plan and snapshot', () => {
    expect(DOCUMENT).toMatchObject({
      schema: 'tongbao.export/1',
      period: '2007-05',
      periodName: '2007年5月',
      mark: '示例数据',
      plan: 'a'.repeat(64),
      snapshot: 'b'.repeat(64),
    });
  });

  it.each(['2007-01', '2007-05', '2007-Q1'])(
    'gives a verdict where the page of %s does',
    (period) => {
      const board = aScoreboard({ period });
      const day = '2007-06-08' as Day;
      const dates = { issuedOn: day, printedOn: day, number: null };
      const document = exportJson(board, PLAN);
      const given = new Map(
        document.indicators.flatMap(({ code, city, groups, units }) =>
          [city, ...groups, ...units].flatMap((one) =>
            (['completion', 'scheduled', 'gap', 'rank'] as const).map((measure) => [
              `${code}/${one.id}/${measure}`,
              one[measure] !== null,
            ]),
          ),
        ),
      );
      const printed = figuresIn(compose(board, PLAN, dates)).filter(({ id }) => given.has(id));
      expect(printed.length).toBeGreaterThan(20);
      for (const { id, value } of printed)
        expect([id, value !== null]).toEqual([id, given.get(id)]);
    },
  );

  it('says why there is none', () => {
    expect(standing('RC01', 'shouguang').absent).toMatchObject({
      completion: 'carried',
      gap: 'carried',
    });
    expect(standing('RC06', 'city').absent).toMatchObject({
      completion: 'lacks-unit',
      scheduled: 'lacks-unit',
      gap: 'lacks-unit',
    });
  });

  it('gives a flow exactly and its quotients in percent with 6 decimals', () => {
    // 潍城: 4 × (3 × 5 + 1) = 64 of 120, 5/12 of the year; April 4 × (3 × 4 + 1) = 52; May 2006 4 × 15 = 60.
    expect(standing('RC01', 'weicheng')).toMatchObject({
      state: 'reported',
      periodValue: '12',
      cumulativeValue: '64',
      target: '120',
      completion: '53.333333',
      scheduled: '41.666667',
      gap: '11.666667',
      pace: 'ahead',
      rank: '1',
      previousPeriod: '12',
      samePeriodLastYear: '60',
      monthOnMonth: '0.000000',
      yearOnYear: '6.666667',
      numerator: null,
      absent: { numerator: 'not-of-this-kind', denominator: 'not-of-this-kind' },
      bounds: {},
    });
  });

  it('says whose figure a total lacks and whom it carries, and never a zero for what is absent', () => {
    const missing = standing('RC01', 'shouguang');
    expect(missing).toMatchObject({ state: 'no-form', periodValue: null, submission: null });
    expect(missing.absent.periodValue).toBe('no-form');
    const city = standing('RC01', 'city');
    expect(city.coverage).toEqual({
      owing: ['weicheng', 'hanting', 'shouguang'],
      having: ['weicheng', 'hanting'],
    });
    expect(city.carriedFrom).toEqual([{ unit: 'shouguang', period: '2007-04', until: null }]);
    // 64 + 20 + 寿光's April 4 × (5 × 4 + 1) = 84.
    expect(city.cumulativeValue).toBe('168');
  });

  it('gives a ratio in percent, its parts exactly and its threshold as the plan has it', () => {
    expect(standing('JC02', 'weicheng')).toMatchObject({
      numerator: '95',
      denominator: '102',
      periodValue: '93.137255',
      target: null,
    });
    expect(standing('JC02', 'city').target).toBe('95');
    // (95 + 65) / (102 + 72) − 95%
    expect(standing('JC02', 'city').gap).toBe('-3.045977');
  });

  it('marks bounds and does not rank them', () => {
    expect(standing('YC03', 'weicheng')).toMatchObject({
      cumulativeValue: '192000',
      bound: 'over',
      rank: null,
      bounds: { cumulativeValue: 'over' },
    });
  });

  it('names the cells of a unit and no cells for a total', () => {
    const unit = standing('RC01', 'weicheng');
    expect(unit.sources.map(({ cell }) => cell)).toEqual(['D7', 'D7']);
    expect(unit.sources.map(({ period }) => period).sort()).toEqual(['2007-04', '2007-05']);
    expect(unit.sources.some((source) => source.submission === unit.submission)).toBe(true);
    expect(standing('RC01', 'city').sources).toEqual([]);
  });

  it('gives every null value its reason, and no other', () => {
    for (const entry of standingsOf(DOCUMENT)) {
      const nulls = VALUE_FIELDS.filter((field) => entry[field] === null);
      expect(Object.keys(entry.absent).sort()).toEqual([...nulls].sort());
      expect(entry.pace === null).toBe(entry.paceAbsent !== null);
      expect(entry.rank === null).toBe(entry.rankAbsent !== null);
    }
  });

  it('holds scores, tasks, texts and the reporting matrix', () => {
    expect(DOCUMENT.scores.at(-1)?.section).toBeNull();
    expect(DOCUMENT.tasks[0]?.units.map(({ status }) => status)).toEqual([
      '推进中',
      '推进中',
      null,
    ]);
    expect(DOCUMENT.texts[0]?.entries).toHaveLength(2);
    expect(DOCUMENT.reporting).toMatchObject({
      expected: 4,
      actual: 3,
      reportingRate: '75.000000',
    });
  });
});

/** A strict reader of RFC 4180. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    if (found === null) throw new Error(`not CSV near ${text.slice(field.lastIndex, 40)}`);
    rows.at(-1)!.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '\r\n' && field.lastIndex < text.length) rows.push([]);
  }
  return rows;
}

describe('export as CSV', () => {
  const TEXT = exportCsv(DOCUMENT);
  const [head = [], ...rows] = parseCsv(TEXT.slice(1));

  function cell(code: string, holder: string, column: string): string | undefined {
    const at = (name: string): number => head.indexOf(name);
    const row = rows.find(
      (candidate) => candidate[at('指标代码')] === code && candidate[at('单位代码')] === holder,
    );
    return row?.[at(column)];
  }

  it('begins with a byte order mark and ends its lines with CRLF', () => {
    expect(TEXT.startsWith('\ufeff报告期,')).toBe(true);
    expect(TEXT.endsWith('\r\n')).toBe(true);
    expect(TEXT.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('has one row for each indicator and holder, all of one width', () => {
    expect(rows).toHaveLength(standingsOf(DOCUMENT).length);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head.length]));
  });

  it('gives the same text as the JSON, and words for what is absent', () => {
    expect(cell('RC01', 'weicheng', '完成率（%）')).toBe('53.333333');
    expect(cell('RC01', 'shouguang', '本期数（比率为%）')).toBe('缺报');
    expect(cell('RC02', 'hanting', '本期数（比率为%）')).toBe('不适用');
    expect(cell('JC01', 'hanting', '本期数（比率为%）')).toBe('未填');
    expect(cell('RC01', 'city', '累计取自')).toBe('shouguang 2007-04');
  });

  it('disarms formulas but leaves negative numbers', () => {
    expect(cell('RC01', 'hanting', '备注')).toBe("'=核减2人");
    expect(cell('RC01', 'hanting', '本期数（比率为%）')).toBe('-16');
    const hostile = structuredClone(DOCUMENT);
    hostile.indicators[0]!.name = '@SUM(1),"a"';
    hostile.indicators[0]!.city.remark = '-2+3';
    const text = exportCsv(hostile);
    expect(text).toContain('"\'@SUM(1),""a"""');
    expect(text).toContain(",'-2+3\r\n");
  });
});
