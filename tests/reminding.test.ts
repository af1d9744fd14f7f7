/** Reminding through the whole line: who is written to, what is said, and that a step is given once. */
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formBytes } from '../src/line/issuing.ts';
import { lastEvent } from '../src/model/delivery.ts';
import { deliver, type Delivered } from '../src/signature/delivering.ts';
import type { Day } from '../src/model/day.ts';
import { formSheetOf } from '../src/model/form.ts';
import type { Month } from '../src/model/period.ts';
import type { Plan } from '../src/model/plan.ts';
import { collect } from '../src/line/pipeline.ts';
import { remind, type Only, type Reminded } from '../src/line/reminding.ts';
import { aFilling } from './build/filling.ts';
import { aDeliveryPlan, aPlan, aUnit, unitId } from './build/plan.ts';
import { NO_PREFILLS } from './build/prefills.ts';
import { SEAL } from './build/seal.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const MAY = '2007-05' as Month;
const base = aPlan();
const NAMES = { weicheng: '潍城区', hanting: '寒亭区', shouguang: '寿光市' } as const;
const PLAN: Plan = aPlan({
  indicators: base.indicators.filter(({ code }) => code === 'RC06'),
  tasks: [],
  texts: [],
  units: Object.entries(NAMES).map(([id, name], i) =>
    aUnit(id, name, { contact: { role: '填表人', phone: `0536-000000${String(i)}` } }),
  ),
  office: { ...base.office, contact: { role: '综合科', phone: '0536-9000000' } },
});
const EXTENDED: Plan = {
  ...PLAN,
  calendar: {
    ...PLAN.calendar,
    extensions: [
      {
        unit: unitId('shouguang'),
        period: MAY,
        until: { day: '2007-06-06' as Day, time: null },
        reason: '汛期',
        approver: '部务会议',
      },
    ],
  },
};

let here: TestWorld;

beforeEach(async () => {
  here = await aWorld();
});

afterEach(() => here.end());

async function send(unit: keyof typeof NAMES, people: string, at: string): Promise<void> {
  here.setNow(`${at}:00+08:00`);
  const sheet = formSheetOf(
    PLAN,
    PLAN.units.find(({ id }) => id === unit)!,
    MAY,
  )!;
  const filling = aFilling({ figures: { RC06: people } });
  const bytes = await formBytes(sheet, PLAN, { seal: SEAL, filling, prefills: NO_PREFILLS });
  await here.drop(`${unit}.xlsx`, bytes);
  await collect(PLAN, here.world);
}

function remindAt(at: string, only: Only = {}, plan = PLAN): Promise<Reminded> {
  here.setNow(`${at}:00+08:00`);
  return remind(MAY, only, plan, here.world);
}

function told({ given }: Reminded): readonly (readonly [string, string, boolean])[] {
  return given.map(({ name, reminder: { step }, isNew }) => [name, step, isNew]);
}

function textOf({ given }: Reminded, unit: keyof typeof NAMES): string {
  return given.find(({ reminder }) => reminder.unit === unit)!.reminder.text;
}

async function filesIn(): Promise<readonly string[]> {
  return (await readdir(join(here.folder, 'data/out/2007-05/催报'))).sort();
}

