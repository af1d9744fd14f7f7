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
