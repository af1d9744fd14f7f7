/** The whole bulletin (通报), put together part by part: nothing after this decides a digit or a word. */
import type { Annex, Block, Bulletin, Paragraph } from '../model/bulletin.ts';
import { PART } from '../model/catalogue/parts.ts';
import { requirementOf } from '../model/catalogue/plan-words.ts';
import type { Correction } from '../model/correction.ts';
import type { Day } from '../model/day.ts';
import type { EditedParagraph } from '../model/edited-paragraph.ts';
import type { Head, Office } from '../model/office.ts';
import { chinesePeriod, periodType } from '../model/period.ts';
import { asItWas, type Plan } from '../model/plan.ts';
import type { Scoreboard } from '../model/scoreboard.ts';
import { methodsAnnex } from './annex-methods.ts';
import { standingsAnnex } from './annex-standings.ts';
import { withEdits } from './by-hand.ts';
import { correctedTitle, correctionParagraph } from './correction.ts';
import { matterOf, type Matter } from './matter.ts';
import { leadParagraph, overviewBlocks } from './overview.ts';
import { rankingBlocks } from './ranking.ts';
import { reportingBlocks } from './reporting.ts';
import { heading, paragraph } from './saying.ts';
import { sectionBlocks } from './section.ts';
import { taskBlocks } from './task-section.ts';
import { groupRowsOf } from './table.ts';
import { textParts, type Titled } from './texts.ts';

/**
 * What figures do not decide: 成文日期, 印发日期, what it corrects, and the number; null prints a draft's blank 〔2007〕　号.
 *
 * @property total the number among the issues of all years, which a 简报 prints.
 */
export type Dates = Readonly<{
  issuedOn: Day;
  printedOn: Day;
  number: number | null;
  total?: number;
  /** Whether every page says that it is not signed yet; not where this is left out. */
  isDraft?: boolean;
  /** What it takes the place of; none where this is null or left out. */
  correction?: Correction | null;
}>;

/** What makes one kind of bulletin another than the next; parts without blocks are left out. */
type Contents = Readonly<{
  title: string;
  lead: Paragraph;
  parts: readonly Titled[];
  annexes: readonly Annex[];
  keywords: readonly string[];
  /** Paragraphs that the administrator wrote for it. */
  edits?: readonly EditedParagraph[];
}>;

/**
 * The bulletin of the scoreboard's period: a month, a quarter, half a year or a year.
 *
 * Pure: the same scoreboard, plan and dates give the same bulletin. Every printed figure carries its id and lineage;
 * an absent one is printed with its reason.
 */
export function compose(scoreboard: Scoreboard, plan: Plan, dates: Dates): Bulletin {
  const office = asItWas<Office>(plan.office, scoreboard.period);
  const matter = matterOf(scoreboard, plan);
  const period = chinesePeriod(scoreboard.period);
  return composed(matter, dates, {
    title: office.title.replaceAll('{period}', period),
    lead: leadParagraph(matter),
    parts: partsOf(matter),
    annexes: [standingsAnnex(matter), methodsAnnex(matter)],
    keywords: ['通报', period, ...scoreboard.sections.map(({ section }) => section.name)],
    edits: plan.paragraphs.filter((edit) => edit.period === scoreboard.period),
  });
}

/** The contents on the office's paper, numbered. */
export function composed(matter: Matter, dates: Dates, contents: Contents): Bulletin {
  const { board: scoreboard, plan } = matter;
  const office = asItWas<Office>(plan.office, scoreboard.period);
  const { annexes } = contents;
  const { correction = null } = dates;
  const annexBlocks = numbered(
    annexes.map(({ blocks }) => blocks),
    '附',
  );
  const body = bodyOf(contents);
  const first = correction === null ? [] : [correctionParagraph(correction, matter)];
  return {
    remarks: body.remarks,
    period: scoreboard.period,
    mark: scoreboard.mark,
    isDraft: dates.isDraft === true,
    head: office.head,
    fonts: office.fonts,
    issuerMark: HEAD_NAMES[office.head](office),
    documentNumber: office.head === 'brief' ? issueNumber(dates) : documentNumber(office, dates),
    title: correction === null ? contents.title : correctedTitle(contents.title),
    addressees: bare(office.addressees),
    body: numbered([[...first, ...body.blocks]], '')[0] ?? [],
    attachments: annexes.map(({ title }) => title),
    issuer: office.issuer,
    seal: office.seal,
    issuedOn: dates.issuedOn,
    annexes: annexes.map((annex, i): Annex => ({ ...annex, blocks: annexBlocks[i] ?? [] })),
    reportTo: bare(office.reportTo),
    printRun: office.printRun === undefined ? '' : String(office.printRun),
    copies: bare(office.copies),
    printer: office.printer,
    printedOn: dates.printedOn,
    keywords: contents.keywords,
  };
}

