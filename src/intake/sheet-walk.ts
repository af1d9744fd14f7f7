/** The cells and texts of a workbook as its tags come by: what readers would understand differently, or make up, is damage. */
import type { FileCode } from '../model/catalogue/workbook.ts';
import { columnOf, LAST_ROW } from '../model/cell-grid.ts';
import { CELL, placed } from './cell-area.ts';
import { Places } from './cell-places.ts';
import { attributesOf, behind, type Tag } from './xml-tags.ts';

/** A row and a cell as every program writes them, so that nothing need be taken apart. */
const ORDINARY_ROW = /^ r="(\d{1,6})"(?: (?!r=)[\w:]+="[^"]*")*$/;
const ORDINARY_CELL = /^ r="([A-Z]{1,2})(\d{1,6})"(?: s="\d+")?(?: t="(\w+)")?$/;
/** Of an empty cell that says it holds a truth or an error, the reader makes one up. */
const MADE_UP = ['b', 'e'];
/** What a cell holds that does not say it. */
const NUMERIC = 'n';
/** A number as XML Schema writes it; the reader would take the beginning of another text for one. */
const NUMBER = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/;

/** Each method answers why the workbook must not be read, or null. */
export class SheetWalk {
  /** The part that is looked through. */
  #text = '';
  /** The row that is being read and its last cell, both from 1; no row outside of one. */
  #row = 0;
  #column = 0;
  /** What kind of value the current cell says that it holds. */
  #holds = '';
  #places = new Places();
  /** What the current text of a cell began with: runs, or a plain text. */
  #words: 'elsewhere' | 'none' | 'runs' | Tag = 'elsewhere';

  /** How many shared texts there are, and what is said of that. */
  #texts = 0;
  #saidTexts: ReadonlyMap<string, string> = new Map();

  /** Another part. */
  begin(text: string): void {
    this.#text = text;
    this.#row = 0;
    this.#holds = '';
    this.#words = 'elsewhere';
    this.#texts = 0;
    this.#saidTexts = new Map();
  }

  /**
   * Shared texts are known by their places alone: where one was lost or came in, cells show others' texts. Some programs
   * do not say how many there are, some lay one down for each cell, and some say one number twice, whatever it counts.
   */
  end(): FileCode | null {
    const texts = this.#texts;
    const [different = texts, used] = ['uniqueCount', 'count'].map((name) => {
      const said = this.#saidTexts.get(name);
      return said === undefined ? undefined : Number(said);
    });
    const isSaid = different === texts || used === texts;
    return isSaid || (different === used && texts < different) ? null : 'F_DAMAGED';
  }

  sharedTexts(tag: Tag): null {
    this.#saidTexts = attributesOf(tag);
    return null;
  }

  sheetData(): null {
    this.#row = 0;
    this.#places = new Places();
    return null;
  }

  row(tag: Tag): FileCode | null {
    const [, ordinary = attributesOf(tag).get('r')] = ORDINARY_ROW.exec(tag.inside) ?? [];
    this.#row = Number(ordinary ?? this.#row + 1);
    this.#column = 0;
    return this.#row > LAST_ROW ? 'F_OUTSIDE' : null;
  }

  /** A cell stands in the row that it says, and alone at its place; readers differ in what they make of another. */
  cell(tag: Tag): FileCode | null {
    const cell = cellTag(tag);
    if (typeof cell === 'string') return cell;
    if (tag.kind === 'empty' && MADE_UP.includes(cell.holds)) return 'F_DAMAGED';
    this.#holds = cell.holds;
    return this.#takesPlace(cell) ? null : 'F_DAMAGED';
  }

  #takesPlace({ row, column }: CellTag): boolean {
    this.#column = column ?? this.#column + 1;
    if (this.#row === 0) return true;
    return (row ?? this.#row) === this.#row && this.#places.take(this.#row, this.#column);
  }

  /** The value of a number cell is a number, or nothing. */
  value(tag: Tag): FileCode | null {
    if (this.#holds !== NUMERIC || tag.kind === 'empty') return null;
    const words = behind(this.#text, tag);
    return words === '' || NUMBER.test(words) ? null : 'F_DAMAGED';
  }

  /** With attributes, the reader finds a shared text empty. */
  sharedText(tag: Tag): FileCode | null {
    this.#texts += 1;
    return tag.inside.trim() === '' ? this.inlineText() : 'F_DAMAGED';
  }

  inlineText(): null {
    this.#words = 'none';
    return null;
  }

  plainText(tag: Tag): null {
    if (this.#words === 'none') this.#words = tag;
    return null;
  }

  /** @returns the plain text that this is the first run behind; the reader drops what follows one. */
  run(): Tag | null {
    const words = this.#words;
    if (words !== 'elsewhere') this.#words = 'runs';
    return typeof words === 'string' ? null : words;
  }
}

/** Where a cell says that it stands, from 1; null for one that does not say. */
type CellTag = Readonly<{ row: number | null; column: number | null; holds: string }>;

function cellTag(tag: Tag): CellTag | FileCode {
  const ordinary = ORDINARY_CELL.exec(tag.inside);
  if (ordinary !== null) return cellAt(ordinary[1], ordinary[2], ordinary[3]);
  const attributes = attributesOf(tag);
  const ref = attributes.get('r');
  const fault = placed(ref);
  if (fault !== null) return fault;
  const [, letters, digits] = CELL.exec(ref ?? '') ?? [];
  return cellAt(letters, digits, attributes.get('t'));
}

/** Two letters and six digits stand in any sheet. */
function cellAt(letters?: string, digits?: string, holds = NUMERIC): CellTag {
  const isPlaced = letters !== undefined && digits !== undefined;
  return {
    row: isPlaced ? Number(digits) : null,
    column: isPlaced ? columnOf(letters) : null,
    holds,
  };
}
