/** What the units wrote in words (亮点工作、存在问题), and the units that the rules name. */
import type { Block, Paragraph, Run } from '../model/bulletin.ts';
import { PART } from '../model/catalogue/parts.ts';
import type { OrgUnitId } from '../model/plan.ts';
import type { Standing, TextBoard, TextEntry, UnitReport } from '../model/scoreboard.ts';
import {
  allIndicators,
  isMonthly,
  isOfProgress,
  isRatioBehind,
  shortName,
  type Matter,
} from './matter.ts';
import { join, monthWords, paragraph, say } from './saying.ts';
import { countOf, ratioText } from './wording.ts';

/** Letters of a unit's own words that are printed; the rest stays in the ledger. */
const LETTERS = 150;
const ENDS = '。！？；';
/** A line break between Chinese letters or punctuation: nothing stands there in print. */
const BETWEEN_HAN = /(?<=[\p{Script=Han}\u3000-\u303f\uff00-\uffef”]) (?=[\p{Script=Han}“（])/gu;

export type Titled = Readonly<{ title: string; blocks: readonly Block[] }>;

/** A part for each text item of the plan; the units that the rules name stand under the one about problems. */
export function textParts(matter: Matter): readonly Titled[] {
  const parts = matter.board.texts.map((board): Titled => {
    const named = isAboutProblems(board) ? ruledParagraphs(matter) : [];
    return { title: board.text.name, blocks: [...named, ...entryParagraphs(matter, board)] };
  });
  const hasProblems = matter.board.texts.some(isAboutProblems);
  const ruled = hasProblems ? [] : ruledParagraphs(matter);
  return ruled.length === 0 ? parts : [...parts, { title: PART.problems, blocks: ruled }];
}

function isAboutProblems({ text }: TextBoard): boolean {
  return text.name.includes('问题');
}

function entryParagraphs(matter: Matter, board: TextBoard): readonly Paragraph[] {
  const entries = board.entries.map((entry) => ({ ...entry, words: shortened(entry.words) }));
  const said = entries.filter(({ words }) => words !== '');
  if (said.length === 0) return [paragraph(`本期${tellersOf(matter)}未报送${board.text.name}。`)];
  const newest = [...new Map(said.map((entry) => [entry.unit, entry])).values()];
  const paragraphs = newest.map((entry) =>
    paragraph(`${matter.nameOf(entry.unit)}：${monthOfWords(matter, entry)}${entry.words}`),
  );
  if (newest.length === said.length) return paragraphs;
  const count = countOf(`texts/city/count:${board.text.code}`, said.length, []);
  const again = countOf(`texts/city/count:${board.text.code}-again`, board.repeats, []);
  const repeats = board.repeats === 0 ? [] : say`（不含重复的${again}条）`;
  // The workbook is no 附件 of the document: it lies beside it, where the plan has it written.
  const isThere = matter.plan.delivery.attachments.includes('汇总表.xlsx');
  const where = isThere ? '，全部内容另见汇总表' : '';
  const rest = say`本期共报送${board.text.name}${count}条${repeats}，每个单位刊登最近一条${where}。`;
  return [...paragraphs, paragraph(rest)];
}

/** 各单位, or 已报单位 where some sent no form: of those it is not known that they had nothing to tell. */
function tellersOf({ board }: Matter): '各单位' | '已报单位' {
  const missing = board.reporting.reports.filter(
    ({ status }) => status === 'missing' || status === 'returned',
  );
  return missing.length === 0 || missing.length === board.reporting.reports.length
    ? '各单位'
    : '已报单位';
}

/** （11月） of a longer period, where only the newest words are printed. */
function monthOfWords(matter: Matter, { month }: TextEntry): string {
  return isMonthly(matter) ? '' : `（${monthWords(month, matter.board.period)}）`;
}

/** The words in one line, cut at the end of a sentence; where none ends early enough, cut with an ellipsis. */
function shortened(words: string): string {
  const line = words
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(BETWEEN_HAN, '')
    .trim();
  const letters = Array.from(line);
  if (letters.length <= LETTERS) return ended(line);
  const head = letters.slice(0, LETTERS);
  const end = head.findLastIndex((letter) => ENDS.includes(letter));
  if (end < 0) return `${head.join('')}……`;
  return ended(head.slice(0, end + 1).join(''));
}

function ended(line: string): string {
  if (line === '' || /[。！？…”）]$/.test(line)) return line;
  return `${line.replace(/[；，、：;,.:]+$/, '')}。`;
}

function ruledParagraphs(matter: Matter): readonly Paragraph[] {
  const slow = slowWords(matter);
  const short = shortWords(matter);
  const overdue = overdueWords(matter);
  const tardy = tardyWords(matter);
  return [slow, short, overdue, tardy].flatMap((words) =>
    words === null ? [] : [paragraph(words)],
  );
}

