/** The plan as far as it can be read: every entry that is sound in itself, each with its place. */
import * as z from 'zod';
import type { About } from '../../model/catalogue/catalogue.ts';
import { planFinding, type PlanFindingCode } from '../../model/catalogue/plan.ts';
import { whereWords } from '../../model/catalogue/plan-words.ts';
import type { Finding } from '../../model/finding.ts';
import {
  dataAt,
  keyText,
  lineOf,
  listOf,
  mappingOf,
  nameAround,
  type KeyPath,
  type PlanFile,
  type PlanFileName,
} from '../../model/plan-file.ts';
import type {
  Form,
  Group,
  Indicator,
  OrgUnit,
  Root,
  Rule,
  Section,
  Task,
  TextItem,
} from '../../model/plan.ts';
import { ENTRY_SCHEMAS, FILE_SCHEMAS, type ScheduleEntry, type TargetEntry } from './schema.ts';

/** An entry with the file and the path where it stands. */
export type Located<T> = Readonly<{ file: PlanFile; path: KeyPath; value: T }>;

/** An entry of which only those values are there that are sound in themselves. */
export type Loose<T> = Located<Partial<T>>;

/**
 * All entries that are sound in themselves (but for keys that are unknown). Entries that are not are told by the
 * structure's own findings; they still count in `loose` and `declared`, so that what refers to them is not called
 * unknown, and what else is wrong with them is told at once.
 */
export type Entries = Readonly<{
  root: Located<Root> | null;
  units: readonly Located<OrgUnit>[];
  indicators: readonly Located<Indicator>[];
  tasks: readonly Located<Task>[];
  schedules: readonly Located<ScheduleEntry>[];
  targets: readonly Located<TargetEntry>[];
  forms: readonly Located<Form>[];
  rules: readonly Located<Rule>[];
  loose: Readonly<{
    groups: readonly Loose<Group>[];
    units: readonly Loose<OrgUnit>[];
    sections: readonly Loose<Section>[];
    indicators: readonly Loose<Indicator>[];
    texts: readonly Loose<TextItem>[];
    tasks: readonly Loose<Task>[];
    schedules: readonly Loose<ScheduleEntry>[];
    targets: readonly Loose<TargetEntry>[];
    forms: readonly Loose<Form>[];
    rules: readonly Loose<Rule>[];
  }>;
  calendar: Located<z.output<typeof FILE_SCHEMAS.calendar>> | null;
  /** The file of the forms, to see whether all of them could be read. */
  formsFile: PlanFile | null;
  declared: Declared;
}>;

/** Names by list, sound or not, in the order written; null when the list cannot be read at all. */
type Declared = Readonly<
  Record<'groups' | 'units' | 'sections' | 'indicators' | 'schedules', readonly string[] | null> & {
    root: string | null;
  }
>;

/** Gathers what can be read of all files. */
export function entriesOf(files: ReadonlyMap<PlanFileName, PlanFile>): Entries {
  const list = <T>(name: PlanFileName, key: string, schema: z.ZodType<T>): readonly Located<T>[] =>
    pathsOf(files.get(name), key)
      .map((path) => single(files.get(name), path, schema))
      .filter((entry) => entry !== null);
  const e = ENTRY_SCHEMAS;
  return {
    root: single(files.get('units'), ['root'], e.root.strip()),
    units: list('units', 'units', e.unit.strip()),
    indicators: list('indicators', 'indicators', e.indicator.strip()),
    tasks: list('tasks', 'tasks', e.task.strip()),
    schedules: list('targets', 'schedules', e.schedule.strip()),
    targets: list('targets', 'targets', e.target.strip()),
    forms: list('forms', 'forms', e.form.strip()),
    rules: list('rules', 'rules', e.rule.strip()),
    loose: looseIn(files),
    calendar: single(files.get('calendar'), [], FILE_SCHEMAS.calendar),
    formsFile: files.get('forms') ?? null,
    declared: declaredIn(files),
  };
}

