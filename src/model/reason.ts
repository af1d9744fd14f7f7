/** Whether a remark gives a reason, or only fills the cell: for the server's checks and the form's own alike. */
import { foldTyped } from './numeral-text.ts';

/** What a clerk puts into a cell that must not be empty. */
const SAYS_NOTHING: readonly string[] = [
  ...['无', '没有', '略', '暂无', '不知道', '不清楚', '不详', '不明', '未知', '待定', '待查'],
  ...['核实', '请核实', '待核实', '已核实', '见上', '见前', '同上', '同前', '如上'],
];

/** The remark when it says anything; empty for blanks, digits and punctuation alone (1, -、/) and words such as 无. */
export function reasonIn(remark: string): string {
  const letters = foldTyped(remark).replace(/[\s\p{P}\p{S}\p{N}]/gu, '');
  return letters === '' || SAYS_NOTHING.includes(letters) ? '' : remark;
}

/** So many letters pass for a reason in a formula, unless they begin like something that is none. */
const REASON_LETTERS = 4;
/** Any of these makes a reason, however short it is (核减); none stands in a word that says nothing. */
const TELLING = Array.from('减调重误错漏统计划转并撤停改更换退离迁移业职返整修补扣');
const FILLERS = Array.from('-—/.·…、，。（(“"+* 0123456789０１２３４５６７８９');

/** Above 0 where a remark gives no reason, for a cell's reference; flat, so that an .xls holds it. Stricter than `reasonIn`. */
export function unexplainedFormula(remark: string): string {
  const begins = (count: number, words: readonly string[]): string =>
    `ISNUMBER(MATCH(LEFT(${remark},${String(count)}),${listed(words)},0))`;
  const short = SAYS_NOTHING.filter(({ length }) => length === 1);
  const pairs = new Set(SAYS_NOTHING.filter(({ length }) => length > 1).map((w) => w.slice(0, 2)));
  const tells = `SUMPRODUCT(--ISNUMBER(FIND(${listed(TELLING)},${remark})))`;
  const weak = `(LEN(TRIM(${remark}))<${String(REASON_LETTERS)})`;
  return `(${tells}=0)*(${weak}+${begins(1, [...FILLERS, ...short])}+${begins(2, [...pairs])})`;
}

/** Words as an array that a formula looks into. */
export function listed(words: readonly string[]): string {
  return `{${words.map((word) => `"${word.replaceAll('"', '""')}"`).join(',')}}`;
}
