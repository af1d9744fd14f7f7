/** The ranking by composite score (综合得分排名): who stands first and last, and the table of all. */
import type { Block, PrintedFigure, Run, Table } from '../model/bulletin.ts';
import { roundFraction } from '../model/decimal.ts';
import { lastMonth, periodType } from '../model/period.ts';
import type { Absence, ScoreBoard, UnitScore } from '../model/scoreboard.ts';
import { endsOf, type Matter } from './matter.ts';
import { monthWords, nameList, paragraph, say } from './saying.ts';
import { cell } from './table.ts';
import { absenceReason } from './absence-words.ts';
import { scoreText } from './percentage.ts';
import { countOf } from './wording.ts';

/** Said wherever a year has no targets at all. */
export const NO_TARGETS = '本年度未下达目标，不计算完成率、不排综合得分。';

/** Section scores beside the overall one that fit across a portrait page. */
const SECTIONS = 7;

/** The overall board, or null when nothing is scored in the period. */
export function overallScores(matter: Matter): ScoreBoard | null {
  const overall = matter.board.scores.find((scores) => scores.section === null);
  return overall?.units.some((unit) => unit.score.value !== null) === true ? overall : null;
}

export function rankingBlocks(matter: Matter): readonly Block[] {
  const overall = overallScores(matter);
  if (overall === null) {
    return matter.hasTargets ? [paragraph('本期没有可以计分的指标，不排综合得分。')] : [];
  }
  const cap = percentWords(matter);
  const rule = `综合得分按已下达目标的指标完成率加权计算，单项完成率超过${cap}的按${cap}计。`;
  const unscored = overall.units.filter((unit) => unit.score.value === null);
  return [
    paragraph(rule, endsWords(matter, overall), unscoredWords(matter, unscored)),
    rankingTable(matter, overall),
  ];
}

/** The cap as 120%. */
function percentWords(matter: Matter): string {
  return `${roundFraction(matter.plan.scoring.cap, 2, 2).replace(/\.?0+$/, '')}%`;
}

/** 居前的是寿光市（104.32分）、…，居后的是坊子区（61.05分）。 */
export function endsWords(matter: Matter, overall: ScoreBoard): readonly Run[] {
  const { best, last } = endsOf(overall.units, matter.plan.scoring.named);
  const front = say`居前的是${scored(matter, overall, best)}`;
  if (last.length === 0) return say`${front}。`;
  return say`${front}，居后的是${scored(matter, overall, last)}。`;
}

function scored(matter: Matter, board: ScoreBoard, units: readonly UnitScore[]): readonly Run[] {
  const names = units.map((unit) => say`${matter.nameOf(unit.unit)}（${scoreOf(board, unit)}分）`);
  const ids = units.map((unit) => unit.score.id);
  const end = units[0]?.rank === 1 ? 'best' : 'last';
  const total = countOf(`score:all/city/count:${end}`, units.length, ids);
  return nameList(names, total, `个${matter.nounOf(units.map(({ unit }) => unit))}`);
}

/** A score told apart from every other of its board: two places never show the same points. */
function scoreOf(board: ScoreBoard, unit: UnitScore): PrintedFigure {
  return scoreText(
    unit.score,
    board.units.map(({ score }) => score),
  );
}

function unscoredWords(matter: Matter, units: readonly UnitScore[]): readonly Run[] {
  if (units.length === 0) return [];
  const reasons = units.map(({ unit, score }) => {
    const why =
      score.absent === null
        ? ''
        : `（${whenOf(matter, score.absent)}${absenceReason(score.absent)}）`;
    return `${matter.nameOf(unit)}${why}`;
  });
  return say`${reasons.join('、')}不计分、不排位次。`;
}

/** 3月, of a longer period, whose last month decides: one missing form is not all of them. */
function whenOf({ board: { period } }: Matter, absent: Absence): string {
  const isOfMonth = absent === 'no-form' || absent === 'blank';
  return isOfMonth && periodType(period) !== 'month' ? monthWords(lastMonth(period), period) : '';
}

function rankingTable(matter: Matter, overall: ScoreBoard): Table {
  const sections = matter.board.scores
    .filter((scores) => scores.section !== null)
    .filter((scores) => scores.units.some(({ score }) => score.value !== null))
    .slice(0, SECTIONS);
  const order = [...overall.units].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
  return {
    type: 'table',
    caption: '各单位综合得分排名',
    remark: '单位：分',
    head: ['位次', '单位', '综合得分', ...sections.map(({ section }) => section?.name ?? '')],
    widths: [2, 3, 3, ...sections.map(() => 3)],
    rows: order.map((unit) => ({
      emphasis: false,
      cells: [
        cell(placeOf(unit), 'center'),
        cell(matter.nameOf(unit.unit), 'left'),
        cell(scoreOf(overall, unit), 'right'),
        ...sections.map((section) => cell(sectionScore(section, unit), 'right')),
      ],
    })),
    notes: [],
  };
}

function placeOf({ rank, score }: UnitScore): PrintedFigure {
  const lineage = { formula: 'rank', operands: [score.id], sources: [] } as const;
  const id = score.id.replace(/\/score$/, '/rank');
  const text = rank === null ? '—' : String(rank);
  return { id, text, value: rank === null ? null : text, lineage };
}

function sectionScore(section: ScoreBoard, { unit }: UnitScore): PrintedFigure | string {
  const found = section.units.find((candidate) => candidate.unit === unit);
  return found === undefined ? '—' : scoreOf(section, found);
}
