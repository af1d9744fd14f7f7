/** The sample year: published totals to the digit, plausible in every month, and the same every time. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/check/plan.ts';
import { readPlanFiles } from '../../src/intake/plan-files.ts';
import { dayOfMoment } from '../../src/model/day.ts';
import {
  compareFractions,
  decimal,
  decimalText,
  roundFraction,
  sum,
  truncateFraction,
  whole,
  type Decimal,
} from '../../src/model/decimal.ts';
import type { Filling, Typed } from '../../src/model/filling.ts';
import { formSheetOf, itemsOf, unitsOwing, type FigureItem } from '../../src/model/form.ts';
import { readFigure, type FigureReading } from '../../src/model/numeral.ts';
import { addMonths, monthIn, monthOf, type Month } from '../../src/model/period.ts';
import type { Plan } from '../../src/model/plan.ts';
import { workingCalendar } from '../../src/model/working-calendar.ts';
import { sampleEvents, type SampleEvent } from '../../src/sample/sample.ts';
import { aPlan } from '../build/plan.ts';

const plan = await shippedPlan();
const events = sampleEvents(plan);
type Filled = Extract<SampleEvent, { filling: Filling }>;
const filled = events.filter((event): event is Filled => 'filling' in event);
/** What is accepted in the end, by `unit-2007-05`: the last file of the unit and month. */
const final = new Map(filled.map((event) => [`${event.unit}-${event.period}`, event]));
const MONTHS = Array.from({ length: 17 }, (_, i) => addMonths(monthIn(2006, 1), i));

async function shippedPlan(): Promise<Plan> {
  const { value, findings } = checkPlan(
    await readPlanFiles(join(import.meta.dirname, '../../config')),
  );
  if (value === null) throw new Error(JSON.stringify(findings));
  return value;
}

function read(typed: Typed | undefined, item: FigureItem): FigureReading {
  const cell =
    typed === undefined
      ? null
      : ({
          row: 1,
          column: 1,
          kind: typeof typed === 'number' ? 'number' : 'text',
          text: String(typed),
        } as const);
  return readFigure(cell, {
    decimals: item.indicator.decimals,
    unitOfMeasure: item.unitOfMeasure,
    max: null,
    approximate: item.indicator.approximate,
  });
}

/** Every figure cell of the forms accepted in the end. */
function* readings(): Generator<{ event: Filled; item: FigureItem; reading: FigureReading }> {
  for (const event of final.values()) {
    const unit = plan.units.find((entry) => entry.id === event.unit)!;
    for (const item of itemsOf(formSheetOf(plan, unit, event.period)!)) {
      if (item.kind !== 'figure') continue;
      yield { event, item, reading: read(event.filling.figures.get(item.item)?.value, item) };
    }
  }
}

const all = [...readings()];
const values = new Map(
  all.map(({ event, item, reading }) => [
    `${item.item}|${event.unit}|${event.period}`,
    reading.value,
  ]),
);

function value(item: string, unit: string, month: string): Decimal | null {
  return values.get(`${item}|${unit}|${month}`) ?? null;
}

function total(item: string, month: string): Decimal {
  const ends = all.filter((one) => one.item.item === item && one.event.period === month);
  return sum(ends.flatMap(({ reading }) => (reading.value === null ? [] : [reading.value])));
}

function totalText(item: string, month = '2006-12'): string {
  return decimalText(total(item, month));
}

