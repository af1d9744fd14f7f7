/** A form that went out before the plan changed: read by code, with what was not taken told. */
import { describe, expect, it } from 'vitest';
import { identify } from '../../src/check/identity.ts';
import { checkSubmission } from '../../src/check/submission.ts';
import type { CellGrid } from '../../src/model/cell-grid.ts';
import type { Indicator, Plan } from '../../src/model/plan.ts';
import type { Judgement } from '../../src/model/submission.ts';
import { bytesOf, fullFilling, gridOf, onFirstSheet, put, refOf, sheetFor } from '../build/form.ts';
import { anIndicator, aPlan, aTask } from '../build/plan.ts';
import { SEAL } from '../build/seal.ts';
import { moment } from '../build/world.ts';

const before = aPlan();

function today(over: Partial<Plan>): Plan {
  return aPlan({ version: 'b'.repeat(64), ...over });
}

function changed(code: string, over: Partial<Indicator>): readonly Indicator[] {
  return before.indicators.map((one) => (one.code === code ? { ...one, ...over } : one));
}

const old = sheetFor('hanting', '2007-05', before);
const sent = await gridOf(await bytesOf(old, fullFilling(old)));

function judge(grid: CellGrid, plan: Plan): Judgement {
  const at = moment('2007-06-02T09:00:00+08:00');
  const fileName = '报表.xlsx';
  const identity = identify(grid, { plan, seal: SEAL, at, fileName });
  return checkSubmission(grid, identity, { plan, history: [], former: old, at, fileName });
}

function told({ findings }: Judgement): readonly (readonly [string, string])[] {
  return findings.map(({ code, severity }) => [code, severity] as const);
}

function items({ submission }: Judgement): readonly string[] {
  return submission?.entries.map(({ item }) => item) ?? [];
}

describe('a form of an earlier plan', () => {
  it('is taken without the items that were added since, which are named', () => {
    const plan = today({
      indicators: [...before.indicators, anIndicator('RC08', { name: '选派博士服务团' })],
      tasks: [...before.tasks, aTask('T02', { name: '换届工作' })],
    });
    const judgement = judge(sent, plan);
    expect(told(judgement)).toEqual([['R_ADDED', 'warning']]);
    expect(judgement.findings[0]?.message).toMatch(
      /“选派博士服务团”、“换届工作”，这2项本次没有登记/,
    );
    expect(items(judgement)).toEqual(items(judge(sent, before)));
  });

  it('keeps out what is counted otherwise now, and says what stood there', () => {
    const plan = today({ indicators: changed('RC06', { unitOfMeasure: '万人' }) });
    const judgement = judge(put(sent, refOf(sent, 'RC06', '填报数'), '77'), plan);
    expect(told(judgement)).toEqual([['R_CHANGED', 'warning']]);
    expect(judgement.findings[0]).toMatchObject({
      item: '市级拔尖人才',
      place: { cell: refOf(sent, 'RC06', '填报数') },
    });
    expect(judgement.findings[0]?.message).toMatch(/“期末数，万人”填报，旧表上填的“77”没有登记/);
    expect(items(judgement)).not.toContain('RC06');
  });

  it('tells of the values of items that are asked no more', () => {
    const plan = today({ indicators: before.indicators.filter(({ code }) => code !== 'RC06') });
    const judgement = judge(sent, plan);
    expect(told(judgement)).toEqual([
      ['R_FOREIGN', 'warning'],
      ['I_PLAN_CHANGED', 'note'],
    ]);
    expect(judgement.submission).not.toBeNull();
    expect(judgement.findings[0]?.message).toMatch(/^方案调整以后不再报代码 RC06 这一项/);
  });

  it('is still returned where a row that it had is gone', () => {
    const row = sent.sheets[0]!.cells.find(({ text }) => text === 'RC06')!.row;
    const cut = onFirstSheet(sent, (cells) => cells.filter((cell) => cell.row !== row));
    const plan = today({ indicators: [...before.indicators, anIndicator('RC08')] });
    const judgement = judge(cut, plan);
    expect(told(judgement)).toContainEqual(['R_MISSING', 'error']);
    expect(judgement.submission).toBeNull();
  });

  it('has an added item read where somebody wrote its row', () => {
    const plan = today({ indicators: [...before.indicators, anIndicator('RC08')] });
    const below = Math.max(...sent.sheets[0]!.cells.map(({ row }) => row)) + 1;
    const values = [
      ['A', 'RC08'],
      ['E', '5'],
    ] as const;
    const written = values.reduce(
      (grid, [column, text]) => put(grid, `${column}${String(below)}`, text),
      sent,
    );
    expect(items(judge(written, plan))).toContain('RC08');
  });
});
