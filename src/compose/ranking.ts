/** The ranking by composite score (综合得分排名): who stands first and last, and the table of all. */
import type { Block, PrintedFigure, Run, Table } from '../model/bulletin.ts';
import { lastMonth, periodType } from '../model/period.ts';
import { isScored } from '../model/scoring.ts';
import type { Absence, ScoreBoard, UnitScore } from '../model/scoreboard.ts';
import { allIndicators, endsOf, listedName, type Matter } from './matter.ts';
import { monthsWords, monthWords, nameList, paragraph, say } from './saying.ts';
import { cell } from './table.ts';
import { absenceReason } from './absence-words.ts';
import { percentWords, scoreText } from './percentage.ts';
import { countOf } from './wording.ts';

/** Said wherever a year has no targets at all. @param section the name of the only one that is told of, if any. */
export function noTargets(section = ''): string {
  const score = section === '' ? '综合得分' : '得分';
  return `${section}本年度未下达目标，不计算完成率、不排${score}。`;
}

/** Section scores beside the overall one that fit across a portrait page. */
const SECTIONS = 7;

/** The overall board, or null when no unit has an overall score in the period. */
export function overallScores(matter: Matter): ScoreBoard | null {
  const overall = overallBoard(matter);
  return overall?.units.some(isPlaced) === true ? overall : null;
}

/** Empty where no indicator of the period is scored. */
function overallBoard({ board }: Matter): ScoreBoard | undefined {
  return board.scores.find(({ section }) => section === null);
}

/** 综合得分 over all sections, 得分 of one. */
function scoreName({ section }: ScoreBoard): string {
  return section === null ? '综合得分' : '得分';
}

/** 人才工作得分 where no heading says whose. */
export function fullScoreName(board: ScoreBoard): string {
  return `${board.section?.name ?? ''}${scoreName(board)}`;
}

function isPlaced({ score }: UnitScore): boolean {
  return score.value !== null;
}

/** @param overall the scores ranked by: over all sections, or of one. */
export function rankingBlocks(
  matter: Matter,
  overall: ScoreBoard | undefined = overallBoard(matter),
): readonly Block[] {
  if (overall === undefined || overall.units.length === 0) {
    return matter.hasTargets ? [paragraph('本期没有可以计分的指标，不排综合得分。')] : [];
  }
  const cap = percentWords(matter.plan.scoring.cap);
  const rule = `${fullScoreName(overall)}按已下达目标的指标完成率加权计算，单项完成率超过${cap}的按${cap}计。`;
  const ends = overall.units.some(isPlaced) ? endsWords(matter, overall) : [];
  return [paragraph(rule, ends, unscoredWords(matter, overall)), ...rankingTable(matter, overall)];
}

/** 居前的是寿光市（104.32分）、…，居后的是坊子区（61.05分）。 */
export function endsWords(matter: Matter, overall: ScoreBoard): readonly Run[] {
  const { best, last } = endsOf(overall.units, matter.plan.scoring.named);
  const front = say`居前的是${scored(matter, overall, best)}`;
  if (last.length === 0) return say`${front}。`;
  return say`${front}，居后的是${scored(matter, overall, last)}。`;
}

function scored(matter: Matter, board: ScoreBoard, units: readonly UnitScore[]): readonly Run[] {
  const subject = `score:${board.section?.id ?? 'all'}`;
  const names = units.map((unit) => say`${matter.nameOf(unit.unit)}（${scoreOf(board, unit)}分）`);
  const ids = units.map((unit) => unit.score.id);
  const end = units[0]?.rank === 1 ? 'best' : 'last';
  const total = countOf(`${subject}/city/count:${end}`, units.length, ids);
  return nameList(names, total, `个${matter.nounOf(units.map(({ unit }) => unit))}`);
}

/** A score told apart from every other of its board: two places never show the same points. */
function scoreOf(board: ScoreBoard, unit: UnitScore): PrintedFigure {
  return scoreText(
    unit.score,
    board.units.map(({ score }) => score),
  );
}

/**
 * Who has no overall score and why, those of whom the same is true together: 寿光市（未报送报表）不计综合得分、不排位次;
 * where nobody has one: 各单位课件开发累计缺1—10月，不计综合得分、不排位次.
 */