describe('2006', () => {
  it.each([
    ['RS01', '11'],
    ['RS02', '30'],
    ['RS03', '191'],
    ['PX01', '128000'],
    ['PX02', '1880'],
    ['PX03', '45000'],
    ['PX04', '3'],
    ['RC01', '579'],
    ['RC02', '31'],
    ['RC03', '417'],
    ['RC04', '1'],
    ['RC05', '12'],
    ['RC06', '216'],
    ['JC01', '4929'],
    ['JC03', '9982'],
    ['YC01', '413'],
    ['YC02', '8523'],
  ])('%s comes to the published %s', (code, published) => {
    expect(totalText(code)).toBe(published);
  });

  it('gives the two that are only bounds as floors with a bound', () => {
    const floor = (code: string, step: number): string =>
      truncateFraction({ n: total(code, '2006-12'), d: decimal(String(step)) }, 0);
    expect(floor('YC03', 10_000)).toBe('35');
    expect(floor('YC04', 1_000_000)).toBe('9');
    expect(floor('YC04', 10_000)).toBe('900');
    for (const code of ['YC03', 'YC04']) {
      const bounds = all
        .filter((one) => one.item.item === code && one.event.period === '2006-12')
        .map((one) => one.reading.bound);
      expect(new Set(bounds)).toEqual(new Set([null, 'over']));
    }
  });

  it('has rates that come out as published and not a hair more', () => {
    const rate = (code: string): { n: Decimal; d: Decimal } => ({
      n: total(`${code}-1`, '2006-12'),
      d: total(`${code}-2`, '2006-12'),
    });
    expect(roundFraction(rate('XJ01'), 2, 2)).toBe('99.99');
    expect(compareFractions(rate('XJ01'), whole(decimal('1')))).toBeLessThan(0);
    expect(compareFractions(rate('JC02'), whole(decimal('1')))).toBe(0);
    expect(compareFractions(rate('ZS01'), whole(decimal('1')))).toBe(0);
  });

  it('has amounts of money with decimals in the counties', () => {
    const amounts = plan.units.map((unit) => value('JC01', unit.id, '2006-12'));
    const broken = amounts.filter((amount) => amount !== null && !amount.eq(amount.round(0)));
    expect(broken.length).toBeGreaterThan(6);
  });
});

describe('every month', () => {
  it('is read without a doubt, every cell of it', () => {
    const odd = all.filter(({ reading }) => reading.code.startsWith('E_'));
    expect(odd.map(({ event, item, reading }) => [event.key, item.item, reading.code])).toEqual([]);
  });

  it('never falls but for the one 核减, which says why', () => {
    const falls: unknown[] = [];
    for (const { event, item, reading } of all) {
      if (item.indicator.kind !== 'flow' || item.indicator.asks === 'period') continue;
      const month = event.period;
      const before = monthOf(month) === 1 ? null : lastValue(item.item, event.unit, month);
      if (before !== null && reading.value?.lt(before) === true) {
        falls.push([item.item, event.key, event.filling.figures.get(item.item)?.remark]);
      }
    }
    expect(falls).toEqual([['RC07', 'anqiu-2007-04', expect.stringContaining('核减4人')]]);
  });

  function lastValue(item: string, unit: string, month: Month): Decimal | null {
    for (let at = addMonths(month, -1); at >= `${month.slice(0, 4)}-01`; at = addMonths(at, -1)) {
      const found = value(item, unit, at);
      if (found !== null) return found;
    }
    return null;
  }

  it('keeps every part within its whole', () => {
    for (const { event, item } of all) {
      const { unit, period } = event;
      const get = (code: string): Decimal => value(code, unit, period)!;
      if (item.item === 'RC01') expect(get('RC02').plus(get('RC03')).lte(get('RC01'))).toBe(true);
      if (item.item === 'PX01') expect(get('PX02').lt(get('PX01'))).toBe(true);
      if (item.item === 'PX01') expect(get('PX03').lte(get('PX01'))).toBe(true);
      if (item.role === 'numerator' && value(item.item, unit, period) !== null) {
        const base = get(`${item.indicator.code}-2`);
        expect(base.gt(0) && get(item.item).lte(base)).toBe(true);
      }
    }
  });

  it('has every unit but the two that are missing', () => {
    const owed = MONTHS.flatMap((month) =>
      unitsOwing(plan, month).map((unit) => `${unit.id}-${month}`),
    );
    const absent = owed.filter((key) => !final.has(key));
    expect(absent).toEqual(['changle-2007-03', 'fangzi-2007-05']);
    expect([...final.keys()].filter((key) => !owed.includes(key))).toEqual([]);
  });
});

