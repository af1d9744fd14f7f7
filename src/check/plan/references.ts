/** Names that refer to something that is not there, and things that stand under themselves. */
import { DELIVERY_NAMED } from '../../model/catalogue/plan-delivery.ts';
import { EVEN_SCHEDULE, NAMED_WORDS, namesWords } from '../../model/catalogue/plan-words.ts';
import type { Finding } from '../../model/finding.ts';
import {
  dataAt,
  listOf,
  mappingOf,
  type KeyPath,
  type PlanFileName,
} from '../../model/plan-file.ts';
import { findingAt, whereIs, type Entries, type Located } from './entries.ts';
import { nearest } from '../../model/nearest.ts';

/** What may be referred to, and what it is called. Null names: not to be known, so nothing is said. */
type Names = Readonly<{
  what: string;
  file: PlanFileName;
  names: readonly string[] | null;
  /** Where the names are declared, and under which key. */
  declarations: readonly Located<unknown>[];
  key: string;
}>;

/** One use of a name. */
type Reference = Readonly<{ entry: Located<unknown>; below: KeyPath; name: string; to: Names }>;

/** So many unknown names are told one by one, also where their file has faults of its own. */
const FEW = 3;

/**
 * Every reference to a name that no file declares. Where one slip makes many of them, the slip is told instead: a
 * declared name that nobody uses while all use one that is nearly the same, or a file with faults of its own.
 */
export function referenceFindings(
  entries: Entries,
  faulty: ReadonlySet<PlanFileName | null | undefined>,
): readonly Finding[] {
  const all = referencesIn(entries);
  const unknown = all.filter(({ name, to }) => to.names !== null && !isDeclared(name, to));
  const byFile = Map.groupBy(unknown, ({ to }) => to.file);
  const told = [...byFile].flatMap(([file, group]) => {
    if (faulty.has(file) && group.length > FEW) return summary('PLAN_FOLLOWS', group);
    const names = [...Map.groupBy(group, ({ name }) => name).values()];
    const suspects = names.map((same) => ({ same, finding: suspectFinding(same, all) }));
    const unclear = suspects.filter(({ finding }) => finding === null).map(({ same }) => same);
    const many = unclear.filter((same) => same.length > FEW);
    return [
      ...suspects.flatMap(({ finding }) => (finding === null ? [] : [finding])),
      ...(many.length > 1 ? summary('PLAN_NAMES_LACKING', many.flat()) : []),
      ...unclear.filter((same) => many.length < 2 || !many.includes(same)).flatMap(eachFinding),
    ];
  });
  return [...told, ...circles(entries)];
}

/** An id that differs only in its letters' case or width is misspelt on one side, which is told there. */
function isDeclared(name: string, { names, key }: Names): boolean {
  const same = (text: string): string => text.normalize('NFKC').toLowerCase();
  return (names ?? []).some(
    (declared) => declared === name || (key !== 'name' && same(declared) === same(name)),
  );
}

function referencesIn(entries: Entries): readonly Reference[] {
  const { loose } = entries;
  const names = namesIn(entries);
  const channelsIn = (entry: Located<unknown>, below: KeyPath): readonly Reference[] =>
    textsAt(entry, below).flatMap((id, index) => to(entry, [...below, index], id, names.channels));
  const to = (
    entry: Located<unknown>,
    below: KeyPath,
    name: string | undefined,
    those: Names,
  ): readonly Reference[] => (name === undefined ? [] : [{ entry, below, name, to: those }]);
  return [
    ...loose.units.flatMap((unit) => [
      ...to(unit, ['group'], unit.value.group, names.groups),
      ...to(unit, ['parent'], unit.value.parent, names.parents),
    ]),
    ...loose.indicators.flatMap((entry) => [
      ...to(entry, ['section'], entry.value.section, names.sections),
      ...to(entry, ['partOf'], entry.value.partOf, names.wholes),
    ]),
    ...loose.tasks.flatMap((task) => to(task, ['section'], task.value.section, names.sections)),
    ...loose.targets.flatMap((target) => [
      ...to(target, ['indicator'], target.value.indicator, names.indicators),
      ...to(target, ['schedule'], target.value.schedule, names.schedules),
      ...unitsOf(target).flatMap((id) => to(target, ['units', id], id, names.units)),
    ]),
    ...loose.waivers.flatMap((waiver) => [
      ...to(waiver, ['rule'], waiver.value.rule, names.rules),
      ...to(waiver, ['unit'], waiver.value.unit, names.units),
    ]),
    ...[entries.delivery].flatMap((delivery) =>
      delivery === null ? [] : channelsIn(delivery, ['units']),
    ),
    ...loose.recipients.flatMap((recipient) => channelsIn(recipient, ['channels'])),
    ...[...loose.extensions, ...loose.sources].flatMap((one) =>
      to(one, ['unit'], one.value.unit, names.units),
    ),
  ];
}

