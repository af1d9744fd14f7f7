/** Scoreboards of any forms: any of them missing, with any figures in them. */
import fc from 'fast-check';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { decimal } from '../../src/model/decimal.ts';
import { addMonths, monthIn } from '../../src/model/period.ts';
import type { Accepted } from '../../src/model/submission.ts';
import { aPlan, aTarget, unitId } from './plan.ts';
import { aMoment, anAccepted, aSnapshot, type CellSpec } from './snapshot.ts';

export const UNITS = ['weicheng', 'hanting', 'shouguang'] as const;
export const AS_OF = aMoment('2007-06-08T09:00');

export const PLAN = aPlan({
  targets: ['RC01', 'RC06', 'JC01', 'JC02'].map((code) =>
    aTarget(code, { units: new Map(UNITS.map((unit) => [unitId(unit), decimal('90')])) }),
  ),
});

const cell: fc.Arbitrary<CellSpec> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -50, max: 2000 }).map(String) },
  fc.constantFrom<CellSpec>('零报告', '不适用', '未填', { value: '35', bound: 'over' }),
);

export const ITEMS = ['RC01', 'RC02', 'RC06', 'JC01', 'JC02-1', 'JC02-2', 'YC03'] as const;

const form = fc.record(Object.fromEntries(ITEMS.map((item) => [item, cell])));

/** Forms of some months of 2006 and 2007, any of them missing. */
export const submissions: fc.Arbitrary<Accepted[]> = fc
  .uniqueArray(
    fc.record({
      unit: fc.constantFrom(...UNITS),
      at: fc.integer({ min: 0, max: 16 }),
      cells: form,
    }),
    { selector: ({ unit, at }) => `${unit} ${String(at)}`, maxLength: 51 },
  )
  .map((forms) =>
    forms.map(({ unit, at, cells }, index) =>
      anAccepted(unit, addMonths(monthIn(2006, 1), at), cells, { id: index + 1 }),
    ),
  );

export const period = fc.constantFrom(
  '2007-01',
  '2007-02',
  '2007-05',
  '2007-Q1',
  '2006-H2',
  '2006',
);

export function boardWith(held: readonly Accepted[], of: string): ReturnType<typeof aggregate> {
  return aggregate({ ...aSnapshot(of).build(), submissions: held }, PLAN, AS_OF);
}