describe('2007', () => {
  const month = '2007-05';

  it('has units ahead of, on and behind schedule', () => {
    const target = plan.targets.find((entry) => entry.indicator === 'RS03')!;
    const places = [...target.units].flatMap(([unit, goal]) => {
      const done = value('RS03', unit, month);
      return done === null ? [] : [Math.sign(done.times(12).cmp(goal.times(5)))];
    });
    expect(new Set(places)).toEqual(new Set([-1, 0, 1]));
    expect(places.filter((place) => place === 0).length).toBeGreaterThan(1);
  });

  it('has one a hair short of its target, a zero and a 不适用 with its reason', () => {
    const goal = plan.targets
      .find((entry) => entry.indicator === 'JC01')!
      .units.get(plan.units.find((unit) => unit.id === 'shouguang')!.id)!;
    const done = value('JC01', 'shouguang', month)!;
    expect(done.lt(goal)).toBe(true);
    expect(roundFraction({ n: done, d: goal }, 2, 2)).toBe('100.00');
    expect(final.get('kuiwen-2007-05')!.filling.figures.get('RC04')).toEqual({ value: 0 });
    const refused = final.get('hanting-2007-05')!.filling.figures.get('JD01-1');
    expect(refused).toEqual({ value: '不适用', remark: expect.any(String) as string });
  });

  it('has tasks done, late and overdue', () => {
    const doneOn = (task: string): (string | undefined)[] =>
      [...final.values()]
        .filter((event) => event.period === '2007-04' || event.period === '2007-05')
        .flatMap((event) => event.filling.tasks.get(task) ?? [])
        .map((entry) => entry.doneOn);
    expect(doneOn('T01').filter((day) => day !== undefined && day > '2007-02-17').length).toBe(2);
    const open = [...final.values()].filter(
      (event) => event.period === '2007-05' && event.filling.tasks.get('T04')?.status === '推进中',
    );
    expect(open.map((event) => event.unit).toSorted()).toEqual(['anqiu', 'linqu']);
    for (const event of final.values()) {
      for (const [item, task] of event.filling.tasks) {
        const done = task.status === '已完成';
        expect([item, done], event.key).toEqual([item, task.doneOn !== undefined]);
        expect([item, done], event.key).toEqual([item, task.percent === 100]);
      }
    }
  });
});

