/** Reminders (催报): the short text that goes to one unit, and the printed letter to all units of a step. */
import type { Block, Bulletin, Table } from '../model/bulletin.ts';
import {
  chineseDay,
  chineseMoment,
  dayOfMoment,
  weekday,
  type Day,
  type Moment,
} from '../model/day.ts';
import type { Office } from '../model/office.ts';
import { chinesePeriod, lastDay, type Month } from '../model/period.ts';
import {
  asItWas,
  isValidIn,
  unitNameIn,
  validAt,
  type Form,
  type OrgUnit,
  type Plan,
} from '../model/plan.ts';
import type { Owing } from '../model/reminder.ts';
import { workingCalendar } from '../model/working-calendar.ts';
import { paragraph } from './saying.ts';
import { cell } from './table.ts';

/** What is said of a unit that owes: the unit and the form as the plan has them. */
type Known = Readonly<{ name: string; unit: OrgUnit | null; form: Form | null }>;

function known({ unit: id, period }: Owing, plan: Plan): Known {
  const unit = plan.units.find((one) => one.id === id && isValidIn(one, period)) ?? null;
  const form = validAt(plan.forms, period).find(({ by }) => by === unit?.reports) ?? null;
  return { name: unitNameIn(plan, id, period) ?? id, unit, form };
}

/** For phone, mail or a robot. @param mark 示例数据 of a sample ledger; empty for a real one. */
export function reminderText(owing: Owing, plan: Plan, mark: string): string {
  const { name, form } = known(owing, plan);
  const { issuer, contact } = asItWas<Office>(plan.office, owing.period);
  const number = form === null ? '' : `（${form.number}）`;
  const report = `${chinesePeriod(owing.period)}报表${number}`;
  const asked = contact === undefined ? '' : `有问题请联系${contact.role}，电话${contact.phone}。`;
  const head = mark === '' ? '【催报】' : `【催报·${mark}】`;
  return `${head}${name}：${report}${stateWords(owing)}${askWords(owing, plan)}。${asked}${issuer}`;
}

/** 还没有收到 · 已退回，有3处需要修改，还没有重报; nothing of a month that is not over. */
function stateWords(owing: Owing): string {
  if (owing.faults !== null) {
    return `已退回，有${String(owing.faults)}处需要修改，还没有重报，`;
  }
  return isOpen(owing) ? '' : '还没有收到，';
}

/** Whether the month still runs while its report is due after it: nobody can have sent it yet. */
function isOpen({ period, at, due }: Owing): boolean {
  const end = lastDay(period);
  return dayOfMoment(at) <= end && dayOfMoment(due) > end;
}

/** 请于6月4日（星期一）17:00前用原来的办法报送 · 应于…前报送，已逾期1个工作日，请尽快…. */
function askWords(owing: Owing, plan: Plan): string {
  const { due, at, faults } = owing;
  const extended = isExtended(owing, plan) ? '（已批准延期）' : '';
  const send = faults === null ? '用原来的办法报送' : '按回执（批注版）改好，用原来的办法再报一次';
  if (at > due) {
    return `应于${shortMoment(due)}前报送${extended}，${overdueWords(owing, plan)}，请尽快${send}`;
  }
  const isToday = dayOfMoment(due) === dayOfMoment(at);
  const begin = faults === null && isOpen(owing) ? '请在月底以后填报，于' : '请于';
  return `${begin}${isToday ? '今天，即' : ''}${shortMoment(due)}前${extended}${send}`;
}

function overdueWords({ due, at }: Owing, plan: Plan): string {
  const calendar = workingCalendar(plan.calendar);
  const days = calendar.workingDaysBetween(dayOfMoment(due), dayOfMoment(at));
  return days === 0 ? '已过截止时间' : `已逾期${String(days)}个工作日`;
}

function isExtended({ unit, period, due }: Owing, plan: Plan): boolean {
  const { extension, at } = workingCalendar(plan.calendar).dueOf(unit, period);
  return extension !== null && at === due;
}

const WEEKDAYS = '日一二三四五六';

/** 2007年6月4日（星期一）17:00. */
function fullMoment(moment: Moment): string {
  const day = dayOfMoment(moment);
  return `${chineseDay(day)}（星期${WEEKDAYS[weekday(day)] ?? ''}）${moment.slice(11, 16)}`;
}

/** 6月4日（星期一）17:00: near enough to need no year. */
function shortMoment(moment: Moment): string {
  return fullMoment(moment).replace(/^\d+年/, '');
}

/** The letter has no number in the register: a blank stands in the number's place. */
const NO_NUMBER = '\u3000';

/**
 * One letter (信函) to units that owe a month's report, all reminded at one moment.
 *
 * @param all in official order, at least one. @param mark as in `reminderText`.
 */
