/** Makes of a view the plain data that a template is handed: documented fields only, nothing missing unawares, no braces. */
import { BULLETIN_VIEW, MISSING, type BulletinView } from '../model/catalogue/view.ts';
import { CHOICE_NAME, type Field, type GroupField } from '../model/view.ts';

/** Data of JSON: no functions, no classes. */
type Plain = string | number | boolean | readonly Plain[] | Readonly<{ [name: string]: Plain }>;

/** Stand for what may not be in the text while a template is filled: code points that no text may hold (U+FDD0…). */
const BRACES = { '{': '\uFDD0', '}': '\uFDD1' } as const;
const DRAWING = { before: '\uFDD2', after: '\uFDD3' } as const;
const RESERVED = /[\uFDD0-\uFDEF]/g;

/** The token of a drawing by its place among all. */
export function drawingToken(place: number): string {
  return `${DRAWING.before}${String(place)}${DRAWING.after}`;
}

/**
 * The view as a template gets it. A text that may not be empty and is says 缺报; braces that came with the data are
 * stand-ins, so that a stray `{{` can only be the template's own.
 */
export function viewData(view: BulletinView): Plain {
  return groupData(BULLETIN_VIEW, view);
}

/** Puts back what stood aside: drawings, and braces as character references. */
export function restored(content: string, drawings: readonly string[]): string {
  const token = new RegExp(`${DRAWING.before}(\\d+)${DRAWING.after}`, 'g');
  return withReferences(
    content.replace(token, (_, place: string) => drawings[Number(place)] ?? ''),
  );
}

function withReferences(html: string): string {
  return html.replaceAll(BRACES['{'], '&#123;').replaceAll(BRACES['}'], '&#125;');
}

function dataOf(field: Field, value: unknown): Plain {
  switch (field.kind) {
    case 'text':
      return textData(value === '' && field.empty === undefined ? MISSING : value);
    case 'drawing':
      return value as string;
    case 'number':
      return value as number;
    case 'flag':
      return value as boolean;
    case 'list':
      return (value as readonly unknown[]).map((item) => dataOf(field.of, item));
    case 'group':
      return groupData(field, value as object);
    case 'choice':
      return choiceData(field.ways, value as Readonly<Record<string, unknown>>);
  }
}

function textData(value: unknown): string {
  return withoutBraces(String(value).replaceAll(RESERVED, ''));
}

function groupData(field: GroupField, value: object): Readonly<Record<string, Plain>> {
  const given = new Map<string, unknown>(Object.entries(value));
  return Object.fromEntries(
    Object.entries(field.fields).map(([name, each]) => [name, dataOf(each, given.get(name))]),
  );
}

function choiceData(
  ways: Readonly<Record<string, GroupField>>,
  value: Readonly<Record<string, unknown>>,
): Plain {
  const type = String(value[CHOICE_NAME]);
  const way = ways[type];
  return way === undefined ? {} : { [CHOICE_NAME]: type, ...groupData(way, value) };
}

/** For what is put into the page beside the templates, too. */
export function withoutBraces(text: string): string {
  return text.replaceAll('{', BRACES['{']).replaceAll('}', BRACES['}']);
}
