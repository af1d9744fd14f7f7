/** A section of the bulletin: what the city did in it, who is ahead and behind, the table of all units, and a chart. */
import type { Block, Paragraph, Run } from '../model/bulletin.ts';
import type { IndicatorBoard, SectionBoard } from '../model/scoreboard.ts';
import { afterWords, groupsOf, groupWords, isNothing, timeWords, type Group } from './clause.ts';
import { chartOf } from './chart.ts';
import { coverageSentences, havingCount, missingOf } from './coverage.ts';
import { leadingIndicator, listedName, namesOf, shortName, type Matter } from './matter.ts';
import { paceWords } from './pace.ts';
import { placeWords } from './places.ts';
import { join, paragraph, say } from './saying.ts';
import { sectionTables } from './section-table.ts';

/** Clauses that stand in one sentence before it ends. */
const CLAUSES = 3;

/** Everything of a section but its heading. @param explainsGroups for the first with rows of groups. */
export function sectionBlocks(
  matter: Matter,
  section: SectionBoard,
  explainsGroups: boolean,
): readonly Block[] {
  const lead = leadingIndicator(section.indicators);
  const chart = lead === null ? null : chartOf(matter, lead);
  return [
    ...paragraphs(matter, section, lead),
    ...(lead === null ? [] : sectionTables(matter, section, { lead, explainsGroups })),
    ...(chart === null ? [] : [chart]),
  ];
}

type Sentence = Readonly<{
  group: Group;
  words: readonly Run[];
  after: readonly (readonly Run[])[];
}>;

function paragraphs(
  matter: Matter,
  section: SectionBoard,
  lead: IndicatorBoard | null,
): readonly Paragraph[] {
  const owed = section.indicators.filter(({ city }) => city.coverage.owing.length > 0);
  const sentences = groupsOf(owed).map((group): Sentence => {
    const words = groupWords(matter, group, true);
    return { group, words, after: afterWords(matter, group.whole) };
  });
  const empty = sentences.filter(({ group, after }) => after.length === 0 && hasNothing(group));
  const bare = sentences.filter(({ after, group }) => after.length === 0 && !hasNothing(group));
  const full = sentences.filter(({ after }) => after.length > 0);
  const opening = bareParagraph(matter, bare, nothingWords(matter, empty));
  return [
    ...full.map((sentence) => fullParagraph(matter, sentence, lead)),
    ...opening,
    ...closing(matter, section, lead, full),
  ];
}

function hasNothing({ whole, parts }: Group): boolean {
  return parts.length === 0 && isNothing(whole);
}

/** 泰山学者、山东省首席技师尚无新增。 · 泰山学者已报的11个县市区尚无新增（缺坊子区）: nobody speaks for who did not report. */
function nothingWords(matter: Matter, sentences: readonly Sentence[]): readonly Run[] {
  const entries = sentences.map(({ group }) => group.whole);
  const byMissing = Map.groupBy(entries, ({ city }) => namesOf(matter, missingOf(city)).join('、'));
  const clauses = [...byMissing].map(([missing, some]) => {
    const names = some.map(({ indicator }) => listedName(indicator)).join('、');
    const city = some[0]?.city;
    if (missing === '' || city === undefined) return say`${names}尚无新增。`;
    const noun = matter.nounOf(city.coverage.owing);
    return say`${names}已报的${havingCount(city)}个${noun}尚无新增（缺${missing}）。`;
  });
  return join(clauses, '');
}

/** The report's manner: a few figures to a sentence, a sentence for each stretch of time. */
function bareParagraph(
  matter: Matter,
  sentences: readonly Sentence[],
  nothing: readonly Run[],
): readonly Paragraph[] {
  if (sentences.length === 0) return nothing.length === 0 ? [] : [paragraph(nothing)];
  const lines: (readonly Run[])[][] = [];
  let time = '';
  let closed = true;
  let last: Group | null = null;
  for (const { group, words } of sentences) {
    const own = timeWords(matter, group.whole.indicator, words);
    const line = lines.at(-1) ?? [];
    const hasParts = group.parts.length > 0;
    const begins = closed || hasParts || line.length >= CLAUSES || (own !== '' && own !== time);
    const before: Group | null = begins ? null : last;
    const said = say`${own === time ? '' : own}${groupWords(matter, group, true, before)}`;
    if (begins) lines.push([said]);
    else line.push(said);
    time = own;
    last = group;
    closed = hasParts;
  }
  return [paragraph(...lines.map((line) => say`${join(line, '，')}。`), nothing)];
}

function fullParagraph(
  matter: Matter,
  { group, words, after }: Sentence,
  lead: IndicatorBoard | null,
): Paragraph {
  const { whole } = group;
  const time = timeWords(matter, whole.indicator, words);
  const parts = group.parts.length === 0 ? '，' : '；';
  const first = say`${time}${words}${parts}${join(after, '，')}。`;
  const pace = paceWords(matter, whole, whole === lead);
  if (pace !== null) return paragraph(first, pace, '。');
  const places = whole === lead ? placeWords(matter, whole) : null;
  return places === null ? paragraph(first) : paragraph(first, '从各单位看，', places, '。');
}

/** Where the leading indicator's places stand when it had no paragraph of its own, and whom the totals lack. */
function closing(
  matter: Matter,
  section: SectionBoard,
  lead: IndicatorBoard | null,
  full: readonly Sentence[],
): readonly Paragraph[] {
  const told = full.some(({ group }) => group.whole === lead);
  const places = lead === null || told ? null : placeWords(matter, lead);
  const name = lead === null ? '' : shortName(lead.indicator);
  const standing = places === null ? [] : say`从各单位看，${name}${places}。`;
  const coverage = coverageSentences(matter, section.indicators);
  const runs = say`${standing}${coverage}`;
  return runs.length === 0 ? [] : [{ type: 'paragraph', runs }];
}
