/** The words for findings: one entry a code, with its severity, message and hint. */
import type { Finding, Place, Severity } from '../finding.ts';
import { maskPersonal } from '../personal.ts';

/** What a message may speak of. */
export type Details = Readonly<Record<string, string | number>>;

export type CatalogueEntry = Readonly<{
  severity: Severity;
  message: (details: Details) => string;
  hint: (details: Details) => string;
}>;

/** What stands beside the words: where, which item, what was read, what was probably meant. */
export type About = Readonly<{
  place: Place;
  item?: string;
  read?: string;
  suggestion?: string;
  details?: Details;
  /** Overrides the entry's severity, where a rule of the plan decides it. */
  severity?: Severity;
}>;

/** So many letters of what was typed are told back. */
export const READ_LIMIT = 60;

/** A builder of findings from one topic's codes; an unknown code does not compile. */
export function findingsOf<Code extends string>(
  entries: Readonly<Record<Code, CatalogueEntry>>,
): (code: Code, about: About) => Finding {
  return (code, about) => {
    const entry = entries[code];
    const details = masked(about.details ?? {});
    return {
      code,
      severity: about.severity ?? entry.severity,
      place: about.place,
      ...(about.item === undefined ? {} : { item: about.item }),
      ...(about.read === undefined
        ? {}
        : { read: shortened(maskPersonal(about.read), READ_LIMIT) }),
      message: entry.message(details),
      hint: entry.hint(details),
      ...(about.suggestion === undefined ? {} : { suggestion: about.suggestion }),
    };
  };
}

/** Whatever was typed may be the number of a person: it is told back starred, and so kept. */
function masked(details: Details): Details {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      typeof value === 'string' ? maskPersonal(value) : value,
    ]),
  );
}

/** What people typed or named a file, as one line: nothing in it can pass for a line of ours. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}

/** In quotation marks, as one line; those that already stand inside become single ones: “‘12380’举报受理”. */
export function quoted(text: string): string {
  return `“${oneLine(text).replaceAll('“', '‘').replaceAll('”', '’')}”`;
}

/** One line of at most so many letters. */
export function shortened(text: string, limit: number): string {
  const folded = oneLine(text);
  const letters = Array.from(folded);
  return letters.length <= limit ? folded : `${letters.slice(0, limit).join('')}…`;
}