function looseIn(files: ReadonlyMap<PlanFileName, PlanFile>): Entries['loose'] {
  const list = <S extends z.ZodRawShape>(
    name: PlanFileName,
    key: string,
    schema: z.ZodObject<S>,
  ): readonly Loose<z.output<z.ZodObject<S>>>[] =>
    pathsOf(files.get(name), key).flatMap((path) => looseEntry(files.get(name), path, schema));
  const e = ENTRY_SCHEMAS;
  return {
    groups: list('units', 'groups', e.group),
    units: list('units', 'units', e.unit),
    sections: list('indicators', 'sections', e.section),
    indicators: list('indicators', 'indicators', e.indicator),
    texts: list('indicators', 'texts', e.text),
    tasks: list('tasks', 'tasks', e.task),
    schedules: list('targets', 'schedules', e.schedule),
    targets: list('targets', 'targets', e.target),
    forms: list('forms', 'forms', e.form),
    rules: list('rules', 'rules', e.rule),
  };
}

/** The paths of a list's entries. */
function pathsOf(file: PlanFile | undefined, key: string): readonly KeyPath[] {
  const values = listOf(dataAt(file?.data ?? null, [key]) ?? null) ?? [];
  return values.map((_, index) => [key, index]);
}

function looseEntry<S extends z.ZodRawShape>(
  file: PlanFile | undefined,
  path: KeyPath,
  schema: z.ZodObject<S>,
): readonly Loose<z.output<z.ZodObject<S>>>[] {
  const written = mappingOf(dataAt(file?.data ?? null, path) ?? null);
  if (file === undefined || written === null) return [];
  const sound = Object.entries(schema.shape).flatMap(([key, value]) => {
    const parsed = z.safeParse(value, written[key]);
    return written[key] !== undefined && parsed.success ? [[key, parsed.data] as const] : [];
  });
  const value = Object.fromEntries(sound) as Partial<z.output<z.ZodObject<S>>>;
  return [{ file, path, value }];
}

function single<T>(
  file: PlanFile | undefined,
  path: KeyPath,
  schema: z.ZodType<T>,
): Located<T> | null {
  if (file === undefined) return null;
  const parsed = schema.safeParse(dataAt(file.data, path));
  return parsed.success ? { file, path, value: parsed.data } : null;
}

function declaredIn(files: ReadonlyMap<PlanFileName, PlanFile>): Declared {
  const names = (name: PlanFileName, key: string, idKey: string): readonly string[] | null =>
    namesIn(files.get(name), key, idKey);
  const root = dataAt(files.get('units')?.data ?? null, ['root', 'id']);
  return {
    root: typeof root === 'string' ? root : null,
    groups: names('units', 'groups', 'id'),
    units: names('units', 'units', 'id'),
    sections: names('indicators', 'sections', 'id'),
    indicators: names('indicators', 'indicators', 'code'),
    schedules: names('targets', 'schedules', 'name'),
  };
}

function namesIn(file: PlanFile | undefined, key: string, idKey: string): readonly string[] | null {
  const list = listOf(dataAt(file?.data ?? null, [key]) ?? null);
  if (list === null) return null;
  return list
    .map((entry) => mappingOf(entry)?.[idKey])
    .filter((value) => typeof value === 'string');
}

/** Whether a key is written in an entry, whatever its default. */
export function isWritten(entry: Located<unknown>, key: string): boolean {
  return dataAt(entry.file.data, [...entry.path, key]) !== undefined;
}

/** Where an entry stands, told to a reader who looks at a place in `from`: 第 12 行. */
export function whereIs(entry: Located<unknown>, from: PlanFile): string {
  const other = entry.file.path === from.path ? null : entry.file.path;
  return whereWords(lineOf(entry.file, entry.path), other);
}

/** A finding about an entry, or about a key within it, with what is written there. */
export function findingAt(
  entry: Located<unknown>,
  below: KeyPath,
  code: PlanFindingCode,
  about: Omit<About, 'place'> = {},
): Finding {
  const path = [...entry.path, ...below];
  const written = dataAt(entry.file.data, path);
  const item = nameAround(entry.file.data, path);
  return planFinding(code, {
    ...(typeof written === 'string' ? { read: written } : {}),
    ...about,
    ...(item === undefined ? {} : { item }),
    place: { file: entry.file.path, line: lineOf(entry.file, path), key: keyText(path) },
  });
}
