/** Scoreboards of any forms: any of them missing, with any figures in them. */
import fc from 'fast-check';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { decimal } from '../../src/model/decimal.ts';
import type { Accepted } from '../../src/model/submission.ts';
import { aPlan, aTarget, unitId } from './plan.ts';
import { aMoment, aSnapshot } from './snapshot.ts';
import { UNITS } from './submissions.ts';

export const AS_OF = aMoment('2007-06-08T09:00');

export const PLAN = aPlan({
  targets: ['RC01', 'RC06', 'JC01', 'JC02'].map((code) =>
    aTarget(code, { units: new Map(UNITS.map((unit) => [unitId(unit), decimal('90')])) }),
  ),
});

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
