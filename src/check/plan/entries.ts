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
import type { Root } from '../../model/plan.ts';
import { ENTRY_SCHEMAS, FILE_SCHEMAS } from './schema.ts';

/** An entry with the file and the path where it stands. */
export type Located<T> = Readonly<{ file: PlanFile; path: KeyPath; value: T }>;

/** An entry of which only those values are there that are sound in themselves. */
export type Loose<T> = Located<Partial<T>>;

const E = ENTRY_SCHEMAS;

/** The lists of the plan: file, key, and what an entry has to be. */
const LISTS = {
  groups: ['units', 'groups', E.group],
  units: ['units', 'units', E.unit],
  sections: ['indicators', 'sections', E.section],
  indicators: ['indicators', 'indicators', E.indicator],
  texts: ['indicators', 'texts', E.text],
  tasks: ['tasks', 'tasks', E.task],
  schedules: ['targets', 'schedules', E.schedule],
  targets: ['targets', 'targets', E.target],
  forms: ['forms', 'forms', E.form],
  rules: ['rules', 'rules', E.rule],
  waivers: ['rules', 'waivers', E.waiver],
  extensions: ['calendar', 'extensions', E.extension],
  phrases: ['phrases', 'phrases', E.phrase],
  paragraphs: ['paragraphs', 'paragraphs', E.paragraph],
  channels: ['delivery', 'channels', E.channel],
  recipients: ['delivery', 'recipients', E.recipient],
  classified: ['delivery', 'classified', E.classified],
  jobs: ['schedule', 'jobs', E.job],
  accounts: ['roles', 'accounts', E.account],
  sources: ['google', 'sources', E.source],
} as const satisfies Readonly<Record<string, readonly [PlanFileName, string, z.ZodObject]>>;

type Lists = typeof LISTS;
type ListName = keyof Lists;
type EntryOf<Name extends ListName> = z.output<Lists[Name][2]>;

type Sound = Readonly<{ [Name in ListName]: readonly Located<EntryOf<Name>>[] }>;

/**
 * All entries that are sound in themselves (but for keys that are unknown). Entries that are not are told by the
 * structure's own findings; they still count in `loose` and `declared`, so that what refers to them is not called
 * unknown, and what else is wrong with them is told at once.
 */
export type Entries = Sound &
  Readonly<{
    loose: Readonly<{ [Name in ListName]: readonly Loose<EntryOf<Name>>[] }>;
    root: Located<Root> | null;
    office: Loose<z.output<typeof FILE_SCHEMAS.office>> | null;
    calendar: Loose<z.output<typeof FILE_SCHEMAS.calendar>> | null;
    delivery: Loose<z.output<typeof FILE_SCHEMAS.delivery>> | null;
    schedule: Loose<z.output<typeof FILE_SCHEMAS.schedule>> | null;
    google: Loose<z.output<typeof FILE_SCHEMAS.google>> | null;
    scoring: Located<z.output<typeof E.scoring>> | null;
    /** The file of the forms, to see whether all of them could be read. */
    formsFile: PlanFile | null;
    declared: Declared;
  }>;

/** Names by list, sound or not, in the order written; null when the list cannot be read, or not all of it. */
type Declared = Readonly<
  Record<
    'groups' | 'units' | 'sections' | 'indicators' | 'schedules' | 'rules' | 'channels',
    readonly string[] | null
  > & {
    root: string | null;
  }
>;

type Files = ReadonlyMap<PlanFileName, PlanFile>;

/** Gathers what can be read of all files. */
export function entriesOf(files: Files): Entries {
  const names = Object.keys(LISTS) as ListName[];
  const sound = Object.fromEntries(names.map((name) => [name, soundEntries(files, name)]));
  const loose = Object.fromEntries(names.map((name) => [name, looseEntries(files, name)]));
  return {
    // Each list's entries come out of the list's own schema.
    ...(sound as Sound),
    loose: loose as Entries['loose'],
    root: single(files.get('units'), ['root'], E.root.strip()),
    office: looseEntry(files.get('office'), [], FILE_SCHEMAS.office),
    calendar: looseEntry(files.get('calendar'), [], FILE_SCHEMAS.calendar),
    delivery: looseEntry(files.get('delivery'), [], FILE_SCHEMAS.delivery),
    schedule: looseEntry(files.get('schedule'), [], FILE_SCHEMAS.schedule),
    google: looseEntry(files.get('google'), [], FILE_SCHEMAS.google),
    scoring: single(files.get('targets'), ['scoring'], E.scoring.strip()),
    formsFile: files.get('forms') ?? null,
    declared: declaredIn(files),
  };
}

function soundEntries(files: Files, list: ListName): readonly Located<EntryOf<ListName>>[] {
  const [name, key, schema] = LISTS[list];
  const file = files.get(name);
  return pathsOf(file, key)
    .map((path) => single<EntryOf<ListName>>(file, path, schema.strip()))
    .filter((entry) => entry !== null);
}

function looseEntries(files: Files, list: ListName): readonly Loose<EntryOf<ListName>>[] {
  const [name, key, schema] = LISTS[list];
  const file = files.get(name);
  return pathsOf(file, key)
    .map((path) => looseEntry<EntryOf<ListName>>(file, path, schema))
    .filter((entry) => entry !== null);
}

/** The paths of a list's entries. */
function pathsOf(file: PlanFile | undefined, key: string): readonly KeyPath[] {
  const values = listOf(dataAt(file?.data ?? null, [key]) ?? null) ?? [];
  return values.map((_, index) => [key, index]);
}

function looseEntry<T>(
  file: PlanFile | undefined,
  path: KeyPath,
  schema: z.ZodType<T> & Readonly<{ shape: z.ZodRawShape }>,
): Loose<T> | null {
  const written = mappingOf(dataAt(file?.data ?? null, path) ?? null);
  if (file === undefined || written === null) return null;
  const sound = Object.entries(schema.shape).flatMap(([key, value]) => {
    const parsed = z.safeParse(value, written[key]);
    return written[key] !== undefined && parsed.success ? [[key, parsed.data] as const] : [];
  });
  return { file, path, value: Object.fromEntries(sound) as Partial<T> };
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

function declaredIn(files: Files): Declared {
  const names = (list: ListName, idKey: string): readonly string[] | null => {
    const [name, key] = LISTS[list];
    return namesIn(files.get(name), key, idKey);
  };
  const unitsFile = files.get('units');
  const root = unitsFile?.lost === true ? null : dataAt(unitsFile?.data ?? null, ['root', 'id']);
  return {
    root: typeof root === 'string' ? root : null,
    groups: names('groups', 'id'),
    units: names('units', 'id'),
    sections: names('sections', 'id'),
    indicators: names('indicators', 'code'),
    schedules: names('schedules', 'name'),
    rules: names('rules', 'id'),
    channels: names('channels', 'id'),
  };
}

function namesIn(file: PlanFile | undefined, key: string, idKey: string): readonly string[] | null {
  const list = listOf(dataAt(file?.data ?? null, [key]) ?? null);
  if (list === null || file?.lost === true) return null;
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
