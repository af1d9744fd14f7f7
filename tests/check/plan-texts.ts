/** The shipped plan's texts, to be read as they are or spoiled in one place. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePlanFile } from '../../src/intake/plan-yaml.ts';
import { PLAN_FILE_NAMES, type PlanFile, type PlanFileName } from '../../src/model/plan-file.ts';

export const CONFIG = join(import.meta.dirname, '../../config');
const DOCS = join(import.meta.dirname, '../../docs');
/** Not shipped in `config/`, since each office's are its own: the files to copy from lie with the handbook. */
const TO_COPY: readonly PlanFileName[] = ['roles', 'google'];

/** Texts of the files by name. */
export type PlanTexts = Readonly<Record<PlanFileName, string>>;

export const SHIPPED: PlanTexts = Object.fromEntries(
  PLAN_FILE_NAMES.map((name) => [
    name,
    readFileSync(join(TO_COPY.includes(name) ? DOCS : CONFIG, `${name}.yaml`), 'utf8'),
  ]),
) as PlanTexts;

function parsed(name: PlanFileName, text: string): PlanFile {
  return parsePlanFile({ name, path: `config/${name}.yaml`, text });
}

const SHIPPED_FILES = new Map(PLAN_FILE_NAMES.map((name) => [name, parsed(name, SHIPPED[name])]));

/** The shipped files, some with another text; those to copy only where they are given. */
export function planFiles(texts: Partial<PlanTexts> = {}): readonly PlanFile[] {
  const names = PLAN_FILE_NAMES.filter(
    (name) => !TO_COPY.includes(name) || texts[name] !== undefined,
  );
  return names.map((name) => {
    const text = texts[name];
    return text === undefined || text === SHIPPED[name]
      ? SHIPPED_FILES.get(name)!
      : parsed(name, text);
  });
}

/** Replaces the first `from` that stands behind the first `after`. @throws Error when either is not there. */
export function replaced(text: string, from: string, to: string, after = ''): string {
  const start = text.indexOf(after);
  const at = start < 0 ? -1 : text.indexOf(from, start);
  if (at < 0) throw new Error(`not in the shipped plan: ${after} … ${from}`);
  return text.slice(0, at) + to + text.slice(at + from.length);
}
