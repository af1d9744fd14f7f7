/** The words for what stands in the way of 核稿, 签发 and 印发. */
import { chineseDay, chineseMoment, type Day, type Moment } from '../day.ts';
import type { Finding } from '../finding.ts';
import { chinesePeriod, type Period } from '../period.ts';
import { Refusal, type RefusalKind, type RefusalWords } from '../refusal.ts';

type Said = Readonly<Record<string, string>>;
type Words = (said: Said) => RefusalWords;

const REFUSALS = {
  'no-draft': [
    'usage',
    ({ document }) => ({
      message: `${String(document)}还没有拟稿。`,
      hint: '请先用 npx tongbao draft 拟稿，再核稿。',
    }),
  ],
  'not-reviewed': [
    'notAllowed',
    ({ document }) => ({
      message: `${String(document)}的拟稿还没有核稿，不能签发。`,
      hint: '请先看过拟稿，用 npx tongbao review 核稿。',
    }),
  ],
  'draft-stale': [
    'notAllowed',
    ({ document, changes, period }) => ({
      message: `${String(document)}拟稿以后，所依据的内容变了：${String(changes)}。`,
      hint: `请重新拟稿、核稿：npx tongbao draft --period ${String(period)}，npx tongbao review --period ${String(period)}。`,
    }),
  ],
  'draft-touched': [
    'notAllowed',
    ({ document, fileName, period }) => ({
      message: `${String(document)}在 data/out 里的“${String(fileName)}”不是最新的拟稿：拟稿以后这个文件被改动过，或者别的机器上又拟过稿。`,
      hint: `看到的可能不是要核稿、签发的那一份。请重新拟稿、核稿：npx tongbao draft --period ${String(period)}，npx tongbao review --period ${String(period)}。`,
    }),
  ],
  'thin-input': [
    'notAllowed',
    ({ document, why }) => ({
      message: `${String(document)}不能核稿和签发：${String(why)}。`,
      hint: '请等报表收齐或者截止时间过后重新拟稿。',
    }),
  ],
  'source-down': [
    'notAllowed',
    ({ document, unread }) => ({
      message: `${String(document)}不能核稿和签发：${String(unread)}，不能算作漏报。`,
      hint: '请等连上以后 npx tongbao collect 收过，再重新拟稿；那边以后不用了的，从方案里去掉，再收一次。',
    }),
  ],
  'already-released': [
    'notAllowed',
    ({ document, documentNumber, period }) => ({
      message: `${String(document)}已经以${String(documentNumber)}印发，不能再核稿和签发。`,
      hint: `印发的通报不再改动；要更正的，请拟更正稿：npx tongbao draft --period ${String(period)} --correct 更正的原因，再核稿、签发、印发（另编文号）。`,
    }),
  ],
  'nothing-to-correct': [
    'usage',
    ({ period }) => ({
      message: '这份通报还没有印发，不用更正。',
      hint: `请直接重新拟稿：npx tongbao draft --period ${String(period)}。`,
    }),
  ],
  'nothing-signed': [
    'usage',
    ({ document }) => ({
      message: `没有已经签发的${String(document)}。`,
      hint: '请用 npx tongbao editions 查看各期通报办到哪一步。',
    }),
  ],
  'other-day': [
    'notAllowed',
    ({ printedOn, today }) => ({
      message: `签发的通报上印的印发日期是${String(printedOn)}，今天是${String(today)}，不能照原样印发。`,
      hint: '请在那一天印发；要改日子的，用 npx tongbao sign 重新签发（文号不变）。',
    }),
  ],
  followed: [
    'notAllowed',
    ({ documentNumber, signature }) => ({
      message: `${String(documentNumber)}后来又签发过（第${String(signature)}次），这一次签发的不再印发。`,
      hint: '请印发最后一次签发的那一份，见 npx tongbao editions。',
    }),
  ],
  'day-past': [
    'usage',
    ({ day }) => ({
      message: `印发日期${String(day)}已经过去。`,
      hint: '请用 --on 写今天或以后的日子，如 --on 2007-06-08；不写就按日历上的印发日期。',
    }),
  ],
  'number-taken': [
    'tryAgain',
    ({ documentNumber }) => ({
      message: `${String(documentNumber)}在签发的同时被另一份通报用掉了，这一份没有签发。`,
      hint: '请再签发一次。',
    }),
  ],
  'number-out': [
    'notAllowed',
    ({ documentNumber, place }) => ({
      message: `${String(documentNumber)}已经印发过（${String(place)}），台账里却没有，这一份没有签发。`,
      hint: '台账可能恢复过旧的备份。请在 office.yaml 的 numberedBefore 写上已经编到第几号，重新拟稿、核稿、签发。',
    }),
  ],
  'not-unattended': [
    'notAllowed',
    ({ document, work }) => ({
      message: `方案没有准许系统自己${String(work)}${String(document)}。`,
      hint: `请由人来${String(work)}；确实准许的，在 schedule.yaml 的 unattended 里写明。`,
    }),
  ],
  incomplete: [
    'notAllowed',
    ({ document, rule, why }) => ({
      message: `${String(document)}没有自动往下办：规则是“${String(rule)}”，${String(why)}。`,
      hint: '请催齐报表，收到后系统会再试；不等的，由人核稿、签发、印发。',
    }),
  ],
  'changed-since': [
    'notAllowed',
    ({ documentNumber, changes }) => ({
      message: `${String(documentNumber)}签发以后又有变动，没有自动印发：${String(changes)}。`,
      hint: '按新的数印发的，请重新拟稿、核稿、签发（文号不变）；仍按签发的印发的，请由人印发。',
    }),
  ],
} as const satisfies Readonly<Record<string, readonly [RefusalKind, Words]>>;

