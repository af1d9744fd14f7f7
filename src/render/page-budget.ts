/** How many pages a bulletin may have: a slip in a template or a style can make thousands of them. */
import { PAPER_WORDS } from '../model/catalogue/paper.ts';
import { Refusal } from '../model/refusal.ts';

/** The longest real one, a year of 200 units, has some 160. */
const MAX_PAGES = 300;
/** Before it is printed its length is only reckoned: a narrow sheet makes a wide table longer. */
const SLACK = 3;
/** The text area of an upright page. */
const PAGE_MM = 225;

/**
 * Refuses before printing what is far too long: printing it would take minutes.
 *
 * @param height millimetres, in one piece. @throws Refusal `dataRefused`.
 */
export function refuseTooLong(height: number): void {
  refuseTooMany(height / PAGE_MM / SLACK);
}

/** @throws Refusal `dataRefused`. */
export function refuseTooMany(pages: number): void {
  if (pages <= MAX_PAGES) return;
  throw new Refusal('dataRefused', 'too-many-pages', PAPER_WORDS.tooManyPages(MAX_PAGES));
}