/** The texts of a list as written. */
function textsAt(entry: Located<unknown>, below: KeyPath): readonly string[] {
  const list = listOf(dataAt(entry.file.data, [...entry.path, ...below]) ?? null) ?? [];
  return list.map((value) => (typeof value === 'string' ? value : ''));
}

/** The units of a target as written, also where an amount is faulty. */
function unitsOf(target: Located<unknown>): readonly string[] {
  const units = dataAt(target.file.data, [...target.path, 'units']) ?? null;
  return Object.keys(mappingOf(units) ?? {});
}

type ReferredTo =
  | 'groups'
  | 'units'
  | 'parents'
  | 'sections'
  | 'indicators'
  | 'wholes'
  | 'schedules'
  | 'rules'
  | 'channels';

function namesIn({
  declared,
  loose,
  root: rootEntry,
}: Entries): Readonly<Record<ReferredTo, Names>> {
  const { groups, units, root, indicators, schedules } = declared;
  const parents = units === null || root === null ? null : [root, ...units];
  const every = schedules === null ? null : [EVEN_SCHEDULE, ...schedules];
  const inUnits = { file: 'units', key: 'id' } as const;
  const inIndicators = { file: 'indicators', key: 'code', declarations: loose.indicators } as const;
  const roots = rootEntry === null ? [] : [rootEntry];
  const allUnits = [...roots, ...loose.units];
  const byId = (
    list: 'sections' | 'rules' | 'channels',
    file: PlanFileName,
    what: string,
  ): Names => ({
    what,
    file,
    names: declared[list],
    declarations: loose[list],
    key: 'id',
  });
  return {
    groups: { ...inUnits, what: NAMED_WORDS.group, names: groups, declarations: loose.groups },
    units: { ...inUnits, what: NAMED_WORDS.unit, names: units, declarations: loose.units },
    parents: { ...inUnits, what: NAMED_WORDS.parent, names: parents, declarations: allUnits },
    sections: byId('sections', 'indicators', NAMED_WORDS.section),
    indicators: { ...inIndicators, what: NAMED_WORDS.indicator, names: indicators },
    wholes: { ...inIndicators, what: NAMED_WORDS.whole, names: indicators },
    schedules: {
      what: NAMED_WORDS.schedule,
      file: 'targets',
      names: every,
      declarations: loose.schedules,
      key: 'name',
    },
    rules: byId('rules', 'rules', NAMED_WORDS.rule),
    channels: byId('channels', 'delivery', DELIVERY_NAMED.channel),
  };
}

/** Many unknown names of one file, told at once. */
function summary(
  code: 'PLAN_FOLLOWS' | 'PLAN_NAMES_LACKING',
  group: readonly Reference[],
): readonly Finding[] {
  return group.slice(0, 1).map((first) =>
    findingAt(first.entry, first.below, code, {
      read: first.name,
      details: {
        count: group.length,
        file: `${first.to.file}.yaml`,
        what: namesWords([...new Set(group.map(({ to }) => to.what))]),
        names: namesWords([...new Set(group.map(({ name }) => name))]),
      },
    }),
  );
}

/** The declaration that was probably misspelt: nobody uses it, while many use a name that is nearly the same. */
function suspectFinding(same: readonly Reference[], all: readonly Reference[]): Finding | null {
  const [first] = same;
  if (first === undefined || same.length <= FEW) return null;
  const { key, what, declarations, names } = first.to;
  const name = nearest(first.name, names ?? []);
  if (name === undefined || all.some((other) => other.name === name)) return null;
  const declaration = declarations.find(
    (entry) => dataAt(entry.file.data, [...entry.path, key]) === name,
  );
  if (declaration === undefined) return null;
  const use = { ...first.entry, path: [...first.entry.path, ...first.below] };
  const where = whereIs(use, declaration.file);
  const details = { what, name, used: first.name, count: same.length, where };
  return findingAt(declaration, [key], 'PLAN_NAME_SUSPECT', { suggestion: first.name, details });
}

/** The id of the one that is called so: people write 潍城区 where weicheng belongs. */
function idOfNamed(name: string, { declarations, key }: Names): string | undefined {
  const id = declarations
    .map((entry) => mappingOf(dataAt(entry.file.data, entry.path) ?? null))
    .find((written) => written?.['name'] === name)?.[key];
  return typeof id === 'string' ? id : undefined;
}

function eachFinding(same: readonly Reference[]): readonly Finding[] {
  return same.map(({ entry, below, name, to }) => {
    const suggestion = nearest(name, to.names ?? []) ?? idOfNamed(name, to);
    return findingAt(entry, below, 'PLAN_REFERENCE', {
      ...(suggestion === undefined ? {} : { suggestion }),
      read: name,
      details: {
        what: to.what,
        name,
        file: `${to.file}.yaml`,
        names: namesWords([...new Set(to.names ?? [])]),
      },
    });
  });
}

function circles({ units, indicators, declared }: Entries): readonly Finding[] {
  const root = declared.root ?? '';
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
