/** Drafts (拟稿) and the texts they were made from, as the ledger keeps them. */
import type { Moment } from './day.ts';
import type { Period } from './period.ts';

/** Text kept under its SHA-256: a plan or a template as it was used. */
export type KeptText = Readonly<{ kind: 'plan' | 'template'; sha256: string; text: string }>;

/** A version of the templates: when it was first kept, and the drafts that were made with it. */
export type KeptTemplate = Readonly<{
  sha256: string;
  at: Moment;
  drafts: readonly Pick<DraftRow, 'period' | 'about' | 'at'>[];
}>;

export type DraftRow = Readonly<{
  period: Period;
  /** `section:rencai` of a 专题通报, `unit:shouguang` of a 一县一单; empty for the bulletin of the whole period. */
  about: string;
  at: Moment;
  snapshot: string;
  plan: string;
  template: string;
  pdf: string;
  pages: number;
  path: string;
  /** The edition whose place it takes (更正), and why; null for one that takes no other's. */
  corrects: number | null;
  reason: string | null;
}>;
