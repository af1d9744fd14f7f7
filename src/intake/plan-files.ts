/** Reads the plan's files: YAML to plain data and lines, faults of spelling as values, an unreadable folder as a refusal. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PLAN_REFUSAL } from '../model/catalogue/plan.ts';
import { errorCode } from '../model/error-code.ts';
import { PLAN_FILE_NAMES, type PlanFile, type PlanFileName } from '../model/plan-file.ts';
import { Refusal } from '../model/refusal.ts';
import { parsePlanFile, type PlanFileSource } from './plan-yaml.ts';

const MAX_BYTES = 1_000_000;

/**
 * Reads the nine files of a plan; other YAML files in the folder are given without a name, so that a misspelt one is
 * seen. A file that is missing, too large, not UTF-8 or not YAML is a value with its faults.
 *
 * @throws Refusal `usage` when there is no such folder, `outsideDown` when the folder or a file in it cannot be read.
 */
export async function readPlanFiles(folder: string): Promise<readonly PlanFile[]> {
  const present = await namesIn(folder);
  const own = PLAN_FILE_NAMES.map((name) => `${name}.yaml`);
  const strays = present.filter((file) => /\.ya?ml$/i.test(file) && !own.includes(file)).sort();
  const files = await Promise.all(PLAN_FILE_NAMES.map((name) => readOne(folder, name, present)));
  return [...files, ...strays.map((file) => strayFile(pathShown(folder, file)))];
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
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
  present: readonly string[],
): Promise<PlanFile> {
  const file = `${name}.yaml`;
  const path = pathShown(folder, file);
  if (!present.includes(file)) return withoutText({ name, path }, 'missing');
  const bytes = await bytesOf(join(folder, file));
  if (bytes.length > MAX_BYTES) return withoutText({ name, path }, 'too-large');
  const text = textOf(bytes);
  if (text === null) return withoutText({ name, path }, 'not-utf8');
  return parsePlanFile({ name, path, text });
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** @returns null when the bytes are not UTF-8 (Notepad's old default is GBK). */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function withoutText(
  source: Omit<PlanFileSource, 'text'>,
  kind: 'missing' | 'too-large' | 'not-utf8',
): PlanFile {
  return { ...unread(source), faults: [{ kind, line: 1, read: '' }] };
}

function strayFile(path: string): PlanFile {
  return { ...unread({ name: null, path }), faults: [{ kind: 'stray', line: 1, read: '' }] };
}

function unread(source: Omit<PlanFileSource, 'text'>): Omit<PlanFile, 'faults'> {
  return { ...source, text: '', readable: false, data: null, lines: new Map() };
}

function pathShown(folder: string, file: string): string {
  return `${basename(folder)}/${file}`;
}

function unreadable(path: string, cause: unknown): Refusal {
  return new Refusal('outsideDown', 'PLAN_UNREADABLE', { ...PLAN_REFUSAL.unreadable(path), cause });
}
