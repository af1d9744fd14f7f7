/** The sample's workbooks before the checker: all are accepted but those that are meant to be returned. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identify } from '../../src/check/identity.ts';
import { checkPlan } from '../../src/check/plan.ts';
import { checkSubmission } from '../../src/check/submission.ts';
import { readPlanFiles } from '../../src/intake/plan-files.ts';
import { readWorkbook } from '../build/reader.ts';
import type { Filling } from '../../src/model/filling.ts';
import { formSheetOf } from '../../src/model/form.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Accepted, Judgement } from '../../src/model/submission.ts';
import { formWorkbook } from '../../src/render/form-workbook.ts';
import { sampleEvents, type SampleEvent } from '../../src/sample/sample.ts';
import { NO_PREFILLS } from '../build/prefills.ts';
import { SAMPLE_SEAL } from '../build/seal.ts';

type Filled = Extract<SampleEvent, { filling: Filling }>;

const plan = await shippedPlan();
/** All that holds a fault or an oddity, and two whole months: the rest is made of the same. */
const events = sampleEvents(plan).filter(
  (event): event is Filled =>
    'filling' in event &&
    (event.story !== undefined || ['2007-04', '2007-05'].includes(event.period)),
);

async function shippedPlan(): Promise<Plan> {
  const { value, findings } = checkPlan(
    await readPlanFiles(join(import.meta.dirname, '../../config')),
  );
  if (value === null) throw new Error(JSON.stringify(findings));
  return value;
}

async function judged(event: Filled, history: readonly Accepted[]): Promise<Judgement> {
  const unit = plan.units.find((entry) => entry.id === event.unit)!;
  const sheet = formSheetOf(plan, unit, event.period)!;
  const due = '2007年6月4日17:00';
  const bytes = await formWorkbook(sheet, {
    seal: SAMPLE_SEAL,
    due,
    filling: event.filling,
    prefills: NO_PREFILLS,
    rules: [],
  });
  const { at, fileName } = event;
  const read = await readWorkbook(bytes, fileName);
  expect(read.value, JSON.stringify(read.findings)).not.toBeNull();
  const identity = identify(read.value!, { plan, seal: SAMPLE_SEAL, at, fileName });
  return checkSubmission(read.value!, identity, { plan, history, at, fileName });
}

function accepted(event: Filled, { submission }: Judgement, id: number): Accepted {
  const { at, fileName } = event;
  const sha256 = createHash('sha256').update(event.key).digest('hex');
  const { period } = event;
  return { ...submission!, period, id, arrivedAt: at, sha256, fileName, firstArrivedAt: at };
}

const verdicts = new Map<string, Judgement>();
const held: Accepted[] = [];
for (const event of events) {
  const history = held.filter(
    (one) =>
      one.unit === event.unit &&
      one.period.slice(0, 4) === event.period.slice(0, 4) &&
      one.period <= event.period,
  );
  const judgement = await judged(event, history);
  verdicts.set(event.key, judgement);
  if (judgement.submission !== null) held.push(accepted(event, judgement, held.length + 1));
}

function codes(key: string): readonly string[] {
  return verdicts.get(key)!.findings.map((finding) => finding.code);
}

describe('the sample’s workbooks', () => {
  it('are known by what is in them, whatever their names', () => {
    for (const event of events) {
      const { unit, period } = verdicts.get(event.key)!;
      expect([event.key, unit, period]).toEqual([event.key, event.unit, event.period]);
    }
  });

  it('are accepted but for the four that are meant to be returned', () => {
    const returned = [...verdicts].filter(([, { submission }]) => submission === null);
    expect(returned.map(([key]) => key)).toEqual([
      'anqiu-2006-06-faulty',
      'linqu-2007-02-faulty',
      'linqu-2007-04-faulty',
      'zhucheng-2007-05-faulty',
    ]);
    for (const [key, { findings }] of returned) {
      const errors = findings.filter((finding) => finding.severity === 'error');
      expect(errors.length, key).toBeGreaterThan(0);
      expect(errors.every((finding) => finding.place.cell !== undefined)).toBe(true);
    }
  });

  it('have nothing to be asked about in an ordinary month', () => {
    const asked = events.flatMap((event) => {
      const { findings } = verdicts.get(event.key)!;
      const warnings = findings.filter((finding) => finding.severity === 'warning');
      return event.story === undefined && warnings.length > 0
        ? [[event.key, ...warnings.map(({ code, item }) => `${code} ${item ?? ''}`)]]
        : [];
    });
    expect(asked).toEqual([]);
  });

  it('are read as typed: full width, 12.8万, days written as words', () => {
    const cell = (key: string, item: string): unknown =>
      verdicts.get(key)!.cells.find((one) => one.item === item);
    expect(cell('changyi-2007-02', 'YC04')).toMatchObject({ typed: '12.8万', value: '128000' });
    expect(codes('weicheng-2007-05')).toContain('N_FORM');
    expect(cell('hanting-2007-05', 'JD01-1')).toMatchObject({ state: 'not-applicable' });
    expect(cell('linqu-2007-04-faulty', 'RC05')).toMatchObject({ state: 'blank', value: null });
    expect(cell('kuiwen-2007-05', 'RC04')).toMatchObject({ state: 'confirmed-zero', value: '0' });
  });
});
