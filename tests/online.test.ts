/** Units that report in online sheets: what is taken, when, as whose word, and what happens while Google fails. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOCK_JOBS } from '../src/clock/clock-jobs.ts';
import { collectAll } from '../src/line/collecting.ts';
import { standings } from '../src/line/pipeline.ts';
import type { Collected } from '../src/line/receiving.ts';
import type { CellGrid } from '../src/model/cell-grid.ts';
import { isTokenLine } from '../src/model/form.ts';
import type { GoogleSource } from '../src/model/google.ts';
import { parsePeriod } from '../src/model/period.ts';
import type { Plan } from '../src/model/plan.ts';
import type { World } from '../src/model/world.ts';
import type { Typing } from './build/filling.ts';
import { ERRORS } from './build/google/errors.ts';
import type { FakeGoogle, Mishap } from './build/google/fake.ts';
import { anOnlineSheet } from './build/google/online.ts';
import { sharedGoogle } from './build/google/shared.ts';
import { aGooglePlan, aPace, opener, putKey } from './build/google/way.ts';
import { aPlan } from './build/plan.ts';
import { sharedReader } from './build/reader.ts';
import { COMPLETE, workbookOf } from './build/sending.ts';
import { aWorld, moment, type TestWorld } from './build/world.ts';

const MAY = parsePeriod('2007-05')!;
const UNITS = ['weicheng', 'hanting', 'shouguang'];

const google = sharedGoogle();
let fake: FakeGoogle;
let home: TestWorld;
let world: World;
let plan: Plan;

beforeEach(async () => {
  fake = google();
  home = await aWorld();
  const data = join(home.folder, 'data');
  putKey(data, 'service', fake.key);
  world = { ...home.world, google: opener(data, aPace(500)) };
  plan = planWith(UNITS.map((unit) => ({ unit, spreadsheet: unit, folder: '' })));
  fake.state.isRevoked = false;
});
afterEach(async () => {
  await home.end();
});

function planWith(sources: readonly GoogleSource[]): Plan {
  return aPlan({ google: aGooglePlan({ sources }) });
}

/** Has a unit's sheet hold its form, filled. */
async function fill(
  unit: string,
  typing: Typing = COMPLETE,
  over: Readonly<{ of?: string; submitted?: boolean | null }> = {},
): Promise<void> {
  const { of = unit, submitted = true } = over;
  const grid = (await sharedReader.read(await workbookOf(of, typing), 'r.xlsx')).value!;
  fake.sheets.set(unit, anOnlineSheet(grid, { id: unit, title: `${unit}在线表`, submitted }));
}

function withFigure(value: string | number): Typing {
  return { ...COMPLETE, figures: { ...COMPLETE.figures, RC01: value } };
}

function outcomes({ receipts }: Collected): readonly string[] {
  return receipts.map(({ outcome, unit, fileName }) => `${outcome} ${unit ?? '-'} ${fileName}`);
}

function codes({ findings }: Collected): readonly string[] {
  return findings.map(({ code }) => code);
}

function befall(path: string, ...mishaps: readonly Mishap[]): void {
  fake.mishaps.push(...mishaps.map((mishap) => ({ path, mishap })));
}

const go = (): Promise<Collected> => collectAll(plan, world);

async function figure(unit: string): Promise<string | null | undefined> {
  const { entries = [] } =
    (await world.ledger.inMonth(MAY as never)).find((one) => one.unit === unit) ?? {};
  const entry = entries.find(({ item }) => item === 'RC01');
  return entry?.kind === 'figure' ? entry.value : undefined;
}

