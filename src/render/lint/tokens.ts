/** Takes the words of a template apart into tags, attributes and text, and tells what may not be among them. */
import { Lines, type Spot } from './lines.ts';
import {
  COMMON_ELEMENTS,
  harmIn,
  isAddress,
  isAttribute,
  isElement,
  isInside,
  isRaw,
  isVoid,
} from './marks.ts';
import type { Report } from './report.ts';
import type { Words } from './syntax.ts';

/** Between tags; within one, between its attributes; within the quotes of an attribute's value. */
export type State =
  | Readonly<{ at: 'text' }>
  | Readonly<{ at: 'tag'; tag: string; spot: Spot; isEnd: boolean }>
  | Readonly<{
      at: 'value';
      tag: string;
      spot: Spot;
      isEnd: boolean;
      name: string;
      quote: string;
      value: string;
      from: Spot;
    }>;

type Open = Readonly<{ tag: string; spot: Spot }>;
/** Where a branch of a block begins. */
export type Mark = Readonly<{ state: State; open: readonly Open[]; floor: number }>;

const TEXT: State = { at: 'text' };
/** Stands for what is filled in. */
const FILLED = '\uFFFC';
const STRAY = /\{\{|\}\}|\[object |(?<![A-Za-z])(?:undefined|NaN|null)(?![A-Za-z])/g;

export class Tokens {
  readonly #report: Report;
  #state: State = TEXT;
  #open: readonly Open[] = [];
  /** Elements that are open around the branch: nothing in it ends them. */
  #floor = 0;
  #isWhole = true;
  /** Where the words read now begin, and their lines. */
  #start: Spot = { line: 1, column: 0 };
  #lines = new Lines('');

  constructor(report: Report) {
    this.#report = report;
  }

  get state(): State {
    return this.#state;
  }

  /** Whether the words read last ended between tags, attributes or letters of a quoted value. */
  isWhole(): boolean {
    return this.#isWhole;
  }

  /** Goes on between tags, after a fault that was told. */
  mend(): void {
    this.#state = TEXT;
    this.#isWhole = true;
  }

  /** Something is filled into the value. */
  filled(): void {
    if (this.#state.at === 'value') {
      this.#state = { ...this.#state, value: this.#state.value + FILLED };
    }
  }

  /** Begins a branch. */
  mark(): Mark {
    const mark = { state: this.#state, open: this.#open, floor: this.#floor };
    this.#floor = this.#open.length;
    return mark;
  }

  /** Goes on where a branch began that did not end there. */
  back({ state }: Mark): void {
    this.#state = state;
    this.#isWhole = true;
  }

  /** Ends a branch: whether all that began since then has ended; elements that have not are told. */
  closed({ state, open, floor }: Mark): boolean {
    for (const { tag, spot } of this.#open.slice(open.length)) {
      this.#report('TPL_UNCLOSED', { at: spot, read: `<${tag}>`, details: { name: tag } });
    }
    this.#open = open;
    this.#floor = floor;
    return this.#isWhole && sameState(this.#state, state);
  }

  end(): void {
    if (this.#isWhole && this.#state.at === 'text') {
      this.closed({ state: TEXT, open: [], floor: 0 });
    } else {
      const at = this.#state.at === 'text' ? { line: 1, column: 0 } : this.#state.spot;
      this.#report('TPL_SPLIT', { at });
    }
  }

  read(words: Words): void {
    this.#start = words.loc.start;
    this.#lines = new Lines(words.value);
    let at = 0;
    const { value } = words;
    while (at < value.length && this.#isWhole) {
      switch (this.#state.at) {
        case 'text':
          at = this.#text(value, at);
          break;
        case 'tag':
          at = this.#tag(value, at);
          break;
        case 'value':
          at = this.#value(value, at);
      }
    }
  }

  /** As the parser counts: columns from 0. */
  #spot(at: number): Spot {
    const { line, column } = this.#lines.at(at);
    return line === 1
      ? { line: this.#start.line, column: this.#start.column + column - 1 }
      : { line: this.#start.line + line - 1, column: column - 1 };
  }

  #text(value: string, from: number): number {
    const found = value.indexOf('<', from);
    const end = found < 0 ? value.length : found;
    for (const stray of value.slice(from, end).matchAll(STRAY)) {
      const [word] = stray;
      const code = /[{}]/.test(word) ? 'TPL_BRACES' : 'TPL_STRAY';
      this.#report(code, { at: this.#spot(from + stray.index), read: word, details: { word } });
    }
    if (found < 0) return end;
    const rest = value.slice(end);
    if (rest.startsWith('<!--')) {
      // Browsers end a comment at places that nobody would guess: what it hides is read as if it were none.
      this.#report('TPL_COMMENT', { at: this.#spot(end), read: '<!--' });
      return end + 4;
    }
    const [, slash = '', name = ''] = /^<(\/?)([^\s/>"'=<]*)/.exec(rest) ?? [];
    const after = end + 1 + slash.length + name.length;
    if (after >= value.length) {
      this.#isWhole = false;
      return value.length;
    }
    if (slash === '' && !/^[a-z!?]/i.test(name)) return end + 1;
    return this.#opened(value, { name: name.toLowerCase(), isEnd: slash !== '', at: end, after });
  }

  #opened(
    value: string,
    {
      name,
      isEnd,
      at,
      after,
    }: Readonly<{ name: string; isEnd: boolean; at: number; after: number }>,
  ): number {
    const spot = this.#spot(at);
    if (!isElement(name)) {
      const details = { name, names: COMMON_ELEMENTS };
      if (!isEnd) this.#report('TPL_ELEMENT', { at: spot, read: `<${name}>`, details });
    }
    if (!isElement(name) && isRaw(name)) {
      const close = new RegExp(`</${name}[^>]*>`, 'gi');
      close.lastIndex = after;
      return close.test(value) ? close.lastIndex : value.length;
    }
    this.#state = { at: 'tag', tag: name, spot, isEnd };
    return after;
  }

  #tag(value: string, from: number): number {
    const state = this.#state as Extract<State, { at: 'tag' }>;
    const [space = ''] = /^[\s/]*/.exec(value.slice(from)) ?? [];
    const at = from + space.length;
    const isAlone = space.endsWith('/');
    if (at >= value.length) return at;
    if (value[at] === '>') {
      this.#state = TEXT;
      this.#nest(state, isAlone);
      return at + 1;
    }
    const [all = '', name = '', , quote = '', bare = ''] =
      /^([^\s/>=]+|=)(?:(\s*=\s*)(?:(["'])|([^\s"'>=<`]*)))?/.exec(value.slice(at)) ?? [];
    const after = at + all.length;
    const lower = name.toLowerCase();
    this.#attribute(state.tag, lower, at);
    if (quote !== '') {
      const from = this.#spot(at);
      this.#state = { ...state, at: 'value', name: lower, quote, value: '', from };
    } else if (after >= value.length) {
      this.#isWhole = false;
    } else {
      this.#checkValue({ tag: state.tag, name: lower, value: bare, from: this.#spot(at) });
    }
    return after;
  }

  #attribute(tag: string, name: string, at: number): void {
    if (isAttribute(name) || !isElement(tag)) return;
    const details = { tag, name };
    this.#report('TPL_ATTRIBUTE', { at: this.#spot(at), read: name, details });
  }

  #value(value: string, from: number): number {
    const state = this.#state as Extract<State, { at: 'value' }>;
    const found = value.indexOf(state.quote, from);
    const end = found < 0 ? value.length : found;
    const whole = state.value + value.slice(from, end);
    if (found < 0) {
      this.#state = { ...state, value: whole };
      return end;
    }
    this.#checkValue({ ...state, value: whole });
    const { tag, spot, isEnd } = state;
    this.#state = { at: 'tag', tag, spot, isEnd };
    return end + 1;
  }

  #checkValue({
    tag,
    name,
    value,
    from,
  }: Readonly<{ tag: string; name: string; value: string; from: Spot }>): void {
    if (!isElement(tag)) return;
    if (isAddress(name) && !value.includes(FILLED) && !isInside(tag, name, value)) {
      this.#report('TPL_ADDRESS', { at: from, read: value, details: { name } });
    }
    const word = name === 'style' ? harmIn(value) : null;
    if (word !== null) this.#report('TPL_STYLE', { at: from, read: value, details: { word } });
  }

  /** Keeps account of the elements that are open; those that never close are left out. */
  #nest({ tag, spot, isEnd }: Extract<State, { at: 'tag' }>, isAlone: boolean): void {
    if (isVoid(tag) || !isElement(tag)) return;
    if (!isEnd) {
      if (!isAlone) this.#open = [...this.#open, { tag, spot }];
      return;
    }
    const at = this.#open.findLastIndex((one) => one.tag === tag);
    if (at < this.#floor) {
      this.#report('TPL_UNOPENED', { at: spot, read: `</${tag}>`, details: { name: tag } });
      return;
    }
    for (const { tag: name, spot: own } of this.#open.slice(at + 1)) {
      this.#report('TPL_UNCLOSED', { at: own, read: `<${name}>`, details: { name } });
    }
    this.#open = this.#open.slice(0, at);
  }
}

function sameState(a: State, b: State): boolean {
  if (a.at === 'text' || b.at === 'text') return a.at === b.at;
  const where = (state: typeof a): string =>
    state.at === 'tag' ? state.tag : `${state.tag} ${state.name} ${state.quote}`;
  return a.at === b.at && where(a) === where(b);
}
