/** Bulletins of three lengths, made of the same parts: words, figures, tables and a chart; and units' sheets. */
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { unitBoard } from '../../src/aggregate/unit-board.ts';
import { composeSlip } from '../../src/compose/slip.ts';
import type { Block, Bulletin } from '../../src/model/bulletin.ts';
import type { Day } from '../../src/model/day.ts';
import { monthIn } from '../../src/model/period.ts';
import type { OrgUnitId } from '../../src/model/plan.ts';
import { openPlan } from '../../src/outside.ts';
import { aBulletin } from '../../tests/build/bulletin.ts';
import { aMoment, aSnapshot } from '../../tests/build/snapshot.ts';
import { typedBy } from '../../tests/build/typed-by.ts';

const MAY = monthIn(2007, 5);
const DATES = { issuedOn: '2007-06-08' as Day, printedOn: '2007-06-08' as Day, number: null };

export const LENGTHS = { short: 4, medium: 11, long: 100 } as const;
export type Length = keyof typeof LENGTHS;

/** How often the body stands in each, so that it comes near so many pages. */
const TIMES: Readonly<Record<Length, number>> = { short: 1, medium: 5, long: 58 };

/** @param number tells one document of a length from another. */
export function bulletinOf(length: Length, number = 0): Bulletin {
  const whole = aBulletin();
  const { body } = whole;
  // The long table, or the page on how things are reckoned.
  const annexes = whole.annexes.filter(
    ({ label }) => label === (length === 'short' ? '附件3' : '附件1'),
  );
  const repeated = Array.from({ length: TIMES[length] }, (_, i) => again(body, number * 1000 + i));
  return {
    ...whole,
    title: `${whole.title}（${String(LENGTHS[length])}页之${String(number + 1)}）`,
    body: repeated.flat(),
    annexes: annexes.map((annex) => ({ ...annex, label: '附件' })),
    attachments: annexes.map(({ title }) => title),
  };
}

/** The same blocks with ids of their own: a bulletin prints each figure once. */
function again(blocks: readonly Block[], times: number): readonly Block[] {
  return blocks.map((block) => {
    if (block.type !== 'paragraph') return block;
    const runs = block.runs.map((run) =>
      run.figure === null
        ? run
        : { words: null, figure: { ...run.figure, id: `${run.figure.id}:${String(times)}` } },
    );
    return { ...block, runs };
  });
}

/** Sheets of May of the shipped plan in that folder; where more are asked for than it has units, each comes again. */
export async function slipsOf(folder: string, count: number): Promise<readonly Bulletin[]> {
  const { value: plan } = await openPlan(folder);
  if (plan === null) throw new Error('the shipped plan has faults');
  const snapshot = aSnapshot(MAY);
  plan.units.forEach(({ id, reports }, at) => {
    if (reports !== 'county') return;
    for (const month of [1, 2, 3, 4, 5]) {
      snapshot.put(id, monthIn(2007, month), typedBy(plan, (100 + at * 37) * month));
    }
  });
  const held = snapshot.build();
  const board = aggregate(held, plan, aMoment('2007-06-08T09:00'));
  const april = { ...held, period: monthIn(2007, 4) };
  const before = aggregate(april, plan, aMoment('2007-05-08T09:00'));
  return Array.from({ length: count }, (_, n) => {
    const unit = board.units[n % board.units.length]!.id as OrgUnitId;
    return composeSlip(unitBoard({ board, before, plan, unit }), plan, DATES);
  });
}
