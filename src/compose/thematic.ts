/** The bulletin of one section of the plan (专题通报): its own words, tables, tasks, ranking and annexes. */
import type { Block, Bulletin, Paragraph } from '../model/bulletin.ts';
import { PART } from '../model/catalogue/parts.ts';
import { chineseMoment } from '../model/day.ts';
import { chinesePeriod } from '../model/period.ts';
import type { Office } from '../model/office.ts';
import { asItWas, type Plan } from '../model/plan.ts';
import type { Scoreboard, ScoreBoard } from '../model/scoreboard.ts';
import { methodsAnnex } from './annex-methods.ts';
import { standingsAnnex } from './annex-standings.ts';
import { composed, requirementsPart, type Dates } from './bulletin.ts';
import { matterOf, type Matter } from './matter.ts';
import { overviewBlocks } from './overview.ts';
import { endsWords, fullScoreName, rankingBlocks } from './ranking.ts';
import { reportCount, reportingBlocks, reportMeasure } from './reporting.ts';
import { paragraph, say } from './saying.ts';
import { sectionBlocks } from './section.ts';
import { taskBlocks } from './task-section.ts';
import { textParts } from './texts.ts';

const TITLE = '关于{period}{section}进展情况的通报';

/** The scoreboard as far as it is about one section. Units' own texts are about none. */
function sectionScoreboard(board: Scoreboard, section: string): Scoreboard {
  return {
    ...board,
    sections: board.sections.filter((one) => one.section.id === section),
    scores: board.scores.filter((one) => one.section?.id === section),
    tasks: board.tasks.filter(({ task }) => task.section === section),
    texts: [],
  };
}

/** Whether a section has anything to tell of in the period. */
export function hasSection(board: Scoreboard, section: string): boolean {
  const { sections, tasks } = sectionScoreboard(board, section);
  return tasks.length > 0 || sections.some(({ indicators }) => indicators.length > 0);
}

/**
 * The 专题通报 of a section, which must have indicators or tasks in the period: see `hasSection`. Reporting is that of
 * all forms, for a form has all sections on it.
 */
export function composeThematic(
  scoreboard: Scoreboard,
  plan: Plan,
  { section, dates }: Readonly<{ section: Readonly<{ id: string; name: string }>; dates: Dates }>,
): Bulletin {
  const matter = matterOf(sectionScoreboard(scoreboard, section.id), plan);
  const period = chinesePeriod(scoreboard.period);
  const office = asItWas<Office>(plan.office, scoreboard.period);
  const told = matter.board.sections.filter(({ indicators }) => indicators.length > 0);
  const ranked = matter.board.scores.find(({ units }) => units.length > 0);
  return composed(matter, dates, {
    title: (office.thematicTitle ?? TITLE)
      .replaceAll('{period}', period)
      .replaceAll('{section}', section.name),
    lead: leadParagraph(matter, section.name, ranked),
    parts: [
      {
        title: PART.overview,
        blocks: told.length === 0 ? [] : overviewBlocks(matter, section.name),
      },
      ...told.map((one) => ({ title: '指标进展', blocks: sectionBlocks(matter, one, true) })),
      { title: '得分排名', blocks: rankingOf(matter, ranked) },
      { title: PART.tasks, blocks: taskBlocks(matter) },
      { title: PART.reporting, blocks: reportingBlocks(matter) },
      ...textParts(matter),
      requirementsPart(matter),
    ],
    annexes: [standingsAnnex(matter), ...(told.length === 0 ? [] : [methodsAnnex(matter)])],
    keywords: ['专题通报', period, section.name],
  });
}

function rankingOf(matter: Matter, ranked: ScoreBoard | undefined): readonly Block[] {
  return ranked === undefined ? [] : rankingBlocks(matter, ranked);
}

/** What a leader who reads one paragraph should know of the section. */
function leadParagraph(matter: Matter, name: string, ranked: ScoreBoard | undefined): Paragraph {
  const { period, asOf } = matter.board;
  const measure = reportMeasure(matter);
  const isRanked = ranked?.units.some(({ score }) => score.value !== null) === true;
  return paragraph(
    `现将${chinesePeriod(period)}全市${name}进展情况通报如下（数据截至${chineseMoment(asOf)}）。`,
    say`本期应报${reportCount(matter, 'expected')}${measure}，实报${reportCount(matter, 'actual')}${measure}，其中按时${reportCount(matter, 'actualOnTime')}${measure}。`,
    isRanked ? say`${fullScoreName(ranked)}${endsWords(matter, ranked)}` : [],
  );
}
