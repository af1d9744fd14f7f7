/** A unit's own sheet (一县一单): its tasks near or past their deadline, how it reported, and what is asked of it. */
import type { Run } from '../model/bulletin.ts';
import { chineseMoment } from '../model/day.ts';
import { chinesePeriod, isMonth, lastMonth } from '../model/period.ts';
import type { UnitReport } from '../model/scoreboard.ts';
import type { UnitBoard } from '../model/unit-board.ts';
import { absenceCell } from './absence-words.ts';
import { join, monthsWords, monthWords, say } from './saying.ts';
import { hasReported, isYearEnd, laggingNames } from './slip-words.ts';
import { dayWords } from './task-late.ts';
import { taskPercent } from './task-section.ts';
import { countOf } from './wording.ts';

/** Tasks, and indicators behind, that a paragraph names. */
const NAMED = 4;
const FIRST = 2;

type OwnTask = UnitBoard['tasks'][number];

function isOpen({ standing }: OwnTask): boolean {
  return standing.status !== '已完成' && standing.state !== 'not-applicable';
}

/** Tasks of this timing that are known to be open; of who told nothing it is not known. */
function pressing(own: UnitBoard, timing: OwnTask['timing']): readonly OwnTask[] {
  const open = own.tasks.filter((one) => !one.task.everyMonth && isOpen(one));
  return open.filter((one) => one.timing === timing && one.standing.status !== null);
}

function untold({ tasks }: UnitBoard): readonly OwnTask[] {
  return tasks.filter(
    (one) =>
      !one.task.everyMonth &&
      isOpen(one) &&
      one.standing.status === null &&
      (one.timing === 'overdue' || one.timing === 'near'),
  );
}

/** 逾期未完成的有“村级组织活动场所建设”（期限5月31日，推进中80%）；临近期限的有…. */
export function taskWords(own: UnitBoard): readonly Run[] {
  const dated = own.tasks.filter(({ task }) => task.deadline !== undefined);
  if (dated.length === 0) return [];
  const sides = [
    { words: '已过期限未完成的有', what: 'overdue', tasks: pressing(own, 'overdue') },
    { words: '临近期限的有', what: 'near', tasks: pressing(own, 'near') },
    { words: '没有报进展的有', what: 'untold', tasks: untold(own) },
  ].filter(({ tasks }) => tasks.length > 0);
  if (sides.length === 0) return say`没有逾期和临近期限未完成的重点任务。`;
  const clauses = sides.map(({ words, what, tasks }) => {
    const named = tasks.slice(0, NAMED).map((one) => taskState(own, one));
    const total = countOf(`tasks/${own.unit.id}/count:${what}`, tasks.length, []);
    const more = tasks.length > NAMED ? say`等${total}项` : [];
    return say`${words}${join(named, '、')}${more}`;
  });
  return say`${join(clauses, '；')}。`;
}

function taskState(own: UnitBoard, { task, standing }: OwnTask): readonly Run[] {
  const day = task.deadline === undefined ? '' : `期限${dayWords(task.deadline, own.period)}，`;
  const { status, state, month } = standing;
  const words = status ?? absenceCell(state === 'no-form' ? 'no-form' : 'blank');
  const earlier =
    status === null || month === null || month === lastMonth(own.period)
      ? ''
      : monthWords(month, own.period);
  const percent = status === '推进中' ? taskPercent({ task }, standing) : null;
  return say`“${task.name}”（${day}${earlier}${words}${percent ?? ''}）`;
}

/** 6月4日9:12按时报送。 · 迟报2个工作日（…）。 · 未报送，截止时间是…。 A longer period counts its months. */
export function reportWords(own: UnitBoard): readonly Run[] {
  const { reports } = own;
  const [only] = reports;
  if (only === undefined) return say`本期没有应报的报表。`;
  const first = isMonth(own.period) ? monthReport(own, only) : spanReport(own);
  return say`${first}${workbookWords(own)}`;
}

function monthReport(own: UnitBoard, report: UnitReport): readonly Run[] {
  const { status, due, arrivedAt, extension } = report;
  const until = extension === null ? '为' : '经批准延至';
  const deadline = `报送截止时间${until}${timeWords(own, due)}`;
  if (status === 'not-due') return say`尚未报送，${deadline}，还没有到期。`;
  if (status === 'returned') return say`报表退回后没有重报，${deadline}。`;
  if (status === 'missing' || arrivedAt === null) return say`漏报，${deadline}。`;
  const came = timeWords(own, arrivedAt);
  if (status === 'on-time') return say`按时报送（${came}）。`;
  const lag = counted(report, 'lagWorkingDays');
  const days = report.lagWorkingDays === 0 ? [] : say`${lag}个工作日`;
  return say`迟报${days}（${deadline}，${came}报来）。`;
}