describe('a step that has come', () => {
  it('is given to each unit that owes, once, with its text, its file and one letter', async () => {
    await send('hanting', '3', '2007-06-01T08:00');
    const first = await remindAt('2007-06-01T09:00');
    expect(told(first)).toEqual([
      ['潍城区', '截止前1个工作日', true],
      ['寿光市', '截止前1个工作日', true],
    ]);
    const names = await filesIn();
    expect(names).toEqual([
      '2007-06-01 0900 截止前1个工作日 催报通知.pdf',
      '2007-06-01 0900 截止前1个工作日 寿光市.txt',
      '2007-06-01 0900 截止前1个工作日 潍城区.txt',
    ]);
    const held = await here.world.ledger.reminders(MAY);
    expect(held).toEqual(first.given.map(({ reminder }) => reminder));
    for (const { text, sha256 } of held) {
      expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));
    }
    expect(first.given.map(({ contact }) => contact?.phone)).toEqual([
      '0536-0000000',
      '0536-0000002',
    ]);
    const again = await remindAt('2007-06-03T12:00');
    expect(told(again).map(([, , isNew]) => isNew)).toEqual([false, false]);
    expect(again.files).toEqual([]);
    expect(await here.world.ledger.reminders(MAY)).toEqual(held);
    expect(await filesIn()).toEqual(names);
  });

  it('is written anew, the same, where files are gone: a crash between ledger and files', async () => {
    const { files } = await remindAt('2007-06-04T09:00');
    const texts = await Promise.all(files.map((path) => readFile(path, 'utf8')));
    await rm(join(here.folder, 'data/out'), { recursive: true });
    const healed = await remindAt('2007-06-04T11:00');
    expect(healed.files).toEqual(files);
    expect(await Promise.all(files.map((path) => readFile(path, 'utf8')))).toEqual(texts);
  });

  it('ends with the accepted report', async () => {
    await remindAt('2007-06-01T09:00');
    for (const unit of ['weicheng', 'hanting', 'shouguang'] as const) {
      await send(unit, '3', '2007-06-04T08:00');
    }
    const none = await remindAt('2007-06-05T09:00');
    expect(none).toMatchObject({ given: [], waiting: [], files: [] });
    expect(await here.world.ledger.reminders(MAY)).toHaveLength(3);
  });

  it('is not made up for once a later one has come', async () => {
    const late = await remindAt('2007-06-05T10:00');
    expect(told(late).map(([, step]) => step)).toEqual(Array(3).fill('逾期1个工作日'));
    const missed = await remindAt('2007-06-05T10:00', { step: '截止当天' });
    expect(missed.given).toEqual([]);
    expect(missed.waiting).toHaveLength(3);
  });

  it('may be asked for by its name and by its unit', async () => {
    const one = await remindAt('2007-06-04T10:00', { step: '截止当天', unit: unitId('hanting') });
    expect(told(one)).toEqual([['寒亭区', '截止当天', true]]);
    expect(await filesIn()).toEqual([
      '2007-06-04 1000 截止当天 催报通知（寒亭区）.pdf',
      '2007-06-04 1000 截止当天 寒亭区.txt',
    ]);
    const all = await remindAt('2007-06-04T11:00');
    expect(told(all)).toEqual([
      ['潍城区', '截止当天', true],
      ['寒亭区', '截止当天', false],
      ['寿光市', '截止当天', true],
    ]);
  });

  it('waits for whoever has more time, and comes for it then', async () => {
    const others = await remindAt('2007-06-04T09:00', { step: '截止当天' }, EXTENDED);
    expect(told(others).map(([name]) => name)).toEqual(['潍城区', '寒亭区']);
    expect(others.waiting.map(({ report, next }) => [report.unit, next?.at.slice(0, 10)])).toEqual([
      ['shouguang', '2007-06-05'],
    ]);
    const own = await remindAt('2007-06-06T09:00', { step: '截止当天' }, EXTENDED);
    expect(told(own)).toEqual([['寿光市', '截止当天', true]]);
    expect(textOf(own, 'shouguang')).toContain(
      '请于今天，即6月6日（星期三）17:00前（已批准延期）用原来的办法报送',
    );
  });

  it('comes again where its due moment is moved', async () => {
    await remindAt('2007-06-04T09:00');
    const moved = await remindAt('2007-06-06T09:00', { unit: unitId('shouguang') }, EXTENDED);
    expect(told(moved)).toEqual([['寿光市', '截止当天', true]]);
  });

  it('is given once by two that remind at the same time', async () => {
    here.setNow('2007-06-04T09:00:00+08:00');
    const both = await Promise.all([1, 2].map(() => remind(MAY, {}, PLAN, here.world)));
    const fresh = both.flatMap(({ given }) => given.filter(({ isNew }) => isNew));
    expect(fresh.map(({ name }) => name).sort()).toEqual(['寒亭区', '寿光市', '潍城区'].sort());
    expect(await here.world.ledger.reminders(MAY)).toHaveLength(3);
  });

  it('is none where the plan has no steps, or none has come', async () => {
    const silent = { ...PLAN, calendar: { ...PLAN.calendar, reminders: [] } };
    expect((await remindAt('2007-06-04T09:00', {}, silent)).given).toEqual([]);
    const early = await remindAt('2007-05-20T09:00');
    expect(early.given).toEqual([]);
    expect(early.waiting.map(({ next }) => next?.step)).toEqual(Array(3).fill('截止前5个工作日'));
  });
});

