/** A process that records arrivals until it is killed, and says each receipt once it has it: `node … FILE ROUND`. */
import { writeSync } from 'node:fs';
import { openLedger } from '../../src/record/open.ts';
import { accepting, anArrival, aSubmission, unit } from './builders.ts';

const [file = '', round = ''] = process.argv.slice(2);
const ledger = await openLedger({ file });
for (let i = 0; i < 100_000; i += 1) {
  const key = `${round}-${String(i)}`;
  const submission = aSubmission({ unit: unit(`u${String(i % 5)}`) });
  const receipt = await ledger.record(anArrival(key, { key }), accepting(submission));
  writeSync(1, `${String(receipt.number)} ${key}\n`);
}
