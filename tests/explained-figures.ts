/** Whether each figure that the sample's two bulletins print can be explained. Run in the home of the sample. */
import { walkPrinted } from './build/printed-ids.ts';
import type { Period } from '../src/model/period.ts';

for (const period of ['2007-05', '2006'] as unknown as readonly Period[]) {
  const { printed, unexplained } = await walkPrinted('.', period);
  const counts = `${String(printed)} figures printed, ${String(unexplained.length)} unexplained`;
  process.stdout.write(`${period}: ${counts}\n`);
  if (printed < 500 || unexplained.length > 0) {
    process.stdout.write(`${unexplained.join('\n')}\n`);
    process.exitCode = 1;
  }
}