describe('an online sheet', () => {
  it('gives what its workbook gives, by the same check, in one read', async () => {
    await fill('weicheng');
    await fill('hanting', withFigure('很多'));
    await fill('shouguang', COMPLETE, { submitted: false });
    const round = await go();
    expect(outcomes(round)).toEqual([
      'accepted weicheng weicheng在线表',
      'returned hanting hanting在线表',
    ]);
    expect(round.isDown).toBe(false);
    expect(codes(round)).toEqual(['G_UNTICKED']);
    expect(round.findings[0]!.message).toContain('寿光市');
    expect(fake.asked.filter((one) => one.startsWith('GET'))).toHaveLength(3);
    const bytes = await workbookOf('hanting', withFigure('很多'));
    const file = await sharedReader.read(bytes, 'r.xlsx');
    const kept = await world.ledger.original(round.receipts[1]!.sha256);
    const online = await sharedReader.read(kept!, 'hanting在线表');
    expect(online.value!.sheets).toEqual(file.value!.sheets);
    await home.drop('r.xlsx', bytes);
    const [, again] = [round.receipts[1]!, (await go()).receipts[0]!];
    const told = round.receipts[1]!.findings.map(({ place, ...rest }) => ({
      ...rest,
      cell: place.cell,
    }));
    expect(told).toEqual(
      again.findings.map(({ place, ...rest }) => ({ ...rest, cell: place.cell })),
    );
    expect((await home.receiptTexts())[1]).not.toContain('批注版');
  });

  it('that did not change is not taken again, and lays nothing down', async () => {
    await fill('weicheng');
    await fill('hanting', withFigure('很多'));
    fake.sheets.set('shouguang', fake.sheets.get('weicheng')!);
    await fill('shouguang');
    await go();
    const count = await world.ledger.arrivalCount();
    expect((await go()).receipts).toEqual([]);
    expect(await world.ledger.arrivalCount()).toBe(count);
  });

  it('that was changed after it was ticked is a new version, back to what it was too', async () => {
    await fill('weicheng', withFigure(12));
    await fill('hanting');
    await fill('shouguang');
    await go();
    await fill('weicheng', withFigure(13));
    const second = await go();
    expect(outcomes(second)).toEqual(['accepted weicheng weicheng在线表']);
    expect(second.receipts[0]!.supersedes).toBe(1);
    expect(await figure('weicheng')).toBe('13');
    await fill('weicheng', { ...withFigure(12) });
    expect((await go()).receipts).toHaveLength(1);
    expect(await figure('weicheng')).toBe('12');
    await fill('weicheng', withFigure(14), { submitted: false });
    expect((await go()).receipts).toEqual([]);
    expect(await figure('weicheng')).toBe('12');
  });

  it('that was returned is looked at anew when the plan has changed, what was accepted is not', async () => {
    plan = planWith([
      { unit: 'weicheng', spreadsheet: 'weicheng', folder: '' },
      { unit: 'hanting', spreadsheet: 'hanting', folder: '' },
    ]);
    await fill('weicheng', withFigure('很多'));
    await fill('hanting');
    expect((await go()).receipts).toHaveLength(2);
    plan = { ...plan, version: 'b'.repeat(64) };
    expect(outcomes(await go())).toEqual(['returned weicheng weicheng在线表']);
    expect((await go()).receipts).toEqual([]);
  });

  it('holds only its own unit’s word', async () => {
    plan = planWith([{ unit: 'weicheng', spreadsheet: 'weicheng', folder: '' }]);
    await fill('weicheng', COMPLETE, { of: 'hanting' });
    const { receipts } = await go();
    expect(receipts.map(({ outcome, unit }) => [outcome, unit])).toEqual([['returned', null]]);
    expect(receipts[0]!.findings[0]!.code).toBe('G_OTHER_UNIT');
    expect(await figure('hanting')).toBeUndefined();
  });

  it('that lost its mark is known by its head where its place is registered for that unit', async () => {
    const { sheets } = (await sharedReader.read(await workbookOf('hanting', COMPLETE), 'r.xlsx'))
      .value!;
    const [first] = sheets;
    const cells = first!.cells.filter(({ text }) => !isTokenLine(text));
    const grid: CellGrid = { format: 'online', keywords: '', sheets: [{ ...first!, cells }] };
    const given = { title: '在线表', submitted: true };
    for (const id of ['hanting', 'weicheng']) {
      fake.sheets.set(id, anOnlineSheet(grid, { ...given, id }));
    }
    const { receipts } = await go();
    const told = receipts.map(({ outcome, unit, findings }) => [outcome, unit, findings[0]!.code]);
    expect(told).toEqual([
      ['returned', null, 'G_OTHER_UNIT'],
      ['accepted', 'hanting', 'I_LOST_VOUCHED'],
    ]);
  });

  it('without a box is told of', async () => {
    plan = planWith([{ unit: 'weicheng', spreadsheet: 'weicheng', folder: '' }]);
    await fill('weicheng', COMPLETE, { submitted: null });
    const round = await go();
    expect(round.receipts).toEqual([]);
    expect(codes(round)).toEqual(['G_NO_BOX']);
  });

  it('comes to the same after a crash between record and receipt', async () => {
    plan = planWith([{ unit: 'weicheng', spreadsheet: 'weicheng', folder: '' }]);
    await fill('weicheng');
    const settle = (): Promise<never> => Promise.reject(new Error('crash'));
    const crashing = { ...world, inbox: { ...world.inbox, settle } };
    await expect(collectAll(plan, crashing)).rejects.toThrow('crash');
    expect(await world.ledger.arrivalCount()).toBe(1);
    expect(outcomes(await go())).toEqual(['accepted weicheng weicheng在线表']);
    expect(await home.receiptTexts()).toHaveLength(1);
    expect(await world.ledger.arrivalCount()).toBe(1);
    expect((await go()).receipts).toEqual([]);
  });
});

