/** A file of the plan as parsed: its text, its content as plain data, and the line of every key. */

/** The files of `config/`, in the order in which they are read and hashed. */
export const PLAN_FILE_NAMES = [
  'office',
  'units',
  'indicators',
  'tasks',
  'targets',
  'forms',
  'rules',
  'calendar',
  'delivery',
  'phrases',
  'paragraphs',
  'schedule',
  'roles',
  'google',
] as const;

export type PlanFileName = (typeof PLAN_FILE_NAMES)[number];

/** Whether a plan is whole without it: one of before these were, or one that says nothing of the kind. */
export function mayLack(name: PlanFileName): boolean {
  return ['phrases', 'paragraphs', 'schedule', 'roles', 'google'].includes(name);
}

/** Keys and list positions (from 0) from the top of a file to a value. */
export type KeyPath = readonly (string | number)[];

/** What makes a file unreadable as YAML, or no file of the plan at all. */
export type SyntaxFaultKind =
  | 'missing'
  | 'stray'
  | 'misnamed'
  | 'copy'
  | 'not-utf8'
  | 'too-large'
  | 'duplicate-key'
  | 'tab'
  | 'blank'
  | 'indent'
  | 'dash'
  | 'sign'
  | 'colon'
  | 'braces'
  | 'entries'
  | 'unclosed'
  | 'reserved'
  | 'documents'
  | 'reference'
  | 'depth'
  | 'syntax';

/**
 * `read` is the faulty line, or the key that stands twice; `meant` the whole line as it was probably meant, blanks before
 * it included.
 */
export type SyntaxFault = Readonly<{
  kind: SyntaxFaultKind;
  line: number;
  read: string;
  meant?: string;
}>;

/** Mappings, lists and texts: no scalar is turned into a number. `null` is a key without a value. */
export type PlanData = string | null | readonly PlanData[] | Readonly<{ [key: string]: PlanData }>;

export type PlanFile = Readonly<{
  /** Null for a YAML file in the folder that is none of them. */
  name: PlanFileName | null;
  /** As findings show it: `config/units.yaml`. */
  path: string;
  /** The text with line feeds only and no byte order mark; empty when the file is missing. */
  text: string;
  /** False when there is no data to look at: missing, or not YAML. */
  readable: boolean;
  /** Whether lines could not be read while others could: what seems to be missing may stand there. */
  lost: boolean;
  data: PlanData;
  /** Line (from 1) by `keyText`; a list's entry has the line on which it starts. The file's own only if it is mere text. */
  lines: ReadonlyMap<string, number>;
  faults: readonly SyntaxFault[];
}>;

/** A path as people read it, positions counted from 1: `units[3].contact.phone`. */
export function keyText(path: KeyPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${String(step + 1)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** The line of a path, or of the nearest thing around it that is there. */
export function lineOf(file: PlanFile, path: KeyPath): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const line = file.lines.get(keyText(path.slice(0, length)));
    if (line !== undefined) return line;
  }
  return 1;
}

/** The value at a path; undefined when there is none. */
export function dataAt(data: PlanData, path: KeyPath): PlanData | undefined {
  let value: PlanData | undefined = data;
  for (const step of path) {
    if (value === undefined) return undefined;
    value = typeof step === 'number' ? listOf(value)?.[step] : mappingOf(value)?.[step];
  }
  return value;
}

/** The `name` of the innermost entry that a path lies in; undefined when none has one. */
export function nameAround(data: PlanData, path: KeyPath): string | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    if (typeof path[length - 1] !== 'number') continue;
    const name = dataAt(data, [...path.slice(0, length), 'name']);
    if (typeof name === 'string') return name;
  }
  return undefined;
}

/** The value as a mapping of its own keys, or null when it is none. */
export function mappingOf(value: PlanData): Readonly<Partial<Record<string, PlanData>>> | null {
  if (value === null || typeof value === 'string' || isList(value)) return null;
  return Object.assign(Object.create(null) as Partial<Record<string, PlanData>>, value);
}

/** The value as a list, or null when it is none. */
export function listOf(value: PlanData): readonly PlanData[] | null {
  return isList(value) ? value : null;
}

function isList(value: PlanData): value is readonly PlanData[] {
  return Array.isArray(value);
}

/** The one text a plan is kept by: its files, each under its name. `Plan.version` is the SHA-256 of it. */
export function planText(files: readonly PlanFile[]): string {
  return PLAN_FILE_NAMES.map((name) => {
    const file = files.find((one) => one.name === name);
    if (file === undefined && mayLack(name)) return '';
    const text = file?.text ?? '';
    return `# ==== ${name}.yaml ====\n${text}${text.endsWith('\n') || text === '' ? '' : '\n'}`;
  }).join('');
}
