/** Edits of a rightly filled form, as clerks and programs make them: the same values, the edited one, or a finding at its place. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Judgement } from '../../src/model/submission.ts';
import { check } from '../../src/line/judging.ts';
import { FILLING, PLAN, SHEET } from '../build/distinct-form.ts';
import { bytesOf } from '../build/form.ts';
import { differing, reportedIn, type Reported } from '../build/reported.ts';
import { aWorld, moment, type TestWorld } from '../build/world.ts';
import { diceFor } from '../soak/dice.ts';
import { CARRIERS } from './carriers.ts';
import { CELLS } from './cells.ts';
import type { Kind } from './edit.ts';
import { expected, type Meaning } from './meaning.ts';
import { SAVED } from './saved.ts';
import { COLUMNS, ROWS, SHEETS } from './structure.ts';
import { LOOKS, PACKED, XML } from './written.ts';

const FAMILIES: Readonly<Record<string, readonly Kind[]>> = {
  rows: ROWS,
  columns: COLUMNS,
  sheets: SHEETS,
  'what says whose form it is': CARRIERS,
  'single cells': CELLS,
  'the same in other XML': XML,
  'looks and settings': LOOKS,
  'the same in another zip': PACKED,
  'other formats': SAVED,
};

const form = await bytesOf(SHEET, FILLING);
let here: TestWorld;
let sound: Reported;

beforeAll(async () => {
  // The library that saves workbooks speaks of formats that it does not know.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  here = await aWorld();
  sound = reportedIn((await judged(form)).submission!);
});

afterAll(async () => {
  vi.restoreAllMocks();
  await here.end();
});

function judged(bytes: Uint8Array): Promise<Judgement> {
  const at = moment('2007-06-02T09:00:00+08:00');
  return check({ bytes, fileName: '寒亭区5月.xlsx', at }, PLAN, here.world);
}

/** The judgement beside what the edit means; equal when all is well. */
function shown({ submission, findings }: Judgement, means: Meaning): readonly [unknown, unknown] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const told = errors.map(({ code, place }) => `${code} ${place.cell ?? ''}`).join();
  if ('refused' in means) {
    const met = errors.filter(
      ({ code, place }) =>
        means.refused.includes(code) && (means.at === undefined || place.cell === means.at),
    );
    const isMet = submission === null && met.length > 0;
    return [isMet ? 'refused' : submission === null ? told : 'accepted', 'refused'];
  }
  if ('sameOr' in means && submission === null) {
    return [errors.every(({ code }) => means.sameOr.includes(code)) ? 'refused' : told, 'refused'];
  }
  const wanted = expected(sound, 'reads' in means ? means.reads : {});
  const read = submission === null ? told : Object.fromEntries(reportedIn(submission));
  const named =
    'told' in means ? findings.some(({ message }) => message.includes(means.told!)) : true;
  return [
    { read, named },
    { read: Object.fromEntries(wanted), named: true },
  ];
}

describe.each(Object.entries(FAMILIES))('%s', (_, kinds) => {
  const edits = kinds.flatMap(({ kind, variants, edit }) =>
    Array.from({ length: variants }, (_nothing, variant) => ({ kind, variant, edit })),
  );
  it.each(edits)('$kind ($variant)', async ({ kind, variant, edit }) => {
    const { bytes, means } = edit(form, diceFor(`${kind}/${String(variant)}`), variant);
    const [got, wanted] = shown(await judged(bytes), means);
    expect(got).toEqual(wanted);
  });
});

describe('the edits', () => {
  it('are two hundred at the least', () => {
    const all = Object.values(FAMILIES).flat();
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(all.length);
    expect(all.reduce((sum, { variants }) => sum + variants, 0)).toBeGreaterThanOrEqual(200);
  });

  it('meet an oracle that sees a changed value', () => {
    const other = expected(sound, { RC01: ([state, , ...rest]) => [state, '138', ...rest] });
    expect(differing(sound, other)).toEqual(['RC01']);
  });
});