it('a formula beside the form that comes to something else makes no other version', async () => {
  const scratch = (now: number) => ({
    properties: { sheetId: 77, title: '草稿' },
    data: [
      {
        rowData: [
          {
            values: [
              {
                userEnteredValue: { formulaValue: '=NOW()' },
                effectiveValue: { numberValue: now },
              },
            ],
          },
        ],
      },
    ],
  });
  plan = planWith([{ unit: 'weicheng', spreadsheet: 'weicheng', folder: '' }]);
  await fill('weicheng');
  const { sheets } = fake.sheets.get('weicheng')!;
  sheets!.push(scratch(1));
  expect((await go()).receipts).toHaveLength(1);
  sheets!.splice(-1, 1, scratch(2));
  expect((await go()).receipts).toEqual([]);
});

describe('a folder', () => {
  const folder = 'folder-weicheng';

  beforeEach(() => {
    plan = planWith([{ unit: 'weicheng', spreadsheet: '', folder }]);
  });

  it('gives its files and sheets as its unit’s, each once', async () => {
    const bytes = await workbookOf('weicheng', withFigure('很多'));
    fake.files.push({ id: 'f1', name: '五月.xlsx', folder, bytes });
    expect(outcomes(await go())).toEqual(['returned weicheng 五月.xlsx']);
    fake.files.push(
      { id: 'f2', name: '五月改.et', folder, bytes: await workbookOf('weicheng', COMPLETE) },
      { id: 'f3', name: '别人的.xlsx', folder, bytes: await workbookOf('hanting', COMPLETE) },
      { id: 'f4', name: '坏的.xlsx', folder, bytes: bytes.subarray(0, 3000) },
      { id: 'f5', name: '大的.xlsx', folder, bytes: new Uint8Array(6 * 1024 * 1024) },
      { id: 'weicheng', name: '在线', folder, mimeType: 'application/vnd.google-apps.spreadsheet' },
    );
    await fill('weicheng', withFigure(13));
    const second = await go();
    expect(outcomes(second)).toEqual([
      'accepted weicheng 五月改.et',
      'returned - 别人的.xlsx',
      'returned - 坏的.xlsx',
      'accepted weicheng weicheng在线表',
    ]);
    expect(codes(second)).toEqual(['G_BIG']);
    fake.asked.splice(0);
    expect((await go()).receipts).toEqual([]);
    expect(fake.asked.filter((one) => /files\/f\d/.test(one))).toEqual([]);
  });

  it('gives its files as of when the round began, however long others take before it', async () => {
    const moments = [0, 0, 5, 9].map((second) =>
      moment(`2007-06-04T17:00:0${String(second)}+08:00`),
    );
    world = { ...world, now: () => (moments.length > 1 ? moments.shift()! : moments[0]!) };
    const bytes = await workbookOf('weicheng', COMPLETE);
    fake.files.push({ id: 'f1', name: '五月.xlsx', folder, bytes });
    const { receipts } = await go();
    expect(receipts).toMatchObject([{ arrivedAt: '2007-06-04T17:00:00+08:00' }]);
    expect((await home.receiptTexts())[0]).not.toContain('迟报');
  });

  it('in which two things cannot be read keeps no other unit waiting', async () => {
    plan = planWith([
      { unit: 'weicheng', spreadsheet: '', folder },
      { unit: 'hanting', spreadsheet: 'hanting', folder: '' },
      { unit: 'shouguang', spreadsheet: 'shouguang', folder: '' },
    ]);
    const mimeType = 'application/vnd.google-apps.spreadsheet';
    for (const id of ['slow-1', 'slow-2', 'slow-3']) {
      fake.files.push({ id, name: id, folder, mimeType });
      befall(`spreadsheets/${id}`, ...Array<Mishap>(20).fill(ERRORS.unavailable));
    }
    await fill('hanting');
    await fill('shouguang');
    const round = await go();
    expect(round.receipts.map(({ unit }) => unit)).toEqual(['hanting', 'shouguang']);
    expect(round.isDown).toBe(true);
    expect(codes(round)).toEqual(['G_UNREAD', 'G_UNREAD']);
  });

  it('gives a file that was replaced as a new one', async () => {
    const put = async (value: number): Promise<void> => {
      const bytes = await workbookOf('weicheng', withFigure(value));
      fake.files.splice(0, 1, { id: 'f1', name: '五月.xlsx', folder, bytes });
    };
    await put(12);
    await go();
    await put(13);
    expect((await go()).receipts[0]).toMatchObject({ outcome: 'accepted', supersedes: 1 });
  });
});

