/** Totals that are not held against a target, and those of which no pace is told: whether, and why. */
import type { Absence, Standing } from '../model/scoreboard.ts';
import { allOrNames } from './coverage.ts';
import type { Matter } from './matter.ts';
import { monthWords } from './saying.ts';

const UNJUDGED: ReadonlySet<Absence | null> = new Set(['carried', 'lacks-unit', 'lacks-month']);

/** An amount that is there with a target, but is not the whole that the target is for. */
export function isUnjudged({ completion }: Standing): boolean {
  return UNJUDGED.has(completion.absent);
}

/** What such an amount is, where its coverage does not say it already; empty otherwise. */
export function unjudgedWords({ completion: { absent } }: Standing): string {
  if (absent === 'carried') return '累计为以前月份的';
  return absent === 'lacks-month' ? '累计缺部分月份' : '';
}

/** 含坊子区4月数，暂不评进度: of a total that may have come further than it says; null where its pace is told. */
export function unpacedWords(matter: Matter, standing: Standing): string | null {
  if (standing.paceAbsent !== 'holds-earlier') return null;
  const owing = new Set(standing.coverage.owing);
  const earlier = standing.carried.filter(({ unit }) => owing.has(unit));
  const clauses = [...Map.groupBy(earlier, ({ from }) => from)].map(([from, some]) => {
    const units = some.map(({ unit }) => unit);
    return `${allOrNames(matter, units)}${monthWords(from, matter.board.period)}`;
  });
  return `含${clauses.join('、')}数，暂不评进度`;
}