function unscoredWords(matter: Matter, overall: ScoreBoard): readonly Run[] {
  const { units } = overall;
  const without = `不计${scoreName(overall)}、不排位次。`;
  const unscored = units.filter((unit) => !isPlaced(unit));
  if (unscored.length === 0) return [];
  const groups = [...Map.groupBy(unscored, (unit) => reasonOf(matter, unit))].sort(
    ([, a], [, b]) => a.length - b.length,
  );
  const isNobodys = unscored.length === units.length;
  const [[why] = ['']] = groups;
  if (isNobodys && groups.length === 1) return say`各单位${why}，${without}`;
  const clauses = groups.map(([reason, some], at) => {
    const isRest = isNobodys && some.length > 1 && at === groups.length - 1;
    const names = some.map(({ unit }) => matter.nameOf(unit)).join('、');
    return `${isRest ? '其余单位' : names}（${reason}）`;
  });
  return say`${clauses.join('、')}${without}`;
}

/** 课件开发累计缺1—10月, 未报送报表, 3月未报送报表. */
function reasonOf(matter: Matter, { unit, score }: UnitScore): string {
  if (score.absent === null) return '';
  if (score.absent !== 'lacks-month')
    return `${whenOf(matter, score.absent)}${absenceReason(score.absent)}`;
  const { board } = matter;
  const lacking = allIndicators(board)
    .filter(isScored)
    .flatMap(({ indicator, units }) =>
      units
        .filter(
          ({ holder, completion }) => holder.id === unit && completion.absent === 'lacks-month',
        )
        .map((standing) => ({ indicator, months: standing.lacking })),
    );
  const byMonths = Map.groupBy(lacking, ({ months }) => monthsWords(months, board.period));
  return [...byMonths]
    .map(([months, some]) => {
      const names = some.map(({ indicator }) => listedName(indicator)).join('、');
      return `${names}累计缺${months}`;
    })
    .join('，');
}

/** 3月, of a longer period, whose last month decides: one missing form is not all of them. */
function whenOf({ board: { period } }: Matter, absent: Absence): string {
  const isOfMonth = absent === 'no-form' || absent === 'blank';
  return isOfMonth && periodType(period) !== 'month' ? monthWords(lastMonth(period), period) : '';
}

/** All units by place with the sections' scores beside; without an overall score, the sections' alone; none of neither. */
function rankingTable(matter: Matter, overall: ScoreBoard): readonly Table[] {
  const sections = matter.board.scores
    .filter((scores) => overall.section === null && scores.section !== null)
    .filter((scores) => scores.units.some(isPlaced))
    .slice(0, SECTIONS);
  const isRanked = overall.units.some(isPlaced);
  if (!isRanked && sections.length === 0) return [];
  const order = [...overall.units].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
  const names = sections.map(({ section }) => section?.name ?? '');
  return [
    {
      type: 'table',
      caption: isRanked ? `各单位${fullScoreName(overall)}排名` : '各单位各部分得分',
      remark: '单位：分',
      head: isRanked ? ['位次', '单位', scoreName(overall), ...names] : ['单位', ...names],
      widths: [...(isRanked ? [2, 3, 3] : [3]), ...names.map(() => 3)],
      rows: order.map((unit) => ({
        emphasis: false,
        cells: [
          ...(isRanked ? [cell(placeOf(unit), 'center')] : []),
          cell(matter.nameOf(unit.unit), 'left'),
          ...(isRanked ? [cell(scoreOf(overall, unit), 'right')] : []),
          ...sections.map((section) => cell(sectionScore(section, unit), 'right')),
        ],
      })),
      notes: [],
    },
  ];
}

/** The place by a score, as a table has it. */
export function placeOf({ rank, score }: UnitScore): PrintedFigure {
  const lineage = { formula: 'rank', operands: [score.id], sources: [] } as const;
  const id = score.id.replace(/\/score$/, '/rank');
  const text = rank === null ? '—' : String(rank);
  return { id, text, value: rank === null ? null : text, lineage };
}

function sectionScore(section: ScoreBoard, { unit }: UnitScore): PrintedFigure | string {
  const found = section.units.find((candidate) => candidate.unit === unit);
  return found === undefined ? '—' : scoreOf(section, found);
}