describe('while Google fails', () => {
  beforeEach(async () => {
    for (const unit of UNITS) await fill(unit);
  });

  it.each<[string, Mishap]>([
    ['is not shared', ERRORS.notShared],
    ['is gone', ERRORS.sheetNotFound],
    ['is refused', ERRORS.invalid('?')],
  ])('a sheet that %s keeps no other unit waiting, and is 取数失败', async (_, mishap) => {
    befall('spreadsheets/weicheng', mishap);
    const round = await go();
    expect(round.receipts.map(({ unit }) => unit)).toEqual(['hanting', 'shouguang']);
    expect(round.isDown).toBe(true);
    expect(codes(round)).toEqual(['G_UNREAD']);
    expect(round.findings[0]!.message).toContain('潍城区');
    expect((await go()).receipts.map(({ unit }) => unit)).toEqual(['weicheng']);
  });

  it('one that hangs keeps no other waiting', async () => {
    befall('spreadsheets/hanting', ...Array<Mishap>(20).fill('hang'));
    const round = await go();
    expect(round.receipts.map(({ unit }) => unit)).toEqual(['weicheng', 'shouguang']);
    expect(codes(round)).toEqual(['G_UNREAD']);
  }, 30_000);

  it('all of it is told once, and not tried for ever', async () => {
    befall('/v4/', ...Array<Mishap>(60).fill(ERRORS.unavailable));
    const round = await go();
    expect(round.receipts).toEqual([]);
    expect(codes(round)).toEqual(['G_UNREAD', 'G_UNREAD', 'G_REST']);
    expect(round.findings[2]!.message).toContain('寿光市');
    expect(round.isDown).toBe(true);
  });

  it('an authorisation that is gone is told once, and the inbox goes on', async () => {
    fake.state.isRevoked = true;
    await home.drop('r.xlsx', await workbookOf('hanting', COMPLETE));
    const round = await go();
    expect(outcomes(round)).toEqual(['accepted hanting r.xlsx']);
    expect(codes(round)).toEqual(['G_DOWN']);
    expect(round.findings[0]!.hint).toContain('google login');
    expect(round.isDown).toBe(true);
  });

  it('the clock reminds nobody, and the state of a unit is not touched by it', async () => {
    fake.state.isRevoked = true;
    home.setNow('2007-06-05T09:00:00+08:00');
    const clockWorld = { ...world, run: 'run', home: home.folder, environment: {} };
    await expect(CLOCK_JOBS.remind(MAY, plan, clockWorld)).rejects.toMatchObject({
      kind: 'outsideDown',
    });
    expect(await world.ledger.reminders(MAY)).toEqual([]);
    fake.state.isRevoked = false;
    for (const id of UNITS) {
      fake.files.push({ id, name: id, folder: '', modifiedTime: '2007-06-05T00:00:00Z' });
    }
    await go();
    const { reporting } = await standings(MAY, plan, world);
    expect(reporting.reports.filter(({ status }) => status === 'late')).toHaveLength(3);
  });

  it('a key that is lacking is said, and no other source waits', async () => {
    plan = { ...plan, google: { ...plan.google!, kind: 'user' } };
    await home.drop('r.xlsx', await workbookOf('hanting', COMPLETE));
    const round = await go();
    expect(outcomes(round)).toEqual(['accepted hanting r.xlsx']);
    expect(codes(round)).toEqual(['G_DOWN']);
  });
});
