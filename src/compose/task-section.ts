/** Tasks (重点任务进展): those past or near their deadline first, with the units that have not done them; undated ones only counted. */
import type { Block, PrintedFigure, Run, Table, TableCell } from '../model/bulletin.ts';
import { chineseDay } from '../model/day.ts';
import type { TaskBoard, TaskStanding } from '../model/scoreboard.ts';
import { decimal, decimalText } from '../model/decimal.ts';
import { lastMonth } from '../model/period.ts';
import { isMonthly, type Matter } from './matter.ts';
import { join, LISTED, monthWords, paragraph, say } from './saying.ts';
import { cell } from './table.ts';
import { numberedNotes } from './table-notes.ts';
import { dayWords, finishedLate, taskNotes } from './task-late.ts';
import { absenceCell } from './absence-words.ts';
import { countOf } from './wording.ts';

const ORDER: readonly TaskBoard['timing'][] = ['overdue', 'near', 'open', 'done'];
const TIMING: Readonly<Record<TaskBoard['timing'], string>> = {
  overdue: '逾期未完',
  near: '临近期限',
  open: '未到期',
  done: '已完成',
  undated: '未定期限',
};

export function taskBlocks(matter: Matter): readonly Block[] {
  if (matter.board.tasks.length === 0) return [];
  const dated = ORDER.flatMap((timing) =>
    matter.board.tasks
      .filter(
        (task) =>
          task.timing === timing && task.task.deadline !== undefined && !task.task.everyMonth,
      )
      .sort((a, b) => (a.daysLeft ?? 0) - (b.daysLeft ?? 0)),
  );
  const pressing = dated.filter(({ timing }) => timing === 'overdue' || timing === 'near');
  return [
    ...pressing.map((task) => paragraph(pressingWords(matter, task))),
    ...[restWords(matter, dated, pressing), monthlyWords(matter)]
      .filter((words) => words.length > 0)
      .map((words) => paragraph(words)),
    ...(dated.length === 0 ? [] : [taskTable(matter, dated)]),
  ];
}

function isDone(standing: TaskStanding): boolean {
  return standing.status === '已完成';
}

function concerned(task: TaskBoard): readonly TaskStanding[] {
  return task.units.filter(({ state }) => state !== 'not-applicable');
}

function taskCount(task: TaskBoard, what: string, count: number): PrintedFigure {
  return countOf(`${task.task.code}/city/count:${what}`, count, []);
}

/** 村级组织活动场所建设期限（5月31日）已过，9个县市区已完成，未按期完成的有临朐县（80%），缺报的有坊子区。 */
function pressingWords(matter: Matter, task: TaskBoard): readonly Run[] {
  const units = concerned(task);
  const done = units.filter(isDone);
  const noun = matter.nounOf(units.map(({ unit }) => unit));
  const finished =
    done.length === 0
      ? say`尚无${noun}完成`
      : say`${taskCount(task, 'done', done.length)}个${noun}已完成${lateAside(matter, task)}`;
  const rest = units.filter((unit) => !isDone(unit));
  const reportedFirst = rest.toSorted(
    (a, b) => Number(a.status === null) - Number(b.status === null),
  );
  const states = [...new Set(reportedFirst.map((unit) => stateOf(task, unit)))];
  const left = states.map((state) => {
    const some = rest.filter((unit) => stateOf(task, unit) === state);
    const names = some.map((unit) => say`${matter.nameOf(unit.unit)}${percentWords(task, unit)}`);
    return say`${state}的有${join(names, '、')}`;
  });
  const head = say`${task.task.name}${timeLeft(matter, task)}`;
  const reported = units.filter(({ status }) => status !== null);
  if (reported.length >= LISTED && reported.every(({ status }) => status === '推进中')) {
    const count = taskCount(task, 'underway', reported.length);
    const absent = left.filter((_, i) => states[i] === '缺报' || states[i] === '未填');
    return say`${join([head, say`已报的${count}个${noun}均在推进`, ...absent], '，')}。`;
  }
  return say`${join([head, finished, ...left], '，')}。`;
}

