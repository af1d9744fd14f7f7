/** Reads the plan's files: YAML to plain data and lines, faults of spelling as values, an unreadable folder as a refusal. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PLAN_REFUSAL } from '../model/catalogue/plan.ts';
import { errorCode } from '../model/error-code.ts';
import {
  mayLack,
  PLAN_FILE_NAMES,
  type PlanFile,
  type PlanFileName,
  type SyntaxFault,
  type SyntaxFaultKind,
} from '../model/plan-file.ts';
import { Refusal } from '../model/refusal.ts';
import { parsePlanFile, type PlanFileSource } from './plan-yaml.ts';
import { decoded } from './text.ts';

const MAX_BYTES = 1_000_000;

/** What Notepad, the explorer and a copying hand add to a name: `units.yaml.txt`, `units - 副本.yaml`, `Units (1).yml`. */
const ADDED = /\.(?:ya?ml|txt|bak|old)$|\s*-\s*(?:副本|copy)$|\s*[(（]\d+[)）]$|\s+\d+$|\s+$/;

/**
 * Reads the files of a plan. A file that is missing, too large, not UTF-8 or not YAML is a value with its faults;
 * one under a name that is nearly right is read for the one that is missing. Other YAML files in the folder and second
 * copies are given without a name, so that they are seen.
 *
 * @throws Refusal `usage` when there is no such folder, `outsideDown` when the folder or a file in it cannot be read.
 */
export async function readPlanFiles(folder: string): Promise<readonly PlanFile[]> {
  const present = await namesIn(folder);
  const own = PLAN_FILE_NAMES.map((name) => `${name}.yaml`);
  const others = present.filter((file) => !own.includes(file)).sort();
  const standIns = new Map(
    PLAN_FILE_NAMES.filter((name) => !present.includes(`${name}.yaml`)).flatMap((name) =>
      others
        .filter((file) => nameMeant(file) === name)
        .map((file) => [name, file] as const)
        .slice(0, 1),
    ),
  );
  const asked = PLAN_FILE_NAMES.filter(
    (name) => !mayLack(name) || standIns.has(name) || present.includes(`${name}.yaml`),
  );
  const files = await Promise.all(
    asked.map((name) => readOne(folder, name, standIns.get(name) ?? `${name}.yaml`, present)),
  );
  const taken = [...standIns.values()];
  const strays = others.filter((file) => !taken.includes(file));
  return [...files, ...strays.flatMap((file) => strayFile(pathShown(folder, file)))];
}

/** The file of the plan that a name stands for but for what was added to it; null for any other file. */
function nameMeant(file: string): PlanFileName | null {
  let bare = file.normalize('NFKC').toLowerCase();
  while (ADDED.test(bare)) bare = bare.replace(ADDED, '');
  return PLAN_FILE_NAMES.find((name) => name === bare.trim()) ?? null;
}

/** Files only: a folder is no misnamed file, whatever it is called. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const own = PLAN_FILE_NAMES.map((name) => `${name}.yaml`);
    return entries
      .filter((entry) => !entry.isDirectory() || own.includes(entry.name))
      .map(({ name }) => name);
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(cause))) {
      throw new Refusal('usage', 'PLAN_NO_FOLDER', { ...PLAN_REFUSAL.noFolder(folder), cause });
    }
    throw unreadable(folder, cause);
  }
}

async function readOne(
  folder: string,
  name: PlanFileName,
  file: string,
  present: readonly string[],
): Promise<PlanFile> {
  const path = pathShown(folder, file);
  if (!present.includes(file)) return withoutText({ name, path }, 'missing');
  const bytes = await bytesOf(join(folder, file));
  if (bytes.length > MAX_BYTES) return withoutText({ name, path }, 'too-large');
  const found = decoded(bytes);
  if (found === null) return withoutText({ name, path }, 'not-utf8');
  const { text, isUtf8 } = found;
  const parsed = parsePlanFile({ name, path, text });
  const faults = [
    ...(file === `${name}.yaml` ? [] : [wholeFault('misnamed')]),
    ...(isUtf8 ? [] : [wholeFault('not-utf8')]),
  ];
  return { ...parsed, faults: [...faults, ...parsed.faults] };
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function withoutText(
  source: Omit<PlanFileSource, 'text'>,
  kind: 'missing' | 'too-large' | 'not-utf8',
): PlanFile {
  return { ...unread(source), faults: [wholeFault(kind)] };
}

/** A second copy of a file, or a YAML file that is none of a plan's; nothing for any other file. */
function strayFile(path: string): readonly PlanFile[] {
  const meant = nameMeant(basename(path));
  if (meant === null && !/\.ya?ml$/i.test(path)) return [];
  const fault = meant === null ? wholeFault('stray') : { ...wholeFault('copy'), read: meant };
  return [{ ...unread({ name: null, path }), faults: [fault] }];
}

function wholeFault(kind: SyntaxFaultKind): SyntaxFault {
  return { kind, line: 1, read: '' };
}

function unread(source: Omit<PlanFileSource, 'text'>): Omit<PlanFile, 'faults'> {
  return { ...source, text: '', readable: false, lost: false, data: null, lines: new Map() };
}

function pathShown(folder: string, file: string): string {
  return `${basename(folder)}/${file}`;
}

function unreadable(path: string, cause: unknown): Refusal {
  return new Refusal('outsideDown', 'PLAN_UNREADABLE', { ...PLAN_REFUSAL.unreadable(path), cause });
}
