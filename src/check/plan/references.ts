/** Names that refer to something that is not there, and things that stand under themselves. */
import { EVEN_SCHEDULE, NAMED_WORDS, namesWords } from '../../model/catalogue/plan-words.ts';
import type { Finding } from '../../model/finding.ts';
import { dataAt, mappingOf, type KeyPath } from '../../model/plan-file.ts';
import { findingAt, type Entries, type Located } from './entries.ts';
import { nearest } from './nearest.ts';

/** What may be referred to, and what it is called. Null names: not to be known, so nothing is said. */
type Names = Readonly<{ what: string; file: string; names: readonly string[] | null }>;

/** Every reference to a name that no file declares. */
export function referenceFindings(entries: Entries): readonly Finding[] {
  const { declared, loose } = entries;
  const names = namesIn(entries);
  return [
    ...loose.units.flatMap((unit) => [
      ...unknown(unit, ['group'], unit.value.group, names.groups),
      ...unknown(unit, ['parent'], unit.value.parent, names.parents),
    ]),
    ...loose.indicators.flatMap((entry) => [
      ...unknown(entry, ['section'], entry.value.section, names.sections),
      ...unknown(entry, ['partOf'], entry.value.partOf, names.wholes),
    ]),
    ...loose.tasks.flatMap((task) =>
      unknown(task, ['section'], task.value.section, names.sections),
    ),
    ...loose.targets.flatMap((target) => [
      ...unknown(target, ['indicator'], target.value.indicator, names.indicators),
      ...unknown(target, ['schedule'], target.value.schedule, names.schedules),
      ...unitsOf(target).flatMap((id) => unknown(target, ['units', id], id, names.units)),
    ]),
    ...circles(entries, declared.root ?? ''),
  ];
}

/** The units of a target as written, also where an amount is faulty. */
function unitsOf(target: Located<unknown>): readonly string[] {
  const units = dataAt(target.file.data, [...target.path, 'units']) ?? null;
  return Object.keys(mappingOf(units) ?? {});
}

function namesIn({
  declared,
}: Entries): Readonly<
  Record<'groups' | 'units' | 'parents' | 'sections' | 'indicators' | 'wholes' | 'schedules', Names>
> {
  const { groups, units, root, sections, indicators, schedules } = declared;
  const parents = units === null || root === null ? null : [root, ...units];
  const file = { units: 'units.yaml', indicators: 'indicators.yaml', targets: 'targets.yaml' };
  const every = schedules === null ? null : [EVEN_SCHEDULE, ...schedules];
  return {
    groups: { what: NAMED_WORDS.group, file: file.units, names: groups },
    units: { what: NAMED_WORDS.unit, file: file.units, names: units },
    parents: { what: NAMED_WORDS.parent, file: file.units, names: parents },
    sections: { what: NAMED_WORDS.section, file: file.indicators, names: sections },
    indicators: { what: NAMED_WORDS.indicator, file: file.indicators, names: indicators },
    wholes: { what: NAMED_WORDS.whole, file: file.indicators, names: indicators },
    schedules: { what: NAMED_WORDS.schedule, file: file.targets, names: every },
  };
}

function unknown(
  entry: Located<unknown>,
  below: KeyPath,
  name: string | undefined,
  { what, file, names }: Names,
): readonly Finding[] {
  if (name === undefined || names === null || names.includes(name)) return [];
  const suggestion = nearest(name, names);
  return [
    findingAt(entry, below, 'PLAN_REFERENCE', {
      ...(suggestion === undefined ? {} : { suggestion }),
      read: name,
      details: { what, name, file, names: namesWords([...new Set(names)]) },
    }),
  ];
}

function circles({ units, indicators }: Entries, root: string): readonly Finding[] {
  const parents = new Map(units.map(({ value }) => [String(value.id), String(value.parent)]));
  const wholes = new Map(indicators.map(({ value }) => [value.code, value.partOf]));
  return [
    ...units.flatMap((unit) => circle(unit, ['parent'], circleFrom(unit.value.id, parents))),
    ...indicators.flatMap((entry) =>
      circle(entry, ['partOf'], circleFrom(entry.value.code, wholes)),
    ),
  ];

  function circle(
    entry: Located<unknown>,
    below: KeyPath,
    names: readonly string[] | null,
  ): readonly Finding[] {
    if (names === null) return [];
    const code = below[0] === 'parent' ? 'PLAN_PARENT_CIRCLE' : 'PLAN_PART_SELF';
    return [findingAt(entry, below, code, { details: { names: namesWords(names), root } })];
  }
}

/** The way from a name back to itself, told once: by the name that comes first in the alphabet. */
function circleFrom(
  start: string,
  above: ReadonlyMap<string, string | undefined>,
): readonly string[] | null {
  const way = [start];
  for (let name = above.get(start); name !== undefined; name = above.get(name)) {
    if (name === start) return way.every((one) => start <= one) ? [...way, start] : null;
    if (way.includes(name)) return null;
    way.push(name);
  }
  return null;
}
