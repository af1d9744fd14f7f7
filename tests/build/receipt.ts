/** The receipt of an arrival, for tests that look at where it goes. */
import type { Arrival, Receipt } from '../../src/model/submission.ts';
import { month } from './form.ts';
import { unitId } from './plan.ts';

/** A returned form of 寒亭区, May 2007, with the number 7. */
export function receiptOf(
  arrival: Pick<Arrival, 'at' | 'fileName' | 'sha256'>,
  over: Partial<Receipt> = {},
): Receipt {
  return {
    number: 7,
    outcome: 'returned',
    arrivedAt: arrival.at,
    fileName: arrival.fileName,
    sha256: arrival.sha256,
    unit: unitId('hanting'),
    period: month('2007-05'),
    form: 'xianqu',
    findings: [],
    cells: [],
    supersedes: null,
    unchanged: false,
    repeats: null,
    chain: null,
    ...over,
  };
}
