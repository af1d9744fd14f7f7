/** Names that a spreadsheet takes for its tabs. */
import { NAMELESS_TAB } from '../model/catalogue/sheet-words.ts';

/** Room for a number behind it stays within the 31 letters that a tab may have. */
const LETTERS = 28;

/** A name without []:*?/\ and apostrophes, shortened, and unlike every other one taken, whatever its case. */
export function tabName(name: string, taken: Set<string>): string {
  const plain =
    Array.from(name.replace(/[[\]:*?/\\']/g, ''))
      .slice(0, LETTERS)
      .join('') || NAMELESS_TAB;
  let own = plain;
  for (let count = 2; taken.has(own.toLowerCase()); count += 1) own = `${plain}${String(count)}`;
  taken.add(own.toLowerCase());
  return own;
}