export function signingRefusal(code: keyof typeof REFUSALS, said: Said): Refusal {
  const [kind, words] = REFUSALS[code];
  return new Refusal(kind, code, words(said));
}

/** Whether it is whoever drafts, reviews and signs who has to do something, and not whoever looks after the machine. */
export function isSigningCode(code: string): boolean {
  return Object.hasOwn(REFUSALS, code);
}

/** As many are told by name. */
const TOLD = 5;

/** @param forms those that count now and did not when the draft was made, or the other way round. */
export function changedForms(forms: readonly Readonly<{ unit: string; period: Period }>[]): string {
  if (forms.length === 0)
    return '没有新的来件，数却与拟稿时不同（请先运行 npx tongbao verify 核验台账）';
  return `报表${told(
    forms.map(({ unit, period }) => `${unit}${chinesePeriod(period)}`),
    '份',
  )}`;
}

/** @param what 方案 or 模板. */
export function changedFiles(what: '方案' | '模板', names: readonly string[]): string {
  return `${what}${told(names, '个文件')}`;
}

function told(names: readonly string[], counted: string): string {
  if (names.length === 0) return '';
  const rest = names.length > TOLD ? `等${String(names.length)}${counted}` : '';
  return `（${names.slice(0, TOLD).join('、')}${rest}）`;
}

/** 2007年5月通报, 2007年5月“人才工作”专题通报. @param section its name; empty for the whole. */
export function documentName(period: Period, section: string): string {
  const kind = section === '' ? '' : `“${section}”专题`;
  return `${chinesePeriod(period)}${kind}通报`;
}

/** Why figures are too thin to be signed. */
export const THIN = {
  none: '没有接收任何单位的报表',
  early: (due: Moment, names: readonly string[]): string =>
    `拟稿时还没有到报送截止时间（${chineseMoment(due)}），还缺${told(names, '家').slice(1, -1)}`,
} as const;

/** 应报12家，报齐11家，还缺寿光市. */
export function reportedWords(owing: number, lacking: readonly string[]): string {
  const count = `应报${String(owing)}家，报齐${String(owing - lacking.length)}家`;
  return lacking.length === 0 ? count : `${count}，还缺${told(lacking, '家').slice(1, -1)}`;
}

/** What has come since the signature; what is given out stays what was signed. */
export function changedSinceSigned(changes: readonly string[]): Finding {
  return {
    code: 'S_CHANGED',
    severity: 'warning',
    place: { file: '' },
    message: `签发以后又有变动：${changes.join('；')}。`,
    hint: '印发的仍是签发的那一份。要按新的数印发，请先不要发出，重新拟稿、核稿、签发（文号不变）。',
  };
}

/** 印发日期 that was asked for lies behind the calendar's, or today where that is past. */
export function laterThanPlanned(printedOn: Day, first: Day): Finding {
  return {
    code: 'S_LATER',
    severity: 'warning',
    place: { file: '' },
    message: `印发日期写的是${chineseDay(printedOn)}，不写 --on 就是${chineseDay(first)}。`,
    hint: '写错了的，请用 --on 写对日子再签发一次（文号不变）。',
  };
}

/** @param files how many lie in the inbox. */
export function notCollected(files: number): Finding {
  return {
    code: 'S_WAITING',
    severity: 'warning',
    place: { file: '' },
    message: `收件箱里还有${String(files)}个文件没有收，核过的稿里没有它们。`,
    hint: '要算进去的，请先 npx tongbao collect，再重新拟稿、核稿。',
  };
}
