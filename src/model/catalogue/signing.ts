/** The words for what stands in the way of 核稿, 签发 and 印发. */
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
    ({ document, changes }) => ({
      message: `${String(document)}拟稿以后，所依据的内容变了：${String(changes)}。`,
      hint: '请重新拟稿、核稿：npx tongbao draft，npx tongbao review。',
    }),
  ],
  'thin-input': [
    'notAllowed',
    ({ document, why }) => ({
      message: `${String(document)}不能核稿和签发：${String(why)}。`,
      hint: '请等报表收齐或者截止时间过后重新拟稿。',
    }),
  ],
  'already-released': [
    'notAllowed',
    ({ document, documentNumber }) => ({
      message: `${String(document)}已经以${String(documentNumber)}印发，不能再核稿和签发。`,
      hint: '印发的通报不再改动；数字有更正的，请另行行文说明。',
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
} as const satisfies Readonly<Record<string, readonly [RefusalKind, Words]>>;

export function signingRefusal(code: keyof typeof REFUSALS, said: Said): Refusal {
  const [kind, words] = REFUSALS[code];
  return new Refusal(kind, code, words(said));
}
