/** The words for versions of the templates (模板的版本): which one is meant, and why one cannot be put back or compared. */
import type { Finding } from '../finding.ts';
import { Refusal, type RefusalKind, type RefusalWords } from '../refusal.ts';
import { quoted } from './catalogue.ts';

type Entry = Readonly<{ kind: RefusalKind; words: (names: readonly string[]) => RefusalWords }>;

const LISTED = 6;

const VERSION_REFUSALS = {
  'template-unknown': {
    kind: 'usage',
    words: ([name = '']) => ({
      message: `台账里没有编号以${quoted(name)}开头的模板。`,
      hint: '请用 npx tongbao template list 查看留存的各个版本；正在用的模板写“现在”。',
    }),
  },
  'template-ambiguous': {
    kind: 'usage',
    words: (names) => ({
      message: `编号这样开头的模板不止一个：${names.slice(0, LISTED).map(shortHash).join('、')}。`,
      hint: '请把编号多写几位。',
    }),
  },
  'template-no-letter': {
    kind: 'usage',
    words: ([period = '']) => ({
      message: `${period}没有催过报，没有催报通知可以对照。`,
      hint: '请换一个催过报的月份（--period），或者先用 npx tongbao remind 催报。',
    }),
  },
  'template-fonts-differ': {
    kind: 'dataRefused',
    words: (names) => ({
      message: `这个版本用的字体与 templates/fonts 里现有的不同：${names.join('、')}。`,
      hint: '台账只留存字体的校验值，不留存字体文件；请先把当时的字体文件放回 templates/fonts，再试一次。',
    }),
  },
  'template-unsound': {
    kind: 'dataRefused',
    words: ([version = '', count = '']) => ({
      message: `版本 ${version} 按现在的检查有 ${count} 处错误，排不出版面。`,
      hint: '只能对照文字；要重新使用这个版本，请恢复以后用 npx tongbao template check 逐处改好。',
    }),
  },
} as const satisfies Readonly<Record<string, Entry>>;

/** @param names what was typed, or what is spoken of: hashes, fonts, counts. */
export function versionRefusal(
  code: keyof typeof VERSION_REFUSALS,
  names: readonly string[],
): Refusal {
  const { kind, words } = VERSION_REFUSALS[code];
  return new Refusal(kind, code, words(names));
}

/** Two versions were compared as text only. */
export function notComparedAsPages({ message, hint }: RefusalWords): Finding {
  return {
    code: 'V_TEXT_ONLY',
    severity: 'warning',
    place: { file: '' },
    message: `只对照了文字，没有对照版面：${message}`,
    hint,
  };
}

const SHOWN = 12;

/** As much of a version's hash as people are shown; they may type less. */
export function shortHash(sha256: string): string {
  return sha256.slice(0, SHOWN);
}
