/** The words of the clock: what is done by itself, when and why then, and how it ended. */
import { chineseDay, chineseMoment, dayOfMoment, weekday, type Day } from '../day.ts';
import type { DueReason, SlotOutcome } from '../due-slots.ts';
import { chinesePeriod } from '../period.ts';
import type { Slot } from '../timetable.ts';
import { areHolidaysKnown, type WorkingCalendar } from '../working-calendar.ts';
import type { FaultKind } from '../clock-ledger.ts';
import type { Finding } from '../finding.ts';
import { Refusal, type RefusalKind } from '../refusal.ts';
import type { Outcome } from '../submission.ts';
import { OUTCOME_WORDS } from './words.ts';
import { workWord } from './timetable-words.ts';

const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];

export function weekdayWord(day: Day): string {
  return WEEKDAYS[weekday(day)] ?? '';
}

/** 2007年5月拟稿; 收报. */
export function slotName({ job, period }: Pick<Slot, 'job' | 'period'>): string {
  return `${period === null ? '' : chinesePeriod(period)}${workWord(job.does)}`;
}

/** Why a slot lies where it does, one reason each. */
export function slotReasons(slot: Slot, calendar: WorkingCalendar): readonly string[] {
  const day = dayOfMoment(slot.at);
  const {
    movedFrom,
    job: { does },
  } = slot;
  const isWeekend = weekday(day) === 0 || weekday(day) === 6;
  return [
    ...(movedFrom === null
      ? []
      : [
          `原定${chineseDay(movedFrom)}（${weekdayWord(movedFrom)}）是休息日，${movedFrom < day ? '顺延' : '提前'}`,
        ]),
    ...(isWeekend && calendar.isWorkingDay(day) ? ['调休上班'] : []),
    ...(does === 'sign' || does === 'release' ? ['无人值守，报表不合规则不做'] : []),
    ...(slot.early === null ? [] : ['收齐即做，这是最迟时间']),
  ];
}

/** 2007年6月4日（星期一）17:00. */
export function slotMoment({ at }: Slot): string {
  const day = dayOfMoment(at);
  return `${chineseDay(day)}（${weekdayWord(day)}）${chineseMoment(at).slice(chineseDay(day).length)}`;
}

export const REASON_WORDS: Readonly<Record<DueReason, string>> = {
  'on-time': '按时',
  early: '收齐提前做',
  late: '补做',
  resumed: '中断后接着做',
  retried: '再试',
  'too-late': '过时不补',
  before: '写进日程时已过时间',
};

export const SLOT_OUTCOME_WORDS: Readonly<Record<SlotOutcome, string>> = {
  done: '完成',
  failed: '没有做成',
  skipped: '没有做',
  lost: '中断',
};

/** What is told of years of which only the weekends are known. */
export function holidaysUnknown(
  slots: readonly Slot[],
  restDays: readonly Day[],
): readonly Finding[] {
  const years = [...new Set(slots.map(({ at }) => Number(at.slice(0, 4))))];
  return years
    .filter((year) => !areHolidaysKnown(year, restDays))
    .map((year) => ({
      code: 'C_HOLIDAYS_UNKNOWN',
      severity: 'warning',
      place: { file: 'config/calendar.yaml', key: 'restDays' },
      message: `系统没有 ${String(year)} 年的放假安排，这一年的时间只避开了周末`,
      hint: `国务院办公厅公布后，把 ${String(year)} 年的放假日写进 restDays、调休上班日写进 workDays`,
    }));
}

/** What is told where clocks of different plans share one ledger. */
export const PLANS_CONTESTED: Finding = {
  code: 'C_PLANS_CONTESTED',
  severity: 'error',
  place: { file: 'config/schedule.yaml' },
  message: '一小时里方案来回换了几次：几台电脑共用一个台账，它们的 config 不一样，日程里的事会漏做',
  hint: '请把各台电脑的 config 改成一样的，或者只在一台上开 serve',
};

type Words = Readonly<{ cause: string; action: string }>;

/** 收到3份：接收2，退回1，重复0. */
export function collectedWords(outcomes: readonly Outcome[]): string {
  if (outcomes.length === 0) return '收件箱里没有新文件';
  const kinds: readonly Outcome[] = ['accepted', 'returned', 'seen-before'];
  const counts = kinds.map(
    (kind) =>
      `${OUTCOME_WORDS[kind]}${String(outcomes.filter((outcome) => outcome === kind).length)}`,
  );
  return `收到${String(outcomes.length)}份：${counts.join('，')}`;
}

