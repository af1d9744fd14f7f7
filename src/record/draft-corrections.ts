/** A step of the ledger's tables: which edition a draft takes the place of (更正), and why. */
import type { Spelling } from './engine.ts';

/** Drafts of before take none's. */
export function draftCorrections({ text }: Spelling): readonly string[] {
  return [
    'alter table draft add column corrects integer references edition (id)',
    `alter table draft add column reason ${text}`,
  ];
}
