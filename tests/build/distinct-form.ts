/** A form filled in rightly, each cell with a value of its own: what is read from the wrong one shows. */
import { fullFilling, sheetFor } from './form.ts';
import { aPlan, aTask } from './plan.ts';

/** Two tasks, so that one is done and one is not. */
export const PLAN = aPlan({
  tasks: [
    aTask('T01', { name: '村级组织活动场所建设' }),
    aTask('T02', { name: '远程教育站点建设' }),
  ],
});
export const SHEET = sheetFor('hanting', '2007-05', PLAN);

/** No two items hold the same, so that none can pass for another. */
export const FILLING = fullFilling(SHEET, {
  RC01: { value: 137, remark: '含引进顾问' },
  RC02: { value: 52 },
  RC06: { value: 241 },
  JC01: { value: 1286.37 },
  'JC02-1': { value: 318 },
  'JC02-2': { value: 452 },
  YC03: { value: 96_400 },
  T01: { status: '推进中', percent: 65, words: '主体完工' },
  T02: { status: '已完成', percent: 100, doneOn: '2007-05-30', words: '全部验收' },
});
