/** An extension (延期) through the whole line: the form that goes out, the receipt, the bulletin, its findings and annex. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportJson } from '../src/compose/export-json.ts';
import { boardBook } from '../src/compose/board-table.ts';
import { formBytes } from '../src/line/issuing.ts';
import type { Day } from '../src/model/day.ts';
import { formSheetOf } from '../src/model/form.ts';
import type { Month } from '../src/model/period.ts';
import type { Plan } from '../src/model/plan.ts';
import { collect, draft, standings } from '../src/line/pipeline.ts';
import { aFilling } from './build/filling.ts';
import { aPlan, aUnit, unitId } from './build/plan.ts';
import { NO_PREFILLS } from './build/prefills.ts';
import { sharedReader } from './build/reader.ts';
import { SEAL } from './build/seal.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const MAY = '2007-05' as Month;
const { calendar } = aPlan();
const PLAN: Plan = aPlan({
  indicators: aPlan().indicators.filter(({ code }) => code === 'RC06'),
  tasks: [],
  texts: [],
  units: [aUnit('weicheng', '潍城区'), aUnit('hanting', '寒亭区')],
  calendar: {
    ...calendar,
    extensions: [
      {
        unit: unitId('weicheng'),
        period: MAY,
        until: { day: '2007-06-12' as Day, time: '12:00' },
        reason: '汛期抢险',
        approver: '部务会议',
      },
    ],
  },
});

let here: TestWorld;

beforeEach(async () => {
  here = await aWorld();
});

afterEach(() => here.end());

async function form(unit: string, people: string | null): Promise<Uint8Array> {
  const sheet = formSheetOf(
    PLAN,
    PLAN.units.find(({ id }) => id === unit)!,
    MAY,
  )!;
  const figures = { RC06: people ?? '' };
  const filling = people === null ? null : aFilling({ figures });
  return formBytes(sheet, PLAN, { seal: SEAL, filling, prefills: NO_PREFILLS });
}

async function dueLine(unit: string): Promise<string | undefined> {
  const grid = await sharedReader.read(await form(unit, null), 'x.xlsx');
  return grid.value?.sheets
    .flatMap(({ cells }) => [...cells.values()])
    .map(({ text }) => text)
    .find((text) => text.startsWith('请于'));
}

describe('an extension of one unit', () => {
  it('stands on its form, and on no other one', async () => {
    expect(await dueLine('weicheng')).toContain('请于2007年6月12日12:00前报送');
    expect(await dueLine('hanting')).toContain('请于2007年6月4日17:00前报送');
  });

  it('is held against the arrival by the receipt', async () => {
    here.setNow('2007-06-11T09:00:00+08:00');
    await here.drop('潍城.xlsx', await form('weicheng', '9'));
    await collect(PLAN, here.world);
    here.setNow('2007-06-13T09:00:00+08:00');
    await here.drop('寒亭.xlsx', await form('hanting', '9'));
    await collect(PLAN, here.world);
    const [inTime, late] = await here.receiptTexts();
    expect(inTime).not.toContain('迟报');
    expect(late).toContain('应于2007年6月4日17:00前报送，这份迟报7个工作日');
  });

  it('is named by a receipt that comes after it', async () => {
    here.setNow('2007-06-13T09:00:00+08:00');
    await here.drop('潍城.xlsx', await form('weicheng', '9'));
    await collect(PLAN, here.world);
    const [text] = await here.receiptTexts();
    expect(text).toContain('应于2007年6月12日12:00前报送（已批准延期），这份迟报1个工作日');
  });

  it('is told to whoever drafts before its end, and on the page', async () => {
    here.setNow('2007-06-08T09:00:00+08:00');
    const { findings, scoreboard } = await draft(MAY, PLAN, here.world);
    const told = findings.find(({ code }) => code === 'D_EXTENDED');
    expect(told?.message).toContain('潍城区经批准延期报送（最晚到2007年6月12日12:00），还没有报来');
    const [page] = [...here.pages.values()];
    expect(page).toContain('经批准延期的有潍城区（至6月12日12:00）');
    expect(page).toContain('截止时间：2007年6月4日17:00');
    expect(page).toContain('潍城区经批准延至6月12日12:00');
    const { reports } = exportJson(scoreboard, PLAN).reporting;
    expect(reports.map(({ status, due }) => [status, due])).toEqual([
      ['not-due', '2007-06-12T12:00:00+08:00'],
      ['missing', '2007-06-04T17:00:00+08:00'],
    ]);
    const sheet = boardBook(scoreboard, PLAN).sheets.find(({ name }) => name === '报送情况')!;
    const cells = sheet.rows.map(({ cells: row }) => JSON.stringify(row));
    expect(cells[0]).toContain('汛期抢险');
    expect(cells[0]).toContain('部务会议');
    expect(cells[1]).not.toContain('汛期抢险');
  });

  it('is over when it ends', async () => {
    here.setNow('2007-06-12T12:00:01+08:00');
    const { reporting } = await standings(MAY, PLAN, here.world);
    expect(reporting.reports.map(({ status }) => status)).toEqual(['missing', 'missing']);
  });
});
