/** What changed since the period before: who fell behind or caught up, and who rose or fell among the units. */
import type { PrintedFigure, Run } from '../model/bulletin.ts';
import type { OrgUnitId } from '../model/plan.ts';
import type { Before } from '../model/before.ts';
import type { IndicatorBoard } from '../model/scoreboard.ts';
import { allIndicators, isOfProgress, listedName, type Matter } from './matter.ts';
import { overallScores } from './ranking.ts';
import { join, nameList, ownWords, say } from './saying.ts';
import { countOf, siblingId } from './wording.ts';

/** Units named of those that rose, or fell, the farthest; those at the edge that moved alike are named or left out together. */
const NAMED = 3;
/** A step of one place is what any month brings. */
const LEAST = 2;

/** Empty where nothing can be held against the period before. */
export function changesSince(matter: Matter): readonly Run[] {
  const { before } = matter.board;
  if (before === null) return [];
  const said = [...paceChanges(matter, before), ...placeChanges(matter, before)];
  return said.length === 0 ? [] : say`与${ownWords(before.period)}相比，${join(said, '；')}。`;
}

function paceChanges(matter: Matter, { paces }: Before): readonly (readonly Run[])[] {
  const known = allIndicators(matter.board).filter(
    (entry) =>
      isOfProgress(entry) && entry.city.pace !== null && paces[entry.indicator.code] !== undefined,
  );
  const was = ({ indicator }: IndicatorBoard): boolean => paces[indicator.code] === 'behind';
  const is = ({ city }: IndicatorBoard): boolean => city.pace === 'behind';
  const fallen = known.filter((entry) => is(entry) && !was(entry));
  const risen = known.filter((entry) => !is(entry) && was(entry));
  return [
    ...named('新转为滞后的指标有', 'fallen', fallen),
    ...named('由滞后转为达到或超过序时进度的有', 'risen', risen),
  ];
}

function named(
  words: string,
  what: string,
  entries: readonly IndicatorBoard[],
): readonly (readonly Run[])[] {
  if (entries.length === 0) return [];
  const gaps = entries.map(({ city }) => city.gap.id);
  const total = countOf(`indicators/city/count:${what}`, entries.length, gaps);
  const names = entries.map(({ indicator }) => listedName(indicator));
  return [say`${words}${nameList(names, total, '项')}`];
}

type Move = Readonly<{ unit: OrgUnitId; by: number; from: string }>;

function placeChanges(matter: Matter, { places }: Before): readonly (readonly Run[])[] {
  const moves = (overallScores(matter)?.units ?? []).flatMap(({ unit, rank, score }): Move[] => {
    const before = places[unit];
    if (rank === null || before === undefined) return [];
    return [{ unit, by: before - rank, from: score.id }];
  });
  return [
    ...moved(matter, '综合得分位次上升较多的是', '升', farthest(moves)),
    ...moved(
      matter,
      '下降较多的是',
      '降',
      farthest(moves.map((move) => ({ ...move, by: -move.by }))),
    ),
  ];
}

/** In order of how far, at least two places. */
function farthest(moves: readonly Move[]): readonly Move[] {
  const far = moves.filter(({ by }) => by >= LEAST).toSorted((a, b) => b.by - a.by);
  const edge = far[NAMED];
  return edge === undefined ? far : far.slice(0, NAMED).filter(({ by }) => by > edge.by);
}

function moved(
  matter: Matter,
  words: string,
  way: '升' | '降',
  moves: readonly Move[],
): readonly (readonly Run[])[] {
  if (moves.length === 0) return [];
  const each = moves.map((move) => say`${matter.nameOf(move.unit)}（${way}${placesText(move)}）`);
  return [say`${words}${join(each, '、')}`];
}

/** 3位: how many places, whichever way. */
function placesText({ by, from }: Move): PrintedFigure {
  const lineage = { formula: 'rank-change', operands: [from], sources: [] } as const;
  return { id: siblingId(from, 'moved'), text: `${String(by)}位`, value: String(by), lineage };
}
