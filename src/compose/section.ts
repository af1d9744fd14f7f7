/** A section of the bulletin: what the city did in it, who is ahead and behind, the table of all units, and a chart. */
import type { Block, Paragraph, Run } from '../model/bulletin.ts';
import type { IndicatorBoard, SectionBoard } from '../model/scoreboard.ts';
import { afterWords, groupsOf, groupWords, timeWords, type Group } from './clause.ts';
import { chartOf } from './chart.ts';
import { coverageSentences } from './coverage.ts';
import { leadingIndicator, shortName, type Matter } from './matter.ts';
import { paceWords, placeWords } from './pace.ts';
import { join, paragraph, say } from './saying.ts';
import { sectionTables } from './section-table.ts';

/** Clauses that stand in one sentence before it ends. */
const CLAUSES = 3;

/** Everything of a section but its heading. */
export function sectionBlocks(matter: Matter, section: SectionBoard): readonly Block[] {
  const lead = leadingIndicator(section.indicators);
  const chart = lead === null ? null : chartOf(matter, lead);
  return [
    ...paragraphs(matter, section, lead),
    ...(lead === null ? [] : sectionTables(matter, section, lead)),
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
    const words = groupWords(group);
    return { group, words, after: afterWords(matter, group.whole) };
  });
  const bare = sentences.filter(({ after }) => after.length === 0);
  const full = sentences.filter(({ after }) => after.length > 0);
  const opening = bareParagraph(matter, bare);
  return [
    ...full.map((sentence) => fullParagraph(matter, sentence, lead)),
    ...opening,
    ...closing(matter, section, lead, full),
  ];
}

/** The report's manner: a few figures to a sentence, a sentence for each stretch of time. */
function bareParagraph(matter: Matter, sentences: readonly Sentence[]): readonly Paragraph[] {
  if (sentences.length === 0) return [];
  const lines: (readonly Run[])[][] = [];
  let time = '';
  let closed = true;
  for (const { group, words } of sentences) {
    const own = timeWords(matter, group.whole.indicator, words);
    const said = say`${own === time ? '' : own}${words}`;
    const line = lines.at(-1) ?? [];
    const hasParts = group.parts.length > 0;
    const begins = closed || hasParts || line.length >= CLAUSES || (own !== '' && own !== time);
    if (begins) lines.push([said]);
    else line.push(said);
    time = own;
    closed = hasParts;
  }
  return [paragraph(...lines.map((line) => say`${join(line, '，')}。`))];
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