describe('what happens', () => {
  it('comes in order, each under a key of its own, and re-sends only what came before', () => {
    const keys = events.map((event) => event.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(events.map((event) => event.at)).toEqual(events.map((event) => event.at).toSorted());
    const again = events.filter((event) => 'resends' in event);
    expect(again.map((event) => event.key)).toEqual([
      'kuiwen-2007-02-again',
      'shouguang-2007-05-stale',
    ]);
    for (const event of again) {
      expect(keys.indexOf(event.resends)).toBeLessThan(keys.indexOf(event.key));
      expect(keys.indexOf(event.resends)).not.toBe(-1);
    }
  });

  it('is late exactly where it says so', () => {
    const calendar = workingCalendar(plan.calendar);
    const first = new Map(
      filled.toReversed().map((event) => [`${event.unit}-${event.period}`, event]),
    );
    const late = [...first.values()].flatMap((event) => {
      const due = calendar.due(event.period);
      if (event.at <= due) return [];
      const days = calendar.workingDaysBetween(dayOfMoment(due), dayOfMoment(event.at));
      return [`${event.key} ${String(days)}`];
    });
    expect(late.toSorted()).toEqual([
      'changyi-2007-05 2',
      'fangzi-2007-01 1',
      'gaomi-2006-09 1',
      'hanting-2006-02 1',
    ]);
  });

  it('types what people type', () => {
    const typed = (key: string, item: string): Typed | undefined =>
      final.get(key)?.filling.figures.get(item)?.value;
    expect(typed('changyi-2007-02', 'YC04')).toBe('12.8万');
    expect(decimalText(value('YC04', 'changyi', '2007-02')!)).toBe('128000');
    expect(typed('weicheng-2007-05', 'PX01')).toMatch(/^[０-９]+$/);
    expect(typed('qingzhou-2006-11', 'PX01')).toMatch(/^\d{1,2},\d{3}$/);
    expect(final.get('changle-2007-04')?.fileName).toBe('新建 Microsoft Excel 工作表 (2).xlsx');
    expect(final.get('qingzhou-2007-05')?.fileName).not.toContain('青州');
  });

  it('tells a story of each, names no person and gives no real number', () => {
    const stories = events.flatMap((event) => event.story ?? []).join('\n');
    for (const word of [
      '迟报2个工作日',
      '漏报',
      '退回',
      '更正',
      '重复',
      '全角',
      '12.8万',
      '按内容认出',
    ]) {
      expect(stories).toContain(word);
    }
    for (const { filling } of filled) {
      expect([filling.filler, filling.reviewer]).toEqual(['示例填表人', '示例审核人']);
      expect(filling.phone).toMatch(/^0536-00000\d\d$/);
    }
  });
});

describe('what units write in words', () => {
  const written = [...final.values()].flatMap(({ unit, period, filling }) =>
    [...filling.texts].map(([item, words]) => ({ unit, period, item, words })),
  );

  it('is never the same of two units in a month, nor of one unit in two months', () => {
    for (const one of ['period', 'unit'] as const) {
      const told = written.map((text) => `${text[one]} ${text.item} ${text.words}`);
      const counties = told.filter((_, i) => one === 'period' || written[i]!.unit !== 'shizhi');
      expect(new Set(counties).size).toBe(counties.length);
    }
  });

  it('speaks of the place it comes from and leaves no blank to fill', () => {
    const all = written.map(({ words }) => words).join('\n');
    expect(all).not.toMatch(/[{}]|特色产业|undefined/);
    const of = (unit: string): string =>
      written
        .filter((text) => text.unit === unit)
        .map(({ words }) => words)
        .join('\n');
    expect(of('shouguang')).toContain('蔬菜产业');
    expect(of('kuiwen')).not.toMatch(/乡镇|蔬菜/);
    expect(new Set(written.map(({ words }) => words)).size).toBeGreaterThan(200);
  });

  it('is not longer than the item allows', () => {
    const text = plan.texts.find(({ code }) => code === 'WZ01')!;
    const short = aPlan({ texts: [{ ...text, maxLength: 12, required: true }] });
    for (const event of sampleEvents(short)) {
      if (!('filling' in event)) continue;
      for (const words of event.filling.texts.values()) {
        expect(words.length).toBeGreaterThan(0);
        expect(words.length).toBeLessThanOrEqual(12);
      }
    }
  });
});

describe('the generator', () => {
  it('is the same every time', () => {
    expect(asText(sampleEvents(plan))).toBe(asText(events));
  });

  it('is the same on every machine', () => {
    const digest = createHash('sha256')
      .update(asText(sampleEvents(aPlan())))
      .digest('hex');
    expect(digest).toBe('6cc38752f0efbe5825bafa786b21ea19c4ed87a77cb36373da33d337dcfa199b');
  });

  it('copes with a plan that lacks its units and its indicators', () => {
    expect(sampleEvents(aPlan({ units: [], targets: [] }))).toEqual([]);
    expect(sampleEvents(aPlan({ indicators: [], tasks: [], texts: [] })).length).toBeGreaterThan(
      60,
    );
  });

  function asText(list: readonly SampleEvent[]): string {
    return JSON.stringify(list, (_key, entry: unknown) =>
      entry instanceof Map ? [...(entry as Map<unknown, unknown>)] : entry,
    );
  }
});

describe('days of completion', () => {
  const { calendar } = plan;
  const early = {
    ...calendar.due,
    words: '当月25日17:00',
    monthsAfter: 0,
    dayOfMonth: 25,
  } as const;

  it.each([
    ['as shipped', plan],
    ['due before the month has ended', { ...plan, calendar: { ...calendar, due: early } }],
  ])('never lie after the day of sending: %s', (_, of) => {
    const sent = sampleEvents(of).filter((event): event is Filled => 'filling' in event);
    const later = sent.flatMap(({ key, at, filling }) =>
      [...filling.tasks].flatMap(([item, { doneOn }]) => {
        const day = doneOn?.replace(/(\d+)[.年](\d+)[.月](\d+)日?/, (_all, y, m, d) =>
          [y, String(m).padStart(2, '0'), String(d).padStart(2, '0')].join('-'),
        );
        return day !== undefined && day > dayOfMoment(at) ? [`${key} ${item} ${day}`] : [];
      }),
    );
    expect(later).toEqual([]);
  });
});
