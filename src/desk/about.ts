/** Which document of a period is meant: the whole, a section's or a unit's, by the options `--section`, `--unit` and `--letter`. */
import type { About } from '../line/kinds.ts';
import { sectionsIn } from '../line/kinds.ts';
import { chinesePeriod, type Period } from '../model/period.ts';
import type { OrgUnitId, Plan, Section } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import type { Holder, Scoreboard } from '../model/scoreboard.ts';
import type { Arguments } from './arguments.ts';

const DOCUMENTS = ['section', 'unit', 'units', 'letter'] as const;

/** The options that name a document; at most one may be given. */
export function aboutOption({ options, flags }: Arguments): '' | (typeof DOCUMENTS)[number] {
  const given = DOCUMENTS.filter((name) => options.has(name) || flags.has(name));
  const [first = '', second] = given;
  if (second === undefined) return first;
  const message = `--${first} 和 --${second} 不能同时写。`;
  throw new Refusal('usage', 'usage-about', { message, hint: '一次只能一种，请只留一个。' });
}

/** @throws Refusal `usage` for a section or a unit that the period does not have, naming those it has. */
export function aboutOf(given: Arguments, scoreboard: Scoreboard, plan: Plan): About {
  const [section, unit] = [given.options.get('section'), given.options.get('unit')];
  if (section !== undefined) {
    const there = sectionsIn(scoreboard, plan);
    return { section: sectionNamed(section, there, scoreboard.period) };
  }
  return unit === undefined ? null : { unit: unitOf(unit, scoreboard) };
}

/** One of these by its name or id. @throws Refusal `usage` for another, naming these. */
export function sectionNamed(asked: string, there: readonly Section[], period: Period): Section {
  const found = there.find(({ id, name }) => id === asked || name === asked);
  if (found !== undefined) return found;
  const message = `${chinesePeriod(period)}没有“${asked}”这个部分，或者这个部分没有指标和任务。`;
  throw unknown('usage-section', message, there);
}

function unitOf(asked: string, { units, period }: Scoreboard): OrgUnitId {
  const found = units.find(({ id, name }) => id === asked || name === asked);
  if (found !== undefined) return found.id as OrgUnitId;
  throw unknown('usage-unit', `${chinesePeriod(period)}没有“${asked}”这个单位。`, units);
}

function unknown(
  code: string,
  message: string,
  there: readonly Pick<Holder, 'id' | 'name'>[],
): Refusal {
  const names = there.map(({ id, name }) => `${name}（${id}）`).join('、');
  return new Refusal('usage', code, { message, hint: `可以写名称或代号：${names}。` });
}
