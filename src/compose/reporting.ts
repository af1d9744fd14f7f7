/** Completeness and timeliness (报送情况): how many reported, who was late, who is missing, whose workbook came back. */
import type { Block, PrintedFigure, Run, Table } from '../model/bulletin.ts';
import { STATUS_WORDS } from '../model/catalogue/words.ts';
import { chineseMoment, type Moment } from '../model/day.ts';
import type { ReportStatus, UnitReport } from '../model/scoreboard.ts';
import { isMonthly, type Matter } from './matter.ts';
import { join, monthWords, nameList, paragraph, say } from './saying.ts';
import { cell } from './table.ts';
import { percentText } from './percentage.ts';
import { countOf } from './wording.ts';

/** In a table that also counts returns, the status says that nothing came after the last one. */
const STATUS: typeof STATUS_WORDS = { ...STATUS_WORDS, returned: '退回未重报' };

type Tallied = 'expected' | 'actual' | 'actualOnTime';

/** How many reports were owed, came, or came in time. */
export function reportCount(matter: Matter, which: Tallied): PrintedFigure {
  const { reporting } = matter.board;
  const rate = which === 'actualOnTime' ? reporting.reportingRateOnTime : reporting.reportingRate;
  return countOf(`reporting/city/count:${which}`, reporting[which], [rate.id]);
}

/** The body names whoever was late or missing; how each unit reported stands in the annex. */
export function reportingBlocks(matter: Matter): readonly Block[] {
  const words = [
    ratesWords(matter),
    faultWords(matter),
    extendedWords(matter),
    workbookWords(matter),
  ];
  return [paragraph(...words, '各单位报送情况见附件1。')];
}

/** For the annex: how each unit reported. */
export function reportingTable(matter: Matter): Table {
  return isMonthly(matter) ? monthTable(matter) : spanTable(matter);
}

/** 家 for one month's reports, 家次 over several. */
export function reportMeasure(matter: Matter): string {
  return isMonthly(matter) ? '家' : '家次';
}

function ratesWords(matter: Matter): readonly Run[] {
  const { reportingRate, reportingRateOnTime } = matter.board.reporting;
  const measure = reportMeasure(matter);
  const expected = reportCount(matter, 'expected');
  const actual = reportCount(matter, 'actual');
  const onTime = reportCount(matter, 'actualOnTime');
  return say`应报${expected}${measure}，实报${actual}${measure}，报送率${percentText(reportingRate)}；按时报送${onTime}${measure}，及时率${percentText(reportingRateOnTime)}。`;
}

function withStatus(matter: Matter, status: ReportStatus): readonly UnitReport[] {
  return matter.board.reporting.reports.filter((report) => report.status === status);
}

function reportId({ unit, period }: UnitReport, what: string): string {
  return `reporting:${period}/${unit}/count:${what}`;
}

/** 寿光市迟报2天；坊子区漏报。 */
function faultWords(matter: Matter): readonly Run[] {
  const clauses = [
    ...lateWords(matter),
    ...named(matter, 'missing', STATUS.missing),
    ...named(matter, 'returned', '报表退回后未重报'),
    ...named(matter, 'not-due', '未到报送期限'),
  ];
  if (clauses.length > 0) return say`${join(clauses, '，')}。`;
  return matter.board.reporting.reports.length > 0 ? say`各单位均按时报送。` : [];
}

/** 经批准延期的有寿光市（至6月6日17:00）。 */
function extendedWords(matter: Matter): readonly Run[] {
  const extended = extendedReports(matter);
  if (extended.length === 0) return [];
  const total = countOf('reporting/city/count:extended', extended.length, [
    matter.board.reporting.reportingRateOnTime.id,
  ]);
  const names = extended.map((report) => `${who(matter, report)}（至${dayAndTime(report.due)}）`);
  return say`经批准延期的有${nameList(names, total, reportNoun(matter, extended))}。`;
}

function extendedReports({ board }: Matter): readonly UnitReport[] {
  return board.reporting.reports.filter(({ extension }) => extension !== null);
}

/** 寿光市、昌邑市各迟报2个工作日: those that were as late together. */
function lateWords(matter: Matter): readonly (readonly Run[])[] {
  const late = withStatus(matter, 'late');
  return [...Map.groupBy(late, ({ lagWorkingDays }) => lagWorkingDays)].flatMap(([lag, some]) => {
    const [first] = some;
    if (first === undefined) return [];
    const total = countOf(`reporting/city/count:late-${String(lag)}`, some.length, [
      matter.board.reporting.reportingRateOnTime.id,
    ]);
    const names = some.map((report) => who(matter, report));
    const noun = reportNoun(matter, some);
    const each = some.length > 1 && lag > 0 ? '各' : '';
    return [say`${nameList(names, total, noun)}${each}迟报${lagWords(matter, first)}`];
  });
}

/** 个县市区 for a month's reports, 家次 over several. */
function reportNoun(matter: Matter, reports: readonly UnitReport[]): string {
  return isMonthly(matter) ? `个${matter.nounOf(reports.map(({ unit }) => unit))}` : '家次';
}

function named(matter: Matter, status: ReportStatus, words: string): readonly (readonly Run[])[] {
  const reports = withStatus(matter, status);
  if (reports.length === 0) return [];
  const [first] = reports;
  const total = countOf(`reporting/city/count:${status}`, reports.length, [
    matter.board.reporting.reportingRate.id,
  ]);
  const names = reports.map((report) => who(matter, report));
  const noun = reportNoun(matter, reports);
  return first === undefined ? [] : [say`${nameList(names, total, noun)}${words}`];
}

