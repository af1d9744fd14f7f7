/** `tongbao status`: who has reported, who is late and by how much, and the two rates. */
import { UNTICKED_WORDS } from '../../model/catalogue/google.ts';
import { UNREAD_WORD, unreadWords } from '../../model/catalogue/sources.ts';
import { STATUS_WORDS } from '../../model/catalogue/words.ts';
import { roundFraction } from '../../model/decimal.ts';
import { chineseMoment, type Moment } from '../../model/day.ts';
import { chinesePeriod, monthsOf, type Month, type Period } from '../../model/period.ts';
import type { Plan } from '../../model/plan.ts';
import type { Reminder } from '../../model/reminder.ts';
import type { Figure, Scoreboard, UnitReport } from '../../model/scoreboard.ts';
import type { UnreadReport } from '../../model/source.ts';
import { standings } from '../../line/pipeline.ts';
import { unreadReports, untickedReports } from '../../line/sources.ts';
import { periodOption } from '../arguments.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';

type Contacts = ReadonlyMap<string, string>;

export const statusCommand: Command = {
  name: 'status',
  usage: 'status --period 2007-05',
  summary: '各单位报送情况：按时、迟报、漏报、退回、未到期',
  alone: false,
  answer,
};

async function answer({ given, plan, world }: Desk): Promise<Answer> {
  const period = periodOption(given);
  const scoreboard = await standings(period, plan, world);
  const reminded = lastReminders(await world.ledger.reminders(period));
  const { reporting } = scoreboard;
  const lacking = await unreadReports(scoreboard, plan, world);
  const unticked = await untickedReports(scoreboard, plan, world);
  const unread = new Map(lacking.map(({ report, down }) => [report, down]));
  const reports = reporting.reports.map((report) => ({
    ...report,
    reminded: reminded.get(keyOf(report)) ?? null,
    unread: unread.get(report) ?? null,
    unticked: unticked.has(report),
  }));
  const { expected, actual, actualOnTime } = reporting;
  const reportingRate = percent(reporting.reportingRate, 6);
  const reportingRateOnTime = percent(reporting.reportingRateOnTime, 6);
  const rates = { expected, actual, actualOnTime, reportingRate, reportingRateOnTime };
  return {
    document: documentOf('status', { period, asOf: world.now(), ...rates, reports }),
    text: textOf(period, scoreboard, {
      contacts: contactsOf(plan),
      reminded,
      unread: lacking,
      unticked,
    }),
    exit: 0,
  };
}

function percent(figure: Figure, places: number): string | null {
  return figure.value === null ? null : roundFraction(figure.value, places, 2);
}

/** Whom to call, by unit: the plan's contact that holds last. */
function contactsOf(plan: Plan): Contacts {
  return new Map(plan.units.map(({ id, contact }) => [id, `${contact.role} ${contact.phone}`]));
}

/** When a unit was last reminded of a month's report, and of which step. */
type LastReminders = ReadonlyMap<string, Readonly<{ step: string; at: Moment }>>;

function keyOf({ unit, period }: Readonly<{ unit: string; period: Month }>): string {
  return `${unit} ${period}`;
}

function lastReminders(given: readonly Reminder[]): LastReminders {
  return new Map(given.map((one) => [keyOf(one), { step: one.step, at: one.at }]));
}

type Beside = Readonly<{
  contacts: Contacts;
  reminded: LastReminders;
  unread: readonly UnreadReport[];
  unticked: ReadonlySet<UnitReport>;
}>;

function textOf(period: Period, scoreboard: Scoreboard, beside: Beside): string {
  const { expected, actual, actualOnTime, reportingRate, reportingRateOnTime } =
    scoreboard.reporting;
  const rate = (figure: Figure): string => {
    const share = percent(figure, 2);
    return share === null ? '—' : `${share}%`;
  };
  const mark = scoreboard.mark === '' ? '' : `（${scoreboard.mark}）`;
  const unread = unreadWords(beside.unread);
  return [
    `${chinesePeriod(period)}报送情况${mark}`,
    `应报 ${String(expected)}，实报 ${String(actual)}，按时 ${String(actualOnTime)}；` +
      `报送率 ${rate(reportingRate)}，及时率 ${rate(reportingRateOnTime)}`,
    ...(unread === null ? [] : [`${unread}，不能算作漏报`]),
    ...(monthsOf(period).length === 1
      ? monthLines(scoreboard, beside)
      : matrixLines(scoreboard, beside)),
  ].join('\n');
}

function monthLines(scoreboard: Scoreboard, beside: Beside): readonly string[] {
  const { contacts, reminded, unticked } = beside;
  return scoreboard.reporting.reports.map((report) => {
    const parts = [
      padded(report.name, 5),
      padded(statusWord(report, beside), 4),
      report.arrivedAt === null
        ? `应于${chineseMoment(report.due)}前报${report.extension === null ? '' : '（已延期）'}`
        : chineseMoment(report.arrivedAt),
      report.arrivedAt === null ? '' : lagWords(report),
      unticked.has(report) ? UNTICKED_WORDS : '',
      report.arrivedAt === null ? `联系人：${contacts.get(report.unit) ?? '—'}` : '',
      report.arrivedAt === null ? remindedWords(reminded.get(keyOf(report))) : '',
      report.returned > 0 ? `退回${String(report.returned)}次` : '',
      report.corrections > 0 ? `更正${String(report.corrections)}次` : '',
      report.repeats > 0 ? `重复${String(report.repeats)}次` : '',
    ];
    return parts.filter((part) => part !== '').join('　');
  });
}

function remindedWords(last: Readonly<{ step: string; at: Moment }> | undefined): string {
  return last === undefined ? '' : `${chineseMoment(last.at)}催过（${last.step}）`;
}

function lagWords({ lagDays, lagWorkingDays }: UnitReport): string {
  return lagDays === 0 ? '' : `超期${String(lagDays)}天（${String(lagWorkingDays)}个工作日）`;
}

/** Units by months; months of which nothing is owed have no column. */
function matrixLines(scoreboard: Scoreboard, beside: Beside): readonly string[] {
  const { reports } = scoreboard.reporting;
  const months = [...new Set(reports.map(({ period }) => period))].sort();
  const head = [
    padded('单位', 5),
    ...months.map((month) => padded(`${String(Number(month.slice(5)))}月`, 4)),
  ];
  const names = new Map(reports.map(({ unit, name }) => [unit, name]));
  const rows = [...names].map(([unit, name]) => [
    padded(name, 5),
    ...months.map((month) => padded(cellOf(scoreboard, beside, { unit, month }), 4)),
  ]);
  return [head, ...rows].map((row) => row.join(''));
}

function statusWord(report: UnitReport, { unread }: Beside): string {
  return unread.some((one) => one.report === report) ? UNREAD_WORD : STATUS_WORDS[report.status];
}

function cellOf(
  scoreboard: Scoreboard,
  beside: Beside,
  { unit, month }: Readonly<{ unit: string; month: string }>,
): string {
  const found = scoreboard.reporting.reports.find(
    (report) => report.unit === unit && report.period === month,
  );
  return found === undefined ? '' : statusWord(found, beside);
}

/** Pads with full-width spaces: every character of these cells is taken as one em. */
function padded(text: string, width: number): string {
  return text + '　'.repeat(Math.max(0, width - Array.from(text).length));
}
