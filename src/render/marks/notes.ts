/** The notes (comments) of a worksheet: those of ours come and go, other people's stay. */
import { NOTE_AUTHOR, NOTE_MARK } from '../../model/annotation.ts';
import { SONG } from '../font-names.ts';
import {
  append,
  attribute,
  child,
  children,
  edited,
  escapeCellText,
  insert,
  outer,
  parseXml,
  prefixed,
  startTag,
  Unpatchable,
  type Edit,
  type XmlElement,
  type XmlPart,
} from './xml.ts';

/** The author that Excel gives to the shadow of a threaded comment, which it writes anew itself. */
const THREADED = 'tc=';
const FONT = `<rPr><sz val="10"/><color indexed="81"/><rFont val="${SONG}"/><family val="3"/><charset val="134"/></rPr>`;

/** What became of a sheet's notes: the part's new text, and the cells whose boxes go and come. */
export type NotesChange = Readonly<{
  text: string;
  removed: readonly string[];
  added: readonly string[];
}>;

/** A comments part without any, in the namespace of the workbook. */
export function emptyNotes(namespace: string): XmlPart {
  return parseXml(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${namespace}"><authors></authors><commentList></commentList></comments>`,
  );
}

type Note = Readonly<{ ref: string; element: XmlElement; author: string; at: number | null }>;

/**
 * Takes our notes out and puts these in. A cell on which somebody else wrote keeps those words, ours stand below them;
 * a threaded comment is left alone.
 *
 * @returns null when there is nothing to change.
 */
export function changeNotes(part: XmlPart, notes: ReadonlyMap<string, string>): NotesChange | null {
  const list = child(part.root, 'commentList');
  if (list === null) throw new Unpatchable('no list of comments');
  const old = notesOf(part, list);
  const ours = old.filter(({ at }) => at !== null);
  if (ours.length === 0 && notes.size === 0) return null;
  const whole = new Set(ours.filter(({ at }) => at === 0).map(({ ref }) => ref));
  const kept = old.filter(({ ref }) => !whole.has(ref));
  const taken = new Set(kept.map(({ ref }) => ref));
  const added = [...notes].filter(([ref]) => !taken.has(ref));
  const author = authorOf(part, NOTE_AUTHOR);
  const texts = added.map(([ref, note]) => newNote(part, ref, note, author.number)).join('');
  const edits = [
    ...(added.length === 0 ? [] : author.edits),
    ...old.filter(({ ref }) => whole.has(ref)).map(({ element }) => removal(element)),
    ...kept.flatMap((note) => below(part, note, notes.get(note.ref))),
    ...(texts === '' ? [] : append(list, texts)),
  ];
  return {
    text: edited(part.source, edits),
    removed: [...whole],
    added: added.map(([ref]) => ref),
  };
}

function removal({ start, end }: XmlElement): Edit {
  return { from: start, to: end, text: '' };
}

function notesOf({ root }: XmlPart, list: XmlElement): readonly Note[] {
  const authors = authorsOf(root);
  return children(list, 'comment').map((element) => {
    const ref = (attribute(element, 'ref') ?? '').toUpperCase();
    const author = authors[Number(attribute(element, 'authorId') ?? 0)] ?? '';
    return { ref, element, author, at: oursIn(wordsOf(element)) };
  });
}

/** Where our words begin, with the blanks before them; null where there are none. */
function oursIn(words: string): number | null {
  const at = words.indexOf(NOTE_MARK);
  return at < 0 ? null : words.slice(0, at).trimEnd().length;
}

function authorsOf(root: XmlElement): readonly string[] {
  const authors = child(root, 'authors');
  return authors === null ? [] : children(authors, 'author').map(({ text }) => text);
}

/** The pieces of text of a comment: plain text or runs, without what is said of pronunciation. */
function piecesOf(comment: XmlElement): readonly XmlElement[] {
  const text = child(comment, 'text');
  return (text?.children ?? []).filter(({ local }) => local === 't' || local === 'r');
}

function wordsIn(piece: XmlElement): string {
  return piece.local === 't' ? piece.text : (child(piece, 't')?.text ?? '');
}

function wordsOf(comment: XmlElement): string {
  return piecesOf(comment).map(wordsIn).join('');
}

function authorOf(
  { root }: XmlPart,
  name: string,
): Readonly<{ number: number; edits: readonly Edit[] }> {
  const names = authorsOf(root);
  const known = names.indexOf(name);
  if (known >= 0) return { number: known, edits: [] };
  const xml = `<author>${name}</author>`;
  const authors = child(root, 'authors');
  const edits =
    authors === null
      ? [insert(root, [], prefixed(`<authors>${xml}</authors>`, root.prefix))]
      : append(authors, prefixed(xml, root.prefix));
  return { number: names.length, edits };
}

function newNote({ root }: XmlPart, ref: string, note: string, author: number): string {
  const xml = `<comment ref="${ref}" authorId="${String(author)}"><text>${run(note)}</text></comment>`;
  return prefixed(xml, root.prefix);
}

function run(words: string): string {
  return `<r>${FONT}<t xml:space="preserve">${escapeCellText(words)}</t></r>`;
}

/** Somebody's comment, with our old words below it taken off and the new ones put on. */
function below(part: XmlPart, note: Note, words: string | undefined): readonly Edit[] {
  const text = child(note.element, 'text');
  if (text === null || (note.at === null && words === undefined)) return [];
  if (note.author.startsWith(THREADED)) return [];
  const own = ownPieces(part, note);
  const ours = words === undefined ? '' : prefixed(run(`\n\n${words}`), part.root.prefix);
  // What is said of pronunciation speaks of letters by number, and stays behind the runs.
  const rest = text.children.filter(({ local }) => local !== 't' && local !== 'r');
  const tail = rest.map((element) => outer(part, element)).join('');
  const whole = `${startTag(text, {}, false)}${own}${ours}${tail}</${text.name}>`;
  return [{ from: text.start, to: text.end, text: whole }];
}

/** Their own words as runs, up to where ours begin. */
function ownPieces(part: XmlPart, { element, at }: Note): string {
  let room = at ?? Number.POSITIVE_INFINITY;
  return piecesOf(element)
    .map((piece) => {
      const words = wordsIn(piece);
      const left = words.slice(0, Math.max(0, room));
      room -= words.length;
      if (left === '') return '';
      if (left === words && piece.local === 'r') return outer(part, piece);
      const dress = piece.local === 'r' ? child(piece, 'rPr') : null;
      const text = `<t xml:space="preserve">${escapeCellText(left)}</t>`;
      const { prefix } = part.root;
      const within = `${dress === null ? '' : outer(part, dress)}${prefixed(text, prefix)}`;
      return prefix === '' ? `<r>${within}</r>` : `<${prefix}:r>${within}</${prefix}:r>`;
    })
    .join('');
}
