/** Whose form for which month: what the carriers say, and what happens when they disagree. */
import { describe, expect, it } from 'vitest';
import { identify, type Identity } from '../../src/check/identity.ts';
import { checkSubmission } from '../../src/check/submission.ts';
import type { CellGrid } from '../../src/model/cell-grid.ts';
import { IDENTITY_SHEET, isTokenLine } from '../../src/model/form.ts';
import type { OrgUnitId, Plan } from '../../src/model/plan.ts';
import { fullFilling, bytesOf, gridOf, onFirstSheet, put, sheetFor } from '../build/form.ts';
import { aPlan, aUnit, unitId } from '../build/plan.ts';
import { moment } from '../build/world.ts';
import { SEAL } from '../build/seal.ts';

const sheet = sheetFor('hanting', '2007-05');
const grid = await gridOf(await bytesOf(sheet, fullFilling(sheet)));
const sample = await gridOf(await bytesOf(sheet, fullFilling(sheet), '示例数据'));

type Over = Readonly<{ plan?: Plan; mark?: string; at?: string; vouched?: readonly OrgUnitId[] }>;

function look(of: CellGrid, over: Over = {}): Identity {
  return identify(of, {
    ...(over.vouched === undefined ? {} : { vouched: over.vouched }),
    plan: over.plan ?? aPlan(),
    seal: { ...SEAL, mark: over.mark ?? '' },
    at: moment(over.at ?? '2007-06-02T09:00:00+08:00'),
    fileName: '随便什么名字.xlsx',
  });
}

function codesOf({ findings }: Identity): readonly string[] {
  return findings.map(({ code }) => code);
}

/** The grid without its hidden sheet and without keywords. */
function copied(of: CellGrid): CellGrid {
  return { ...of, keywords: '', sheets: of.sheets.filter(({ name }) => name !== IDENTITY_SHEET) };
}

/** The same typed off, without the word at its foot. */
function stripped(of: CellGrid): CellGrid {
  return onFirstSheet(copied(of), (cells) => cells.filter(({ text }) => !isTokenLine(text)));
}

/** The head's value beside a label, typed over. */
function retype(of: CellGrid, label: string, text: string): CellGrid {
  return onFirstSheet(of, (cells) => {
    const at = cells.find((cell) => cell.text === label)!;
    return cells.map((cell) =>
      cell.row === at.row && cell.column === at.column + 1 ? { ...cell, text } : cell,
    );
  });
}

