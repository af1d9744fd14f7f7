/** Parts without what tells of no cell, noted as their tags come by: long formulas cut to a word, cells of mere looks, looks themselves and entry rules left out; the library would spell out each. */
import type { FileCode } from '../model/catalogue/workbook.ts';
import { HEAD_SIGN } from '../model/catalogue/self-check.ts';
import { DAY_FORMAT, isLocalDay } from './local-days.ts';
import { attributesOf, behind, type Tag } from './xml-tags.ts';

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/i;

/** A formula that is long enough to be worth it. Nothing is ever computed here, only that a cell holds a formula is told. */
const LONG = 64;
/** The form's own head line is known by its formula where what it came to broke. */
const KEPT = Buffer.from(HEAD_SIGN).toString('latin1');

/** A cell that has a look and nothing in it, as nearly every program writes it. */
const MERE_LOOK = /^ r="[A-Z]{1,3}\d{1,7}"(?: s="\d+")?$/;
/** A row's number, and what else it says: how high it is and how far it reaches. */
const ROW = /^( r="\d{1,7}")(?: (?!r=)[\w:]+="[^"]*")+$/;
/** How a cell looks: as what numbers are shown in it, which is all that is asked, and the rest. */
const NUMBER_LOOK = /<xf numFmtId="\d+"/y;
const LOOKS_NUMBER = /^ numFmtId="(\d+)"/;
const OTHER_LOOK =
  /(?: (?:(?:font|fill|border|xf)Id|apply[A-Z][a-z]+|quotePrefix|pivotButton)="\w+")+(?:\/>|>(?:<(?:alignment|protection)(?: \w+="[^"<>]*")*\/>)*<\/xf>)/y;

/** Elements that hold nothing but what everybody knows; one that holds anything else stays. */
const UNTOLD: ReadonlyMap<string, RegExp> = new Map([
  ['revisionPtr', /<xr:revisionPtr(?: [\w:]+="[^"<>]*")*(?:\/>|><\/xr:revisionPtr>)/y],
  [
    'dataValidations',
    /<dataValidations(?:\s[^<>]*)?>(?:<dataValidation(?:\s[^<>]*)?(?:\/>|>(?:<formula[12]>[^<]*<\/formula[12]>)*<\/dataValidation>))*<\/dataValidations>/y,
  ],
  [
    'fonts',
    /<fonts(?: [\w:]+="[^"<>]*")*>(?:<font>(?:<(b|i|u|strike|outline|shadow|condense|extend|sz|vertAlign|name|family|scheme|charset|color)(?: \w+="[^"<>]*")*(?:\/>|><\/\1>))*<\/font>)*<\/fonts>/y,
  ],
  [
    'fills',
    /<fills(?: [\w:]+="[^"<>]*")*>(?:<fill><patternFill(?: patternType="\w+")?(?:\/>|>(?:<[bf]gColor(?: \w+="[^"<>]*")*\/>)*<\/patternFill>)<\/fill>)*<\/fills>/y,
  ],
  [
    'borders',
    /<borders(?: [\w:]+="[^"<>]*")*>(?:<border(?: diagonal(?:Up|Down)="\w+")*>(?:<(left|right|top|bottom|diagonal)(?: style="\w+")?(?:\/>|>(?:<color(?: \w+="[^"<>]*")*\/>)?<\/\1>))*<\/border>)*<\/borders>/y,
  ],
]);

const TAG_NAME = /[^\s<>/]+/y;
/** What stands between a text's first tag and the tag behind its last. */
const REST_OF_PLAIN = /^[^<]*<\/(?:[^\s<>/]+:)?t\s*>\s*$/;

/** What the library asks of a package and we do not: some of it, as programs write it, makes it give up. */
const UNASKED = /^(?:xl\/metadata|docProps\/custom)\.xml$/i;

/** A form has some 1000. Fewer than could be are no harm, and each takes memory. */
const MOST_CUTS = 10_000;

/** What is left out, and what is put in its place. */
type Cut = Readonly<{ from: number; to: number; put: string; isCell: boolean }>;

/** One part after the other, as its tags come by. */
export class LeanParts {
  #text = '';
  #isUnasked = false;
  #isSheet = false;
  #cuts: Cut[] = [];
  /** A cell that does not begin with its place may stand behind the one before it: then none is left out. */
  #isPlaced = true;
  /** Numbers of the formats that the workbook defines. */
  #formats = new Set<number>();

  begin(name: string, text: string): void {
    this.#text = text;
    this.#isUnasked = UNASKED.test(name);
    this.#isSheet = SHEET.test(name);
    this.#cuts = [];
    this.#isPlaced = true;
    this.#formats = new Set();
  }