function timeWords({ period }: UnitBoard, moment: UnitReport['due']): string {
  return chineseMoment(moment).replace(`${period.slice(0, 4)}年`, '');
}

/** 应报5次，按时4次，迟报1次（3月）。 */
function spanReport(own: UnitBoard): readonly Run[] {
  const { reports, period, unit } = own;
  const owed = countOf(`reporting/${unit.id}/count:expected`, reports.length, []);
  const sides = SIDES.flatMap(({ words, status }) => {
    const some = reports.filter((report) => status === report.status);
    if (some.length === 0) return [];
    const count = countOf(`reporting/${unit.id}/count:${status}`, some.length, []);
    const months = some.map((report) => monthWords(report.period, period)).join('、');
    return [say`${words}${count}次${status === 'on-time' ? '' : `（${months}）`}`];
  });
  return say`应报${owed}次，${join(sides, '，')}。`;
}

const SIDES = [
  { words: '按时', status: 'on-time' },
  { words: '迟报', status: 'late' },
  { words: '漏报', status: 'missing' },
  { words: '退回未重报', status: 'returned' },
  { words: '未到期', status: 'not-due' },
] as const;

function counted(
  { unit, period, ...report }: UnitReport,
  what: 'lagWorkingDays' | 'returned' | 'corrections',
): ReturnType<typeof countOf> {
  return countOf(`reporting:${period}/${unit}/count:${what}`, report[what], []);
}

/** 退回1次，更正1次。 */
function workbookWords({ reports, period }: UnitBoard): readonly Run[] {
  const clauses = reports.flatMap((report) => {
    const month = isMonth(period) ? '' : monthWords(report.period, period);
    const said = [
      ...(report.returned > 0 ? [say`退回${counted(report, 'returned')}次`] : []),
      ...(report.corrections > 0 ? [say`更正${counted(report, 'corrections')}次`] : []),
    ];
    return said.length === 0 ? [] : [say`${month}${join(said, '、')}`];
  });
  return clauses.length === 0 ? [] : say`报表${join(clauses, '，')}。`;
}

/** What the department asks of the unit: what follows from its own figures, tasks and reports. */
export function requestWords(own: UnitBoard): readonly Run[] {
  const clauses = [...reportRequests(own), ...workRequests(own)];
  return say`${clauses.length === 0 ? '请保持进度，继续按时报送' : clauses.join('；')}。`;
}

function reportRequests(own: UnitBoard): readonly string[] {
  const month = lastMonth(own.period);
  const last = own.reports.find(({ period }) => period === month);
  if (last === undefined || last.status === 'not-due') return [];
  if (!hasReported(own)) {
    return [`请尽快补报${chinesePeriod(month)}报表，并说明未报的原因，补报以后再评进度、排位次`];
  }
  const lacking = lackingMonths(own);
  return [
    ...(last.status === 'late' ? ['请说明迟报的原因，今后按规定时间报送'] : []),
    ...(lacking === '' ? [] : [`请补报${lacking}报表，补报以后再计综合得分`]),
  ];
}

/** 3月: owed months without which the unit has no composite score; none that lie before the ledger. */
function lackingMonths({ score, entries, begins, period }: UnitBoard): string {
  if (score?.score.absent !== 'lacks-month') return '';
  const months = entries
    .filter(({ standing }) => standing.completion.absent === 'lacks-month')
    .flatMap(({ standing }) => standing.lacking)
    .filter((month) => begins !== null && month >= begins);
  return monthsWords([...new Set(months)].sort(), period);
}

function workRequests(own: UnitBoard): readonly string[] {
  const lagging = laggingNames(own);
  const named = lagging.slice(0, FIRST).join('、');
  const most = lagging.length > FIRST ? `，${named}要逐项明确措施和时限` : '，明确措施和时限';
  const aims = isYearEnd(own)
    ? '请对照年度目标，逐项说明没有完成的原因和改进措施'
    : `请对照年度目标和序时进度，分析滞后的原因${most}`;
  return [
    ...(lagging.length === 0 ? [] : [aims]),
    ...(pressing(own, 'overdue').length === 0 ? [] : ['逾期的重点任务请说明原因和完成时间']),
    ...(pressing(own, 'near').length === 0 ? [] : ['临近期限的重点任务请倒排工期、按期完成']),
  ];
}
