/** Typed text before it is read as a number: folding, and all that is recognisably something else. */
import type { Cell, CellKind } from './cell-grid.ts';
import { decimal, decimalText, PLAIN_DECIMAL } from './decimal.ts';
import type { CellCode } from './numeral-code.ts';
import { isMobile, maskPersonal } from './personal.ts';

/** Invisible letters that pasting leaves behind: soft hyphen, zero-width and left-to-right marks, byte order mark. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a\u202c\u202d\u2060-\u2066\u2068\u2069\ufeff]/g;
/** Control letters; also the marks that make digits show in another order than they are stored. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202b\u202e\u2067]/;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\n]/g;
const MINUSES = /[\u2010-\u2013\u2212\ufe63]/g;
/** Of these letters alone nothing is folded, and most cells hold no others. */
const FOLDED = /^[!-&(-~\u3400-\u9fff]*$/;

const EXCEL_ERROR =
  /^#(?:REF!|VALUE!|NUM!|DIV\/0!|N\/A|NAME\?|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA)$|^Err:\d{3}$/i;
const DASHES = /^[-‐-―−_~/\\|… ]+$/;
const INJECTION = /^[=@]|^[+-]\s*[a-z@].*[|!(]|<[a-z/!?%]|\{\{|\{%|\$\{/i;
const NONE_WORDS = new Set(
  (
    '无 没有 本月无 暂无 暂无数据 无数据 未开展 未统计 尚未统计 统计中 未发生 未报 待报 待定 待统计 待核 ' +
    '待核实 待补 同上 〃 空 缺 暂缺 不详 不清楚 未知 不涉及 无此项 n/a na nan null nil none × ✕ ✗ ? ??'
  ).split(' '),
);
const ID_CARD =
  /^[1-9]\d{5}(?:(?:18|19|20)\d{2}|\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?:(?<=^\d{17})[\dXx]|(?<=^\d{15}))$/;
const SCIENTIFIC = /^[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,4}$/;
const DATES: readonly RegExp[] = [
  /^\d{2,4}年\d{1,2}月?(?:\d{1,2}[日号]?)?$/,
  /^\d{1,2}月(?:\d{1,2}[日号]?|份|底|末|初|中旬|上旬|下旬)?$/,
  /^\d{1,2}[日号]$/,
  /^\d{4}([-/.])\d{1,2}\1\d{1,2}(?:[T ].*)?$/,
  /^\d{2}([-/.])(?:0?[1-9]|1[0-2])\1\d{1,2}$/,
  /^(?:0?[1-9]|1[0-2])[-/](?:0?[1-9]|[12]\d|3[01])$/,
  /^\d{4}[-/](?:0?[1-9]|1[0-2])$/,
  /^\d{1,2}([-/.])\d{1,2}\1\d{4}$/,
  /^(?:[〇零○一二三四五六七八九]{4}年)?[一二三四五六七八九十]{1,2}月(?:份|[一二三四五六七八九十]{1,3}[日号])?$/,
];

/** Folds what only looks different: full-width letters, odd spaces and minus signs, invisible letters. Not NFKC: 10² is not 102. */
export function foldTyped(raw: string): string {
  if (FOLDED.test(raw)) return raw;
  return raw
    .replace(INVISIBLE, '')
    .replace(FULL_WIDTH, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/\r\n?/g, ' ')
    .replace(SPACES, ' ')
    .replace(MINUSES, '-')
    .replace(/\u301c/g, '~')
    .trim()
    .replace(/^['‘’](?=\d)/, '')
    .replace(/(?<=\d)。(?=\d)/g, '.');
}

/** The full-form words for "does not apply", whatever spaces or brackets stand around them. */
export function saysNotApplicable(folded: string): boolean {
  return /^[([【]?不适用[)\]】]?$/.test(folded.replace(/ /g, ''));
}

function isIdCard(text: string): boolean {
  return ID_CARD.test(text);
}

/** Why a whole text is a person's number and no figure; null when it is none. */
export function personCode(text: string): 'E_IDCARD' | 'E_PHONE' | null {
  if (isIdCard(text)) return 'E_IDCARD';
  return isMobile(text) ? 'E_PHONE' : null;
}

function isDateText(folded: string): boolean {
  return DATES.some((pattern) => pattern.test(folded));
}

/** A word without the spaces, brackets and stops that may stand around it. */
function bareWord(folded: string): string {
  return folded.toLowerCase().replace(/[\s()[\]【】.。、,;!]/g, '');
}

/** 无 and 没有: probably zero, and never taken for it. */
export function saysNone(folded: string): boolean {
  return ['无', '没有', '本月无'].includes(bareWord(folded));
}

/** 零报告 says zero in so many words. */
export function saysZero(folded: string): boolean {
  return /^零报告?$/.test(bareWord(folded));
}

/** What a spreadsheet shows for a formula that cannot be worked out: #DIV/0!. */
export function isErrorWord(folded: string): boolean {
  return EXCEL_ERROR.test(folded);
}

/** Why a cell that holds neither text, nor number, nor day cannot be read. */
export function kindFault(kind: CellKind): 'E_XERR' | 'E_NOCACHE' | 'E_TYPE' {
  if (kind === 'error') return 'E_XERR';
  return kind === 'empty-formula' ? 'E_NOCACHE' : 'E_TYPE';
}

/** What a text is when it is no number at all, or null when it may be one. */
export function nonFigure(raw: string, folded: string): CellCode | null {
  if (CONTROL.test(raw.replace(/\r\n?/g, '\n'))) return 'E_CTRL';
  if (isErrorWord(folded)) return 'E_XERR';
  if (folded === '' || (folded.length <= 12 && DASHES.test(folded))) return 'E_BLANK';
  if (INJECTION.test(folded)) return 'E_INJECT';
  if (NONE_WORDS.has(bareWord(folded))) return 'E_NONE';
  if (SCIENTIFIC.test(folded)) return 'E_SCI';
  return personCode(folded) ?? (isDateText(folded) ? 'E_DATE' : null);
}

/** What people saw in the cell: 0.95 in the format of percent is 95%. */
function shown({ kind, text, percentFormat }: Cell): string {
  if (kind !== 'number' || percentFormat !== true || isIdCard(text)) return text;
  if (!PLAIN_DECIMAL.test(text)) return text;
  return `${decimalText(decimal(text).times(decimal('100')))}%`;
}

/** What stood in the cell, for receipts; numbers of persons are masked: 370702********1234, 138****5678. */
export function typedText(cell: Cell | null): string {
  const text = cell === null ? '' : shown(cell);
  const folded = foldTyped(text);
  if (isIdCard(folded)) {
    return `${folded.slice(0, 6)}${'*'.repeat(folded.length - 10)}${folded.slice(-4)}`;
  }
  const seen = text.replace(INVISIBLE, '');
  const masked = maskPersonal(seen);
  return masked === seen ? text : masked;
}