  cell({ start, end, kind, inside }: Tag): null {
    if (!inside.startsWith(' r="')) this.#isPlaced = false;
    else if (kind === 'empty' && this.#isSheet && MERE_LOOK.test(inside)) {
      this.#cut({ from: start, to: end, put: '', isCell: true });
    }
    return null;
  }

  row({ kind, inside, end }: Tag): null {
    const to = end - (kind === 'empty' ? 2 : 1);
    const [, number] = this.#isSheet ? (ROW.exec(inside) ?? []) : [];
    if (number !== undefined) {
      this.#cut({ from: to - inside.length + number.length, to, put: '', isCell: false });
    }
    return null;
  }

  formula(tag: Tag): null {
    const formula = tag.kind === 'open' && this.#isSheet ? behind(this.#text, tag) : '';
    const to = tag.end + formula.length;
    const isWhole = formula.length >= LONG && this.#text.startsWith('</', to);
    if (isWhole && !formula.includes(KEPT)) {
      this.#cut({ from: tag.end, to, put: '0', isCell: false });
    }
    return null;
  }

  /** An element that may be left out as a whole. */
  element({ name, start: from }: Tag): null {
    const to = endOf(UNTOLD.get(name), this.#text, from);
    if (to !== null) this.#cut({ from, to, put: '', isCell: false });
    return null;
  }

  format(tag: Tag): null {
    this.#formats.add(Number(attributesOf(tag).get('numFmtId')));
    return null;
  }

  /** What is said of a look behind its number format; a format that not every reader knows becomes one that each does. */
  look({ start, end, kind, inside }: Tag): null {
    const [, digits = ''] = LOOKS_NUMBER.exec(inside) ?? [];
    if (isLocalDay(Number(digits)) && !this.#formats.has(Number(digits))) {
      const at = end - (kind === 'empty' ? 2 : 1) - inside.length + ' numFmtId="'.length;
      this.#mend({ from: at, to: at + digits.length, put: String(DAY_FORMAT), isCell: false });
    }
    const from = endOf(NUMBER_LOOK, this.#text, start);
    const to = from === null ? null : endOf(OTHER_LOOK, this.#text, from);
    if (from !== null && to !== null) this.#cut({ from, to, put: '/>', isCell: false });
    return null;
  }

  /** What may stay where it is too many. */
  #cut(cut: Cut): void {
    if (this.#cuts.length < MOST_CUTS) this.#mend(cut);
  }

  /** What must go: without it the library reads something else. */
  #mend(cut: Cut): void {
    this.#cuts.push(cut);
  }

  /** A sheet that names no part, as a module of an old macro: for it, the library would guess which parts all sheets are. */
  sheet({ start, end, kind }: Tag): null {
    if (kind === 'empty') this.#mend({ from: start, to: end, put: '', isCell: false });
    return null;
  }

  /** A shared text that is nothing, which the library would pass over: with a closing tag of its own it counts. */
  nothing(tag: Tag): null {
    this.#mend({ from: tag.end - 2, to: tag.end, put: `></${this.#nameOf(tag)}>`, isCell: false });
    return null;
  }

  /** The plain text that stands right before the first run becomes a run too: the library would drop all others. */
  run(plain: Tag, first: Tag): FileCode | null {
    const between = this.#text.slice(plain.end, first.start);
    if (first.kind === 'empty' || !REST_OF_PLAIN.test(between)) return 'F_DAMAGED';
    const name = this.#nameOf(first);
    this.#mend({ from: plain.start, to: plain.start, put: `<${name}>`, isCell: false });
    this.#mend({ from: first.start, to: first.start, put: `</${name}>`, isCell: false });
    return null;
  }

  /** With its namespace. */
  #nameOf({ start }: Tag): string {
    TAG_NAME.lastIndex = start + 1;
    return TAG_NAME.exec(this.#text)?.[0] ?? '';
  }

  /** The part without what is left out; null where that is nothing. */
  left(): string | null {
    if (this.#isUnasked) return '';
    const cuts = this.#cuts.filter(({ isCell }) => this.#isPlaced || !isCell);
    if (cuts.length === 0) return null;
    let [left, at] = ['', 0];
    for (const { from, to, put } of cuts) {
      left += this.#text.slice(at, from) + put;
      at = to;
    }
    return left + this.#text.slice(at);
  }
}

/** Where what begins there ends; null where it is something else. */
function endOf(whole: RegExp | undefined, text: string, from: number): number | null {
  if (whole === undefined) return null;
  whole.lastIndex = from;
  return whole.test(text) ? whole.lastIndex : null;
}