/** The unit, and in a longer period which month. */
function who(matter: Matter, { unit, period }: UnitReport): string {
  const month = isMonthly(matter) ? '' : monthWords(period, matter.board.period);
  return `${matter.nameOf(unit)}${month}`;
}

/** 1个工作日; nothing when it came on the due day or before the next working day. */
function lagWords(matter: Matter, report: UnitReport): readonly Run[] {
  return report.lagWorkingDays === 0 ? [] : say`${lagOf(matter, report)}个工作日`;
}

function lagOf(matter: Matter, report: UnitReport): PrintedFigure {
  return countOf(reportId(report, 'lagWorkingDays'), report.lagWorkingDays, [
    matter.board.reporting.reportingRateOnTime.id,
  ]);
}

/** 安丘市退回1次后重报，昌邑市更正1次。 */
function workbookWords(matter: Matter): readonly Run[] {
  const clauses = matter.board.reporting.reports.flatMap((report) => {
    const name = who(matter, report);
    const back = timesOf(matter, report, 'returned');
    const mended = timesOf(matter, report, 'corrections');
    return [
      ...(report.returned > 0 && report.arrivedAt !== null
        ? [say`${name}报表退回${back}次后重报`]
        : []),
      ...(report.corrections > 0 ? [say`${name}更正${mended}次`] : []),
    ];
  });
  return clauses.length === 0 ? [] : say`${join(clauses, '，')}。`;
}

type Times = 'returned' | 'corrections';

function timesOf(matter: Matter, report: UnitReport, what: Times): PrintedFigure {
  return countOf(reportId(report, what), report[what], [matter.board.reporting.reportingRate.id]);
}

function monthTable(matter: Matter): Table {
  const { reports } = matter.board.reporting;
  const due = reports[0]?.extension?.usual ?? reports[0]?.due;
  return {
    type: 'table',
    caption: '各单位报送情况',
    remark: due === undefined ? '' : `截止时间：${chineseMoment(due)}`,
    head: ['单位', '报送状态', '报送时间', '迟报（工作日）', '退回次数', '更正次数'],
    widths: [4, 4, 5, 3, 3, 3],
    rows: reports.map((report) => ({
      emphasis: false,
      cells: [
        cell(matter.nameOf(report.unit), 'left'),
        cell(STATUS[report.status], 'center'),
        cell(report.arrivedAt === null ? '—' : dayAndTime(report.arrivedAt), 'center'),
        cell(report.arrivedAt === null ? '—' : lagOf(matter, report), 'right'),
        cell(timesOf(matter, report, 'returned'), 'right'),
        cell(timesOf(matter, report, 'corrections'), 'right'),
      ],
    })),
    notes: monthNotes(matter),
  };
}

function monthNotes(matter: Matter): Table['notes'] {
  const { reports } = matter.board.reporting;
  const until = extendedReports(matter).map(
    ({ unit, due }) => `${matter.nameOf(unit)}经批准延至${dayAndTime(due)}`,
  );
  const notes = [
    ...(reports.some(({ arrivedAt }) => arrivedAt === null) ? ['“—”表示未报送报表'] : []),
    ...(until.length === 0 ? [] : [until.join('，')]),
  ];
  return notes.length === 0 ? [] : [say`注：${notes.join('；')}。`];
}

/** 6月3日16:20: the year stands in the remark above the table. */
function dayAndTime(moment: Moment): string {
  return chineseMoment(moment).replace(/^\d+年/, '');
}

type Counted = Readonly<{
  head: string;
  what: string;
  of(reports: readonly UnitReport[]): number;
}>;

const COUNTED: readonly Counted[] = [
  { head: '应报', what: 'expected', of: (reports) => reports.length },
  { head: STATUS['on-time'], what: 'on-time', of: having('on-time') },
  { head: STATUS.late, what: 'late', of: having('late') },
  { head: STATUS.missing, what: 'missing', of: having('missing') },
  { head: STATUS.returned, what: 'notSentAgain', of: having('returned') },
  { head: '退回次数', what: 'returned', of: adding('returned') },
  { head: '更正次数', what: 'corrections', of: adding('corrections') },
];

function having(status: ReportStatus): Counted['of'] {
  return (reports) => reports.filter((report) => report.status === status).length;
}

function adding(what: Times): Counted['of'] {
  return (reports) => reports.reduce((total, report) => total + report[what], 0);
}

/** Over several months: how often each unit was in time, late, or missing. */
function spanTable(matter: Matter): Table {
  const { reports, reportingRate } = matter.board.reporting;
  const units = [...new Set(reports.map(({ unit }) => unit))];
  return {
    type: 'table',
    caption: '各单位报送情况',
    remark: '单位：次',
    head: ['单位', ...COUNTED.map(({ head }) => head)],
    widths: [4, ...COUNTED.map(() => 3)],
    rows: units.map((unit) => {
      const own = reports.filter((report) => report.unit === unit);
      const counts = COUNTED.map(({ what, of }) =>
        countOf(`reporting/${unit}/count:${what}`, of(own), [reportingRate.id]),
      );
      return {
        emphasis: false,
        cells: [cell(matter.nameOf(unit), 'left'), ...counts.map((count) => cell(count, 'right'))],
      };
    }),
    notes: [],
  };
}
