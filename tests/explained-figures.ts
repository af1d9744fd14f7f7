/** Whether each figure that the sample's bulletins print, the whole and in part, can be explained. Run in the home of the sample. */
import { walkPrinted } from './build/printed-ids.ts';
import type { About } from '../src/line/kinds.ts';
import type { Period } from '../src/model/period.ts';
import type { OrgUnitId } from '../src/model/plan.ts';

const MAY = '2007-05' as Period;
const TALENT = { section: { id: 'rencai', name: '人才工作' } };
const DOCUMENTS: readonly (readonly [Period, About, number])[] = [
  [MAY, null, 500],
  ['2006' as Period, null, 500],
  [MAY, TALENT, 200],
  [MAY, { unit: 'shouguang' as OrgUnitId }, 150],
  [MAY, { unit: 'fangzi' as OrgUnitId }, 40],
];

for (const [period, about, least] of DOCUMENTS) {
  const { printed, unexplained } = await walkPrinted('.', period, about);
  const counts = `${String(printed)} figures printed, ${String(unexplained.length)} unexplained`;
  process.stdout.write(`${period} ${JSON.stringify(about)}: ${counts}\n`);
  if (printed < least || unexplained.length > 0) {
    process.stdout.write(`${unexplained.join('\n')}\n`);
    process.exitCode = 1;
  }
}
