/** What a bulletin says differently under two plans, so that whoever changes a plan knows which pages change with it. */
import type { Bulletin } from '../model/bulletin.ts';
import type { Plan } from '../model/plan.ts';
import type { Scoreboard } from '../model/scoreboard.ts';
import { exportJson } from './export-json.ts';
import { allIndicators, listedName } from './matter.ts';

/** One period as one plan tells it, from the same snapshot; `plan.version` is the same on both sides. */
export type Side = Readonly<{ scoreboard: Scoreboard; bulletin: Bulletin; plan: Plan }>;

/** The parts that differ: indicators by name, then 重点任务, 综合得分, 报送情况; 文字 where only words do. */
export function changedParts(before: Side, after: Side): readonly string[] {
  if (JSON.stringify(before.bulletin) === JSON.stringify(after.bulletin)) return [];
  const [old, now] = [before, after].map(({ scoreboard, plan }) => exportJson(scoreboard, plan));
  const same = (part: 'tasks' | 'scores' | 'reporting'): boolean =>
    JSON.stringify(old?.[part]) === JSON.stringify(now?.[part]);
  const parts = [
    ...changedIndicators(before, after),
    ...(same('tasks') ? [] : ['重点任务']),
    ...(same('scores') ? [] : ['综合得分']),
    ...(same('reporting') ? [] : ['报送情况']),
  ];
  return parts.length === 0 ? ['文字'] : parts;
}

function changedIndicators(before: Side, after: Side): readonly string[] {
  const [old, now] = [standingsByName(before), standingsByName(after)];
  const names = new Set([...old.keys(), ...now.keys()]);
  return [...names].filter((name) => old.get(name) !== now.get(name));
}

function standingsByName({ scoreboard, plan }: Side): ReadonlyMap<string, string> {
  const exported = new Map(
    exportJson(scoreboard, plan).indicators.map((entry) => [entry.code, JSON.stringify(entry)]),
  );
  return new Map(
    allIndicators(scoreboard).map(({ indicator }) => [
      listedName(indicator),
      exported.get(indicator.code) ?? '',
    ]),
  );
}