/** （昌邑市2月28日完成，超过期限）; empty where nobody finished late. */
function lateAside(matter: Matter, task: TaskBoard): string {
  const words = finishedLate(matter, task);
  return words === '' ? '' : `（${words}）`;
}

/** The report's words for the deadline, or the day itself. */
function deadlineWords({ task }: TaskBoard): string {
  if (task.deadlineWords !== '') return task.deadlineWords;
  return task.deadline === undefined ? '未定' : chineseDay(task.deadline);
}

/** 期限（2月17日）已过 · 期限为6月30日: no days are counted, for the paper carries another date than the period's end. */
function timeLeft({ board }: Matter, { task, timing }: TaskBoard): string {
  const day = task.deadline === undefined ? '' : dayWords(task.deadline, board.period);
  return timing === 'overdue' ? `期限（${day}）已过` : `期限为${day}`;
}

/** 推进中 · 未启动 · 未按期完成 · 未填 · 缺报: who did not report is not said to have done nothing. */
function stateOf({ timing }: TaskBoard, { state, status }: TaskStanding): string {
  if (status !== null && timing === 'overdue') return '未按期完成';
  return status ?? absenceCell(state === 'no-form' ? 'no-form' : 'blank');
}

/** T01/linqu/percent: how far a unit has come with a task, as it reported; null where it gave no share. */
export function taskPercent(
  { task }: Pick<TaskBoard, 'task'>,
  { unit, percent, sources }: TaskStanding,
): PrintedFigure | null {
  if (percent === null) return null;
  const value = decimalText(decimal(percent));
  const lineage = { formula: 'reported', operands: [], sources } as const;
  return { id: `${task.code}/${unit}/percent`, text: `${value}%`, value, lineage };
}

/** （80%） for a task under way. */
function percentWords(task: TaskBoard, standing: TaskStanding): readonly Run[] {
  const figure = taskPercent(task, standing);
  return figure === null || standing.status !== '推进中' ? [] : say`（${figure}）`;
}

function restWords(
  matter: Matter,
  dated: readonly TaskBoard[],
  pressing: readonly TaskBoard[],
): readonly Run[] {
  const tasks = matter.board.tasks.filter(({ task }) => !task.everyMonth);
  const clauses = [
    ...(pressing.length === 0 ? [say`没有逾期未完成和临近期限的任务`] : []),
    ...kind(
      '全部完成',
      dated.filter(({ timing }) => timing === 'done'),
    ),
    ...kind(
      '尚未临近期限',
      dated.filter(({ timing }) => timing === 'open'),
    ),
  ];
  const undated = tasks.filter(({ daysLeft }) => daysLeft === null);
  const late = dated
    .filter(({ timing }) => timing === 'done')
    .flatMap((task) => lateSentence(matter, task));
  const words = clauses.length === 0 ? [] : say`${join(clauses, '，')}。${late.join('')}`;
  return undated.length === 0 ? words : say`${words}${undatedWords(undated)}`;

  function kind(title: string, some: readonly TaskBoard[]): readonly (readonly Run[])[] {
    if (some.length === 0) return [];
    const count = countOf(`tasks/city/count:${some[0]?.timing ?? ''}`, some.length, []);
    return [say`${title}的${count}项（${some.map(({ task }) => `“${task.name}”`).join('')}）`];
  }
}

/** “县市区党委换届”期限为2月17日，昌邑市2月28日完成，超过期限。 */
function lateSentence(matter: Matter, task: TaskBoard): readonly string[] {
  const words = finishedLate(matter, task);
  const { name, deadline } = task.task;
  if (words === '' || deadline === undefined) return [];
  return [`“${name}”期限为${dayWords(deadline, matter.board.period)}，${words}。`];
}

