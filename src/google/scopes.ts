/** The least that has to be allowed for what the plan has done. */
import type { GooglePlan } from '../model/google.ts';

const BASE = 'https://www.googleapis.com/auth';
const SHEETS = `${BASE}/spreadsheets.readonly`;
const FILES = `${BASE}/drive.readonly`;
/** Enough to be told whose account it is. */
const METADATA = `${BASE}/drive.metadata.readonly`;
/** Nothing narrower lets sheets be changed that others made, or files be laid into their folders. */
const ALL = `${BASE}/drive`;

export function scopesOf({
  sources,
  writes,
}: Pick<GooglePlan, 'sources' | 'writes'>): readonly string[] {
  if (writes) return [ALL];
  return [SHEETS, sources.some(({ folder }) => folder !== '') ? FILES : METADATA];
}

/** Whether what was granted allows all that; a wider right holds the narrower ones. */
export function lackingScopes(wanted: readonly string[], granted: string): readonly string[] {
  const held = new Set(granted.split(' '));
  if (held.has(ALL)) return [];
  if (held.has(FILES)) held.add(METADATA);
  return wanted.filter((scope) => !held.has(scope));
}