/** @param remarks how many things are to be looked at. */
export function draftedWords(path: string, pages: number, remarks: number): string {
  const told = remarks === 0 ? '' : `；有${String(remarks)}处提醒，见 npx tongbao draft`;
  return `${String(pages)}页 ${path}${told}`;
}

/** 潍组通报〔2007〕5号，2007年6月8日印发. */
export function signedWords(documentNumber: string, printedOn: Day): string {
  return `${documentNumber}，${chineseDay(printedOn)}印发`;
}

/** @param given how many reminders were given just now. */
export function remindedWords(given: number): string {
  return given === 0 ? '没有要催的' : `催报${String(given)}家，见 npx tongbao status`;
}

/**
 * @param sent how many went out or came to an end. @param waiting how many are tried again later.
 * @param remarks how many things are to be looked at.
 */
export function deliveredWords(sent: number, waiting: number, remarks: number): string {
  if (sent + waiting + remarks === 0) return '没有等候发送的通报和催报';
  const rest = waiting === 0 ? '' : `，还有${String(waiting)}件下次再发`;
  const told = remarks === 0 ? '' : `，有${String(remarks)}处要处理`;
  return `办完${String(sent)}件${rest}${told}，见 npx tongbao deliveries`;
}

/** @param removed how many old backups went. */
export function backedUpWords(path: string, removed: number): string {
  return removed === 0 ? path : `${path}，删去${String(removed)}份一个月以前的备份（每月留第一份）`;
}

/** Work that came to an end, but not to a good one: all its findings are the cause. */
export function findingsRefusal(kind: RefusalKind, findings: readonly Finding[]): Refusal {
  const [message, hint] = (['message', 'hint'] as const).map((part) =>
    [...new Set(findings.map((finding) => finding[part]))].join(''),
  ) as [string, string];
  return new Refusal(kind, 'job-findings', { message, hint, findings });
}

/** What is said of an attempt whose process was gone before it ended. */
export const LOST_WORDS: Words = {
  cause: '做到一半，程序停了（断电、重启或被结束）',
  action: '不用处理，已接着做',
};

export function leftOutWords(reason: 'too-late' | 'before', work: string): Words {
  const action = `还要做的，请手工${work}`;
  return reason === 'before'
    ? { cause: '写进日程时这个时间已经过了', action: `改成以后的时间；${action}` }
    : { cause: '到时候没有开机，已过两小时，按日程“跳过”', action };
}

/** @param faults of the plan, errors only. */
export function planFaultWords(faults: readonly Finding[]): Words {
  const [first] = faults;
  const where = first?.place.line === undefined ? '' : `第${String(first.place.line)}行`;
  const told = first === undefined ? '' : `：${first.place.file}${where}${first.message}`;
  const more = faults.length > 1 ? `等${String(faults.length)}处` : '';
  return {
    cause: `方案有错误${told}${more}`,
    action: '请用 npx tongbao plan check 查看全部错误，改好后会自动再试',
  };
}

/** What a fault met in the work says of itself. */
export function faultWords(error: unknown): Words {
  if (error instanceof Refusal) {
    const [first] = error.findings;
    const told = first === undefined ? '' : `（${first.place.file} ${first.message}）`;
    return { cause: `${error.message}${told}`, action: error.hint };
  }
  const said = error instanceof Error ? error.message : String(error);
  return {
    cause: `程序出错：${said}`,
    action: '请把 data/logs 里当天的日志交给维护人员；已经登记的报表不受影响',
  };
}

/** Whose a fault is to mend. */
export function ownerWord(kind: FaultKind): string {
  switch (kind) {
    case 'dataRefused':
    case 'usage':
      return '方案和模板的管理员';
    case 'outsideDown':
    case 'notAllowed':
      return '管这台计算机的人';
    case 'office':
      return '办通报的人（催报、核稿、签发、印发）';
    case 'bug':
      return '程序的维护人员';
    case 'running':
    case 'tryAgain':
    case '':
      return '不用处理，系统自己再试';
  }
}