/** Room for a number that is not given yet. */
const BLANK = '\u3000';

const HEAD_NAMES: Readonly<Record<Head, (office: Office) => string>> = {
  document: ({ mark }) => mark,
  letter: ({ issuer }) => issuer,
  brief: ({ bulletinName }) => bulletinName,
};

/** 第3期（总第27期）; full-width spaces for what signing gives. */
function issueNumber({ number, total }: Dates): string {
  return `第${String(number ?? BLANK)}期（总第${String(total ?? BLANK)}期）`;
}

/** 潍组通报〔2007〕3号; a full-width space for the number that signing gives (GB/T 9704-2012 §7.2.5: no 第, no padding). */
function documentNumber({ numberPattern }: Office, { issuedOn, number }: Dates): string {
  return numberPattern
    .replaceAll('{year}', issuedOn.slice(0, 4))
    .replaceAll('{number}', String(number ?? BLANK));
}

/** The page sets the closing colon or full stop itself. */
function bare(names: string): string {
  return names.trim().replace(/[：:。]+$/, '');
}

/** What a requirement may ask for: a year without targets is not told to look at them. */
const CONDITION = {
  目标: ({ hasTargets }: Matter) => hasTargets,
  任务: ({ board }: Matter) => board.tasks.length > 0,
} as const;

function partsOf(matter: Matter): readonly Titled[] {
  const sections = matter.board.sections.filter(({ indicators }) => indicators.length > 0);
  const first = sections.find(({ indicators }) => groupRowsOf(indicators).length > 0);
  return [
    { title: PART.overview, blocks: overviewBlocks(matter) },
    ...sections.map((section) => ({
      title: section.section.name,
      blocks: sectionBlocks(matter, section, section === first),
    })),
    { title: PART.ranking, blocks: rankingBlocks(matter) },
    { title: PART.reporting, blocks: reportingBlocks(matter) },
    { title: PART.tasks, blocks: taskBlocks(matter) },
    ...textParts(matter),
    requirementsPart(matter),
  ];
}

/** 下一步工作要求: those of the plan that hold in the period. */
export function requirementsPart(matter: Matter): Titled {
  const office = asItWas<Office>(matter.plan.office, matter.board.period);
  const yearly = periodType(matter.board.period) === 'year';
  const requirements = (yearly ? office.yearlyRequirements : office.requirements)
    .map(requirementOf)
    .filter(({ when }) => when === null || CONDITION[when](matter));
  return { title: PART.next, blocks: requirements.map(({ words }) => paragraph(words)) };
}

type Body = Readonly<{ blocks: readonly Block[]; remarks: readonly string[] }>;

function bodyOf({ lead, parts, edits = [] }: Contents): Body {
  const opening = { title: PART.lead, blocks: [lead] };
  const said = [opening, ...parts.filter(({ blocks }) => blocks.length > 0)];
  const edited = withEdits(said, edits);
  return {
    remarks: edited.remarks,
    blocks: edited.parts.flatMap(({ title, blocks }, i) =>
      i === 0 ? blocks : [heading(1, i, title), ...blocks],
    ),
  };
}

/** 表1, 表2 … and 图1, 图2 … in the order in which they stand; the annexes together have 附表1, 附表2 …. */
function numbered(
  parts: readonly (readonly Block[])[],
  before: string,
): readonly (readonly Block[])[] {
  const seen = { 表: 0, 图: 0 };
  return parts.map((blocks) =>
    blocks.map((block) => {
      if (block.type === 'heading' || block.type === 'paragraph') return block;
      const word = block.type === 'table' ? '表' : '图';
      seen[word] += 1;
      return { ...block, caption: `${before}${word}${String(seen[word])} ${block.caption}` };
    }),
  );
}
