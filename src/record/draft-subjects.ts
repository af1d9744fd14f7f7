/** The second step of the ledger's tables: what a draft is about, besides the whole of its period. */
import type { Spelling } from './engine.ts';

/** Drafts of before are bulletins of the whole period. */
export function draftSubjects({ text }: Spelling): readonly string[] {
  return [`alter table draft add column about ${text} not null default ''`];
}