describe('identify', () => {
  it('knows unit, period and form whatever the file is called', () => {
    const identity = look(grid);
    expect(identity).toMatchObject({ unit: 'hanting', period: '2007-05', form: 'xianqu' });
    expect(identity.planVersion).toBe('a'.repeat(16));
    expect(identity.findings).toEqual([]);
  });

  it('refuses a workbook whose visible unit is another one, naming both', () => {
    const identity = look(retype(grid, '填报单位', '潍城区'));
    expect(codesOf(identity)).toEqual(['I_UNIT_CONFLICT']);
    expect(identity.findings[0]).toMatchObject({ severity: 'error', read: '潍城区' });
    expect(identity.findings[0]!.message).toMatch(/寒亭区.*潍城区/);
    expect(identity.findings[0]!.place.cell).toBeDefined();
    expect([identity.unit, identity.sheet]).toEqual([null, null]);
  });

  it('refuses last month’s workbook with the month typed over, naming both', () => {
    const identity = look(retype(grid, '报告期', '2007年6月'), { at: '2007-07-02T09:00:00+08:00' });
    expect(codesOf(identity)).toEqual(['I_PERIOD_CONFLICT']);
    expect(identity.findings[0]!.message).toMatch(/2007年5月.*2007年6月/);
    expect(identity.unit).toBe('hanting');
  });

  it('refuses another form’s number, and keywords that say something else than the hidden sheet', async () => {
    expect(codesOf(look(retype(grid, '表号', '潍组统02表')))).toContain('I_FORM_CONFLICT');
    const other = await gridOf(await bytesOf(sheetFor('weicheng', '2007-05'), null));
    expect(codesOf(look({ ...grid, keywords: other.keywords }))).toEqual(['I_UNIT_CONFLICT']);
  });

  it('asks for the printed head back where it was reworded, still knowing whose form it is', () => {
    const identity = look(retype(grid, '填报单位', '寒亭区委组织部'));
    expect(codesOf(identity)).toEqual(['I_HEAD_REWORDED']);
    expect([identity.unit, identity.sheet?.unit.name]).toEqual(['hanting', '寒亭区']);
    const [finding] = identity.findings;
    expect(finding?.severity).toBe('error');
    expect(finding?.message).toContain('应是“寒亭区”，现在写的是“寒亭区委组织部”');
    expect(finding?.hint).toContain('格改回“寒亭区”');
    const both = retype(retype(grid, '报告期', '本月'), '表号', '月报');
    expect(codesOf(look(both))).toEqual(['I_HEAD_REWORDED', 'I_HEAD_REWORDED']);
    expect(look(both).findings[0]?.message).toContain('应是“2007年5月”');
  });

  it('takes a month however it is spelt', () => {
    for (const spelt of ['2007年05月', '2007年5月份', '2007-05', '２００７年５月', '2007-05-31']) {
      expect(codesOf(look(retype(grid, '报告期', spelt)))).toEqual([]);
    }
  });

  it('refuses a form without our signature, knowing from its head whose copy to send back', () => {
    const identity = look(stripped(grid));
    expect(codesOf(identity)).toEqual(['I_LOST']);
    expect(identity.findings[0]!.severity).toBe('error');
    expect(identity).toMatchObject({ unit: 'hanting', period: '2007-05', planVersion: '' });
    expect(identity.sheet?.unit.name).toBe('寒亭区');
  });

  it('believes the head where it names a unit for which the sender is known to speak', () => {
    const by = (...units: readonly string[]): readonly string[] =>
      codesOf(look(stripped(grid), { vouched: units.map(unitId) }));
    expect(by('hanting')).toEqual(['I_LOST_VOUCHED']);
    expect(by('weicheng', 'hanting')).toEqual(['I_LOST_VOUCHED']);
    expect(by('weicheng')).toEqual(['I_LOST']);
    expect(by()).toEqual(['I_LOST']);
    const few = onFirstSheet(stripped(grid), (cells) =>
      cells.filter(({ text }) => !/^(?:RC|JC)/.test(text)),
    );
    expect(codesOf(look(few, { vouched: [unitId('hanting')] }))).toEqual(['I_NONE']);
  });

  it('does not believe the head alone where the codes are not the form’s', () => {
    const few = onFirstSheet(stripped(grid), (cells) =>
      cells.filter(({ text }) => !/^(?:RC|JC)/.test(text)),
    );
    expect(codesOf(look(few))).toEqual(['I_NONE']);
    expect(look(few).sheet).toBeNull();
  });

  it('needs only one carrier, whichever', () => {
    expect(codesOf(look({ ...grid, keywords: '' }))).toEqual([]);
    expect(codesOf(look({ ...stripped(grid), keywords: `foo, ${grid.keywords} bar` }))).toEqual([]);
    expect(codesOf(look(copied(grid)))).toEqual([]);
  });

  it('believes no mark that another key signed, or that was changed after', () => {
    const foreign = { ...copied(grid), keywords: '' };
    const other = identify(foreign, {
      plan: aPlan(),
      seal: { ...SEAL, key: 'e'.repeat(64) },
      at: moment('2007-06-02T09:00:00+08:00'),
      fileName: 'x.xlsx',
    });
    expect(codesOf(other)).toEqual(['I_LOST']);
    const [, payload = '', signed = ''] = grid.keywords.split('.');
    const parts = Buffer.from(payload, 'base64url').toString().replace('hanting', 'weicheng');
    const forged = `tb2.${Buffer.from(parts).toString('base64url')}.${signed}`;
    expect(codesOf(look({ ...stripped(grid), keywords: forged }))).toEqual(['I_LOST']);
  });

  it('refuses what says nothing of itself', () => {
    const nothing: CellGrid = { format: 'csv', keywords: '', sheets: [] };
    expect(codesOf(look(nothing))).toEqual(['I_NONE']);
    const cells = [{ row: 1, column: 1, kind: 'text', text: '会议通知' }] as const;
    const other = { ...nothing, sheets: [{ name: 'Sheet1', hidden: false, cells }] };
    expect(codesOf(look(other))).toEqual(['I_NONE']);
  });

  it('refuses a unit that the plan does not know, or not in that month', () => {
    const plan = aPlan({ units: [aUnit('weicheng', '潍城区')] });
    expect(codesOf(look(grid, { plan }))).toContain('I_UNIT_UNKNOWN');
    const later = aPlan({
      units: [aUnit('hanting', '寒亭区', { from: sheetFor('hanting', '2007-06').period })],
    });
    expect(codesOf(look(grid, { plan: later }))).toEqual(['I_UNIT_UNKNOWN']);
  });

  it('refuses a unit that owes no form', () => {
    expect(codesOf(look(grid, { plan: aPlan({ forms: [] }) }))).toContain('I_FORM_NONE');
  });

  it('refuses a month that has not begun on the day it comes', () => {
    expect(codesOf(look(grid, { at: '2007-04-30T23:59:59+08:00' }))).toEqual(['I_PERIOD_EARLY']);
    expect(codesOf(look(grid, { at: '2007-05-01T00:00:00+08:00' }))).toEqual(['I_PERIOD_OPEN']);
  });

  it('asks about a month that has not ended, unless the plan wants it by then', () => {
    const open = look(grid, { at: '2007-05-31T23:59:59+08:00' });
    expect(open.findings).toMatchObject([{ code: 'I_PERIOD_OPEN', severity: 'warning' }]);
    expect(open.findings[0]!.message).toMatch(/2007年5月还没有结束.*5月31日/);
    expect(codesOf(look(grid, { at: '2007-06-01T00:00:00+08:00' }))).toEqual([]);
    const { calendar } = aPlan();
    const due = { ...calendar.due, monthsAfter: 0, dayOfMonth: 25 } as const;
    const early = aPlan({ calendar: { ...calendar, due } });
    expect(codesOf(look(grid, { plan: early, at: '2007-05-24T09:00:00+08:00' }))).toEqual([]);
  });

  it('keeps sample and real apart, even when only the visible mark is left', () => {
    expect(codesOf(look(sample))).toEqual(['I_SAMPLE']);
    expect(codesOf(look(stripped(sample)))).toContain('I_SAMPLE');
    expect(codesOf(look(grid, { mark: '示例数据' }))).toEqual(['I_REAL']);
    expect(codesOf(look(sample, { mark: '示例数据' }))).toEqual([]);
  });

  it('notes a form made from an earlier plan', () => {
    const identity = look(grid, { plan: aPlan({ version: 'b'.repeat(64) }) });
    expect(codesOf(identity)).toEqual(['I_PLAN_CHANGED']);
    expect(identity.findings[0]!.severity).toBe('note');
  });

  it('refuses two filled sheets in one workbook', () => {
    const twice = { ...grid, sheets: [...grid.sheets, { ...grid.sheets[0]!, name: '4月' }] };
    expect(codesOf(look(twice))).toEqual(['I_TWO_PAGES']);
  });

  it('does not take a sheet that is hidden for the one that is meant', () => {
    const hidden = {
      ...grid,
      sheets: [{ ...grid.sheets[0]!, name: '旧', hidden: true }, ...grid.sheets],
    };
    expect(codesOf(look(hidden))).toEqual([]);
  });

  it('finds the rows after the sheet was renamed', () => {
    const sheets = grid.sheets.map((entry, i) => (i === 0 ? { ...entry, name: 'Sheet1' } : entry));
    const renamed = { ...grid, sheets };
    const context = { plan: aPlan(), history: [], at: moment('2007-06-02T09:00:00+08:00') };
    const judged = checkSubmission(renamed, look(renamed), { ...context, fileName: 'x.xlsx' });
    expect(judged.submission?.entries[0]).toMatchObject({ sheet: 'Sheet1', state: 'reported' });
  });

  it('names the unit that a visible head calls by a name nobody has', () => {
    const identity = look(put(stripped(grid), 'B2', '某某区'));
    expect(codesOf(identity)).toEqual(['I_UNIT_UNKNOWN']);
    expect(identity.findings[0]!.message).toContain('某某区');
  });
});
