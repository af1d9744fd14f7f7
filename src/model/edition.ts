/** What a bulletin goes through after it was drafted: 核稿, 签发, 印发. */
import type { ChainHead } from './act.ts';
import type { Day, Moment } from './day.ts';
import type { Period } from './period.ts';
import type { OrgUnitId } from './plan.ts';
import type { DraftRow } from './draft.ts';

/** Somebody looked through a draft and passed it on (核稿): its snapshot, plan and template are fixed by that. */
export type Review = Readonly<{ id: number; who: string; at: Moment }>;

/** A draft as the ledger holds it. */
export type HeldDraft = DraftRow & Readonly<{ id: number; review: Review | null }>;

/** A file that goes with an edition, frozen with it: a unit's own sheet (一县一单), or an attachment for all. */
export type EditionFile = Readonly<{
  /** Whose sheet it is; null for what everybody gets. */
  unit: OrgUnitId | null;
  /** Its name in the out folder, with `/` between folders. */
  fileName: string;
  sha256: string;
}>;

/** A place in the register of document numbers. `total` counts the numbers of all years. */
export type Numbered = Readonly<{
  year: number;
  number: number;
  total: number;
  /** Which signature of this number it is, from 1: one that was not released in time is followed by another. */
  signature: number;
}>;

/** What signing decides and freezes. */
export type Signed = Numbered &
  Readonly<{
    review: number;
    /** As in `DraftRow`. */
    period: Period;
    about: string;
    documentNumber: string;
    title: string;
    fileName: string;
    snapshot: string;
    plan: string;
    template: string;
    /** 成文日期, and 印发日期 as it is printed. */
    issuedOn: Day;
    printedOn: Day;
    pdf: string;
    pages: number;
    who: string;
    at: Moment;
    files: readonly EditionFile[];
  }>;

/** @property chain its entry in the log of acts. */
export type Release = Readonly<{ who: string; at: Moment; chain: ChainHead }>;

/** A signed bulletin (印发件); `released` is null until it is given out. */
export type Edition = Signed & Readonly<{ id: number; released: Release | null }>;

/** The bytes of a file by its hash. */
export type Frozen = ReadonlyMap<string, Uint8Array>;

/** The newest edition of the same document, or null. */
export function lastEdition(
  editions: readonly Edition[],
  { period, about }: Pick<Edition, 'period' | 'about'>,
): Edition | null {
  return editions.findLast((one) => one.period === period && one.about === about) ?? null;
}

/** The newest one of the same document that was given out, or null. */
export function lastReleased(
  editions: readonly Edition[],
  of: Pick<Edition, 'period' | 'about'>,
): Edition | null {
  return lastEdition(
    editions.filter(({ released }) => released !== null),
    of,
  );
}
