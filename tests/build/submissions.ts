/** Random forms of the small plan's units, for tests of what holds for every snapshot. */
import fc from 'fast-check';
import { addMonths, monthIn } from '../../src/model/period.ts';
import type { Accepted } from '../../src/model/submission.ts';
import { anAccepted, type CellSpec } from './snapshot.ts';

export const UNITS = ['weicheng', 'hanting', 'shouguang'] as const;

const cell: fc.Arbitrary<CellSpec> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -50, max: 2000 }).map(String) },
  fc.constantFrom<CellSpec>('零报告', '不适用', '未填', { value: '35', bound: 'over' }),
);

/** What each form is filled with. */
export const ITEMS = ['RC01', 'RC02', 'RC06', 'JC01', 'JC02-1', 'JC02-2', 'YC03'] as const;

const form = fc.record(Object.fromEntries(ITEMS.map((item) => [item, cell])));

/** Forms of some months from January 2006 to May 2007, any of them missing. */
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
