/** The least that has to be allowed for what the plan has read. */
import type { GooglePlan } from '../model/google.ts';

const BASE = 'https://www.googleapis.com/auth';
const SHEETS = `${BASE}/spreadsheets.readonly`;
const FILES = `${BASE}/drive.readonly`;
/** Enough to be told whose account it is. */
const METADATA = `${BASE}/drive.metadata.readonly`;

export function scopesOf({ sources }: Pick<GooglePlan, 'sources'>): readonly string[] {
  return [SHEETS, sources.some(({ folder }) => folder !== '') ? FILES : METADATA];
}

/** Whether what was granted allows all that; the wider right to files holds the narrower. */
export function lackingScopes(wanted: readonly string[], granted: string): readonly string[] {
  const held = new Set(granted.split(' '));
  if (held.has(FILES)) held.add(METADATA);
  return wanted.filter((scope) => !held.has(scope));
}
