/** Findings with the line of text that they are about. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding, Place } from '../../model/finding.ts';

/** `line` is null where the finding is about no line, or its file is gone. */
export type ShownFinding = Readonly<{ finding: Finding; line: string | null }>;

/** Files that an administrator edits, as findings name them. */
const EDITED = /^(?:templates|config)\//;

export async function withLines(
  findings: readonly Finding[],
  home: string,
): Promise<readonly ShownFinding[]> {
  return Promise.all(
    findings.map(async (finding) => ({ finding, line: await lineAt(finding.place, home) })),
  );
}

async function lineAt({ file, line }: Place, home: string): Promise<string | null> {
  if (line === undefined || !EDITED.test(file)) return null;
  const text = await readFile(join(home, file), 'utf8').catch(() => '');
  return text.replace(/^\uFEFF/, '').split(/\r?\n/)[line - 1] ?? null;
}
