/** How the entries of a catalogue are written down. */
import type { Severity } from '../finding.ts';
import { oneLine, quoted, type CatalogueEntry, type Details } from './catalogue.ts';

type Words = string | ((details: Details) => string);

function words(of: Words): (details: Details) => string {
  return typeof of === 'string' ? () => of : of;
}

/** One code's severity, message and hint. */
export function entry(severity: Severity, message: Words, hint: Words): CatalogueEntry {
  return { severity, message: words(message), hint: words(hint) };
}

/** What a message speaks of, as text on one line; empty when it is not given. */
export function said(details: Details, key: string): string {
  return oneLine(String(details[key] ?? ''));
}

/** The same in quotation marks. */
export function named(details: Details, key: string): string {
  return quoted(said(details, key));
}