/** 比率未达目标的单位有寒亭区（非公企业组建率98.95%）. */
function shortWords(matter: Matter): readonly Run[] | null {
  const clauses = matter.board.units.flatMap(({ id, name }) => {
    const short = allIndicators(matter.board).flatMap(({ indicator, units }) =>
      units
        .filter((unit) => unit.holder.id === id && isRatioBehind(indicator, unit))
        .map((unit) => say`${shortName(indicator)}${ratioText(indicator, unit)}`),
    );
    return short.length === 0 ? [] : [say`${name}（${join(short, '、')}）`];
  });
  return clauses.length === 0 ? null : say`比率未达目标的单位有${join(clauses, '、')}。`;
}

/** “县市区党委换届”临朐县、安丘市逾期未完; who did not report is named as missing instead. */
function overdueWords(matter: Matter): string | null {
  const clauses = matter.board.tasks
    .filter(({ timing }) => timing === 'overdue')
    .flatMap(({ task, units }) => {
      const late = units.filter(
        ({ status, state }) => status !== null && status !== '已完成' && state !== 'not-applicable',
      );
      const whom = names(
        matter,
        late.map(({ unit }) => unit),
      );
      return late.length === 0 ? [] : [`“${task.name}”${whom}`];
    });
  return clauses.length === 0 ? null : `重点任务逾期未完的单位：${clauses.join('；')}。`;
}

/** Units behind in at least half of their indicators that have a pace. */
function slowWords(matter: Matter): readonly Run[] | null {
  const clauses = matter.board.units.flatMap(({ id, name }) => {
    const paced = allIndicators(matter.board)
      .filter(isOfProgress)
      .flatMap(({ units }) => units)
      .filter((standing) => standing.holder.id === id && standing.pace !== null);
    const behind = paced.filter(({ pace }) => pace === 'behind');
    if (behind.length === 0 || behind.length * 2 < paced.length) return [];
    const all = countOf(`pace/${id}/count:all`, paced.length, paced.map(gapId));
    const late = countOf(`pace/${id}/count:behind`, behind.length, behind.map(gapId));
    return [say`${name}（${all}项中滞后${late}项）`];
  });
  if (clauses.length === 0) return null;
  return say`进度滞后的指标达到半数的单位有${join(clauses, '、')}。`;
}

function gapId({ gap }: Standing): string {
  return gap.id;
}

const TARDY = {
  missing: '未报送',
  returned: '报表退回后未重报',
  late: '迟报',
} as const satisfies Partial<Record<UnitReport['status'], string>>;

/** Units that have not reported or were late; of a longer period in which months. */
function tardyWords(matter: Matter): readonly Run[] | null {
  const clauses = (Object.keys(TARDY) as (keyof typeof TARDY)[]).flatMap((status) => {
    const reports = matter.board.reporting.reports.filter((report) => report.status === status);
    return isMonthly(matter) ? monthClause(matter, reports) : spanClauses(matter, reports);
  });
  return clauses.length === 0 ? null : say`报送不及时、不完整：${join(clauses, '；')}。`;
}

function monthClause(matter: Matter, reports: readonly UnitReport[]): readonly (readonly Run[])[] {
  const [first] = reports;
  if (first === undefined) return [];
  const whom = names(
    matter,
    reports.map(({ unit }) => unit),
  );
  return [say`${whom}${first.status === 'late' ? '未按时报送' : verbOf(first)}`];
}

/** 昌乐县3月未报送 · 寒亭区2月、高密市9月各迟报1次 · 坊子区1月、4月迟报2次: once is not called always. */
function spanClauses(matter: Matter, reports: readonly UnitReport[]): readonly (readonly Run[])[] {
  const ids = matter.board.units.map(({ id }) => id);
  const byUnit = [...Map.groupBy(reports, ({ unit }) => unit).values()].toSorted(
    ([a], [b]) => ids.indexOf(a?.unit ?? '') - ids.indexOf(b?.unit ?? ''),
  );
  return [...Map.groupBy(byUnit, ({ length }) => length)].flatMap(([times, some]) => {
    const [first] = some[0] ?? [];
    if (first === undefined) return [];
    const whom = some.map((own) => {
      const months = own.map(({ period }) => monthWords(period, matter.board.period));
      return `${matter.nameOf(own[0]?.unit ?? '')}${months.join('、')}`;
    });
    const list = whom.join(times > 1 ? '，' : '、');
    if (some.length === 1 && times === 1) return [say`${list}${verbOf(first)}`];
    const count = countOf(`reporting/city/count:${first.status}-${String(times)}`, times, [
      matter.board.reporting.reportingRate.id,
    ]);
    return [say`${list}${some.length > 1 ? '各' : ''}${verbOf(first)}${count}次`];
  });
}

function verbOf({ status }: UnitReport): string {
  return status in TARDY ? TARDY[status as keyof typeof TARDY] : '';
}

function names(matter: Matter, units: readonly OrgUnitId[]): string {
  return units.map((unit) => matter.nameOf(unit)).join('、');
}