describe('what is said', () => {
  it.each([
    [
      '2007-05-28T09:00',
      '2007年5月报表（潍组统01表）请在月底以后填报，于6月4日（星期一）17:00前用原来的办法报送。',
    ],
    [
      '2007-06-01T09:00',
      '2007年5月报表（潍组统01表）还没有收到，请于6月4日（星期一）17:00前用原来的办法报送。',
    ],
    [
      '2007-06-04T09:00',
      '2007年5月报表（潍组统01表）还没有收到，请于今天，即6月4日（星期一）17:00前用原来的办法报送。',
    ],
    [
      '2007-06-04T17:01',
      '2007年5月报表（潍组统01表）还没有收到，应于6月4日（星期一）17:00前报送，已过截止时间，请尽快用原来的办法报送。',
    ],
    [
      '2007-06-07T09:00',
      '2007年5月报表（潍组统01表）还没有收到，应于6月4日（星期一）17:00前报送，已逾期3个工作日，请尽快用原来的办法报送。',
    ],
  ])('at %s', async (at, words) => {
    const reminded = await remindAt(at);
    const text = textOf(reminded, 'weicheng');
    expect(text).toBe(
      `【催报】潍城区：${words}有问题请联系综合科，电话0536-9000000。${PLAN.office.issuer}`,
    );
    const [file] = reminded.files;
    expect(await readFile(file!, 'utf8')).toBe(`\ufeff${text}\r\n`);
  });

  it('of a form that came back: that it did, with how many faults, until the next is accepted', async () => {
    await send('weicheng', '见附件', '2007-06-01T08:00');
    const back = await remindAt('2007-06-01T09:00');
    expect(textOf(back, 'weicheng')).toContain(
      '已退回，有1处需要修改，还没有重报，请于6月4日（星期一）17:00前按回执（批注版）改好，用原来的办法再报一次',
    );
    const letter = [...here.pages.values()].at(-1)!;
    expect(letter).toContain('已退回，1处要改');
    expect(letter).toContain('报表已退回的，请按回执和批注版改好后再报');
    const alone = { unit: unitId('weicheng'), step: '截止当天' };
    await remindAt('2007-06-04T09:00', alone);
    const own = [...here.pages.values()].at(-1)!;
    expect(own).toContain('你单位的报表已退回，有1处需要修改，还没有重报');
    expect(own).not.toContain('<table');
    await send('weicheng', '3', '2007-06-04T10:00');
    expect(told(await remindAt('2007-06-04T11:00')).map(([name]) => name)).toEqual([
      '寒亭区',
      '寿光市',
    ]);
  });

  it('in the letter: the units in official order, their due moments and contacts, no number', async () => {
    await remindAt('2007-06-07T09:00', { step: '逾期3个工作日' }, EXTENDED);
    const [letter] = [...here.pages.values()];
    expect(letter).toContain('潍城区、寒亭区：');
    expect(letter).toContain(
      '以下2个单位还没有报送（已逾期3个工作日），请尽快补报，并说明迟报的原因',
    );
    expect(letter).toMatch(/<div class="document-number">\s*<\/div>/);
    const alone = await remindAt('2007-06-07T10:00', { unit: unitId('shouguang') }, EXTENDED);
    expect(alone.files.map((path) => path.split('/').at(-1))).toEqual([
      '2007-06-07 1000 逾期1个工作日 寿光市.txt',
      '2007-06-07 1000 逾期1个工作日 催报通知（寿光市）.pdf',
    ]);
  });
});

describe('a reminder through the channels of its unit', () => {
  const SHARED: Plan = {
    ...PLAN,
    delivery: aDeliveryPlan({
      channels: [{ id: 'gongxiang', name: '共享', kind: 'folder', folder: '共享', allows: [] }],
      units: ['gongxiang'],
      classification: '内部',
    }),
  };

  function deliverAt(at: string): Promise<Delivered> {
    here.setNow(`${at}:00+08:00`);
    return deliver(SHARED, here.world, `run at ${at}`);
  }

  async function outcomes(): Promise<readonly string[]> {
    return (await here.world.ledger.deliveries()).map((delivery) => {
      const { state, code } = lastEvent(delivery);
      return `${delivery.name} ${state} ${code}`.trim();
    });
  }

  it('lies in the folder of each that owes, once, with the very words', async () => {
    await send('hanting', '3', '2007-06-01T08:00');
    const reminded = await remindAt('2007-06-01T09:00', {}, SHARED);
    await remindAt('2007-06-01T09:01', {}, SHARED);
    expect((await deliverAt('2007-06-01T09:05')).done).toHaveLength(2);
    expect((await deliverAt('2007-06-01T09:30')).done).toEqual([]);
    expect(await readdir(join(here.folder, '共享'))).toEqual(['寿光市', '潍城区']);
    const at = join(here.folder, '共享/潍城区/2007-05');
    const [file] = (await readdir(at)).filter((name) => name.endsWith('.txt'));
    expect(file).toBe('2007-06-01 截止前1个工作日 潍城区.txt');
    expect(await readFile(join(at, file!), 'utf8')).toBe(textOf(reminded, 'weicheng'));
  });

  it('does not go out when the report has come meanwhile', async () => {
    await remindAt('2007-06-01T09:00', { unit: unitId('weicheng') }, SHARED);
    await send('weicheng', '3', '2007-06-01T09:02');
    const { findings, waiting } = await deliverAt('2007-06-01T09:05');
    expect([findings, waiting]).toEqual([[], 0]);
    expect(await outcomes()).toEqual(['潍城区 superseded reported']);
    expect(await readdir(here.folder)).not.toContain('共享');
  });

  it('gives way to the next step', async () => {
    const only = { unit: unitId('weicheng') };
    await remindAt('2007-06-01T09:00', only, SHARED);
    await remindAt('2007-06-04T09:00', only, SHARED);
    await deliverAt('2007-06-04T09:05');
    expect(await outcomes()).toEqual(['潍城区 superseded next-step', '潍城区 sent']);
  });
});