export function reminderLetter(
  period: Month,
  all: readonly [Owing, ...Owing[]],
  plan: Plan,
  mark: string,
): Bulletin {
  const office = asItWas<Office>(plan.office, period);
  const day: Day = dayOfMoment(all[0].at);
  return {
    period,
    mark,
    isDraft: false,
    head: 'letter',
    fonts: office.fonts,
    issuerMark: office.issuer,
    documentNumber: NO_NUMBER,
    title: `关于抓紧报送${chinesePeriod(period)}报表的催报通知`,
    addressees: all.map((one) => known(one, plan).name).join('、'),
    body: bodyOf(period, all, plan),
    attachments: [],
    issuer: office.issuer,
    seal: office.seal,
    issuedOn: day,
    annexes: [],
    reportTo: '',
    printRun: '',
    copies: '',
    printer: office.printer,
    printedOn: day,
    keywords: ['催报', chinesePeriod(period), all[0].step],
    remarks: [],
  };
}

function bodyOf(period: Month, all: readonly [Owing, ...Owing[]], plan: Plan): readonly Block[] {
  const { contact } = asItWas<Office>(plan.office, period);
  const isReturned = all.some(({ faults }) => faults !== null);
  const again = isReturned ? '报表已退回的，请按回执和批注版改好后再报。' : '';
  return [
    paragraph(openingWords(period, all, plan)),
    ...(all.length === 1 ? [] : [owingTable(all, plan)]),
    paragraph(
      `请用发给本单位的${chinesePeriod(period)}报表填写，用原来的办法报送。${again}没有数的项目填0，不适用本单位的填“不适用”；收到回执写明“接收”，才算报送完成。`,
    ),
    ...(contact === undefined
      ? []
      : [paragraph(`联系人：${contact.role}；联系电话：${contact.phone}。`)]),
  ];
}

function openingWords(period: Month, all: readonly [Owing, ...Owing[]], plan: Plan): string {
  const [first] = all;
  const dues = new Set(all.map(({ due }) => due));
  const until = dues.size > 1 ? '在各自的截止时间（见下表）' : `在${fullMoment(first.due)}`;
  const who = all.length === 1 ? '你单位' : `以下${String(all.length)}个单位`;
  const report = `${chinesePeriod(period)}报表${all.length === 1 ? aboutOne(first, plan) : ''}应${until}前报送。`;
  if (isOpen(first)) return `${report}请${who}提前做好准备，月底以后填报，按时报送。`;
  const isOver = all.every(({ due, at }) => at > due);
  const late = isOver ? `（${lateWords(all, plan)}）` : '';
  const ask = isOver ? '请尽快补报，并说明迟报的原因' : '请抓紧办理，按时报送';
  const back =
    all.length === 1 && first.faults !== null
      ? `的报表已退回，有${String(first.faults)}处需要修改，还没有重报`
      : '还没有报送';
  return `${report}截至${chineseMoment(first.at)}，${who}${back}${late}，${ask}。`;
}

/** What a table says of several units: the form's number, and whether there is an extension. */
function aboutOne(owing: Owing, plan: Plan): string {
  const { form } = known(owing, plan);
  const said = [
    ...(form === null ? [] : [form.number]),
    ...(isExtended(owing, plan) ? ['已批准延期'] : []),
  ];
  return said.length === 0 ? '' : `（${said.join('，')}）`;
}

/** Of units with one due moment alone: 已逾期1个工作日. */
function lateWords(all: readonly [Owing, ...Owing[]], plan: Plan): string {
  const said = new Set(all.map((one) => overdueWords(one, plan)));
  return said.size === 1 ? overdueWords(all[0], plan) : '已过截止时间';
}

function owingTable(all: readonly Owing[], plan: Plan): Table {
  return {
    type: 'table',
    caption: '应报送的单位',
    remark: '',
    head: ['单位', '表号', '截止时间', '目前情况', '单位联系人'],
    widths: [4, 4, 6, 6, 6],
    rows: all.map((owing) => {
      const { name, unit, form } = known(owing, plan);
      const extended = isExtended(owing, plan) ? '（已延期）' : '';
      return {
        emphasis: false,
        cells: [
          cell(name, 'left'),
          cell(form?.number ?? '—', 'center'),
          cell(`${shortMoment(owing.due)}${extended}`, 'center'),
          cell(cellWords(owing), 'center'),
          cell(unit === null ? '—' : `${unit.contact.role} ${unit.contact.phone}`, 'left'),
        ],
      };
    }),
    notes: [],
  };
}

function cellWords(owing: Owing): string {
  if (owing.faults !== null) return `已退回，${String(owing.faults)}处要改`;
  return isOpen(owing) ? '月底以后填报' : '没有收到';
}