/** 每月坚持“五个一”：本月11个单位已完成; new each month, so told apart from the tasks that come to an end. */
function monthlyWords(matter: Matter): readonly Run[] {
  const { period } = matter.board;
  const when = isMonthly(matter) ? '本月' : monthWords(lastMonth(period), period);
  const clauses = matter.board.tasks
    .filter(({ task }) => task.everyMonth)
    .map((task) => {
      const done = concerned(task).filter(isDone).length;
      const count = taskCount(task, 'done', done);
      const missing = concerned(task).filter(({ status }) => status === null);
      const lacking = missing.map(({ unit }) => matter.nameOf(unit)).join('、');
      const aside = lacking === '' ? '' : `（缺${lacking}）`;
      return done === 0
        ? say`${task.task.name}：${when}尚无单位完成${aside}。`
        : say`${task.task.name}：${when}${count}个单位已完成${aside}。`;
    });
  return join(clauses, '');
}

function undatedWords(undated: readonly TaskBoard[]): readonly Run[] {
  const done = undated.filter(({ timing }) => timing === 'done').length;
  const all = countOf('tasks/city/count:undated', undated.length, []);
  if (done === 0) return say`未定具体期限的任务${all}项，尚无各单位全部完成的，各项进展见附件1。`;
  const finished = countOf('tasks/city/count:undatedDone', done, []);
  return say`未定具体期限的任务${all}项，其中各单位全部完成的${finished}项，各项进展见附件1。`;
}

/** For the annex: how far the tasks without a date are; null when there are none. */
export function undatedTable(matter: Matter): Table | null {
  const undated = matter.board.tasks.filter(
    ({ task, daysLeft }) => !task.everyMonth && daysLeft === null,
  );
  if (undated.length === 0) return null;
  return {
    type: 'table',
    caption: '未定具体期限的重点任务进展情况',
    remark: '单位：家',
    head: ['任务', '要求', ...COUNTED],
    widths: [9, 3, ...COUNTED.map(() => 2)],
    rows: undated.map((task) => ({
      emphasis: false,
      cells: [
        cell(task.task.name, 'left'),
        cell(task.task.deadlineWords === '' ? '—' : task.task.deadlineWords, 'center'),
        ...countCells(task),
      ],
    })),
    notes: numberedNotes([
      say`“要求”为文件关于时限的原话，“—”表示文件未作规定`,
      ...taskNotes(matter, undated),
    ]),
  };
}

function taskTable(matter: Matter, tasks: readonly TaskBoard[]): Table {
  return {
    type: 'table',
    caption: '有期限的重点任务进展情况',
    remark: '单位：家',
    head: ['任务', '期限', ...COUNTED, '状态'],
    widths: [7, 4, 2, 2, 2, 2, 2, 4],
    rows: tasks.map((task) => ({
      emphasis: false,
      cells: [
        cell(task.task.name, 'left'),
        cell(deadlineWords(task), 'center'),
        ...countCells(task),
        cell(timingWords(task), 'center'),
      ],
    })),
    notes: numberedNotes(taskNotes(matter, tasks)),
  };
}

/** 逾期未完; 已过期限，有缺报 where everybody who told of it has done it: who is missing may have done so too. */
function timingWords(task: TaskBoard): string {
  const left = concerned(task).filter((unit) => !isDone(unit));
  const isOpen = left.some(({ status }) => status !== null);
  if (task.timing !== 'overdue' || isOpen || left.length === 0) return TIMING[task.timing];
  const states = new Set(left.map((unit) => stateOf(task, unit)));
  return `已过期限，有${[...states].join('、')}`;
}

const COUNTED = ['应报', '已完成', '推进中', '未启动', '未报'];

/** In the order of `COUNTED`. */
function countCells(task: TaskBoard): readonly TableCell[] {
  const units = concerned(task);
  const having = (status: TaskStanding['status']): number =>
    units.filter((unit) => unit.status === status).length;
  const counts = [
    taskCount(task, 'owing', units.length),
    taskCount(task, 'done', having('已完成')),
    taskCount(task, 'underway', having('推进中')),
    taskCount(task, 'notStarted', having('未启动')),
    taskCount(task, 'unreported', having(null)),
  ];
  return counts.map((count) => cell(count, 'right'));
}
