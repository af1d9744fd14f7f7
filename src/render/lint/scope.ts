/** What a template may name at one place, and what a name there stands for. */
import { CHOICE_NAME, type Field, type GroupField, type TextField } from '../../model/view.ts';
import type { Path } from './syntax.ts';

/** What stands open where a name is read: `id` tells one from another. */
type Frame = Readonly<{ id: string; field: Field; parent: Frame | null }>;

/** `key` is the same for the same value; `known` are texts that were asked for and are there. */
export type Resolved = Readonly<{ field: Field; key: string }>;

export type Scope = Readonly<{
  root: Field;
  frame: Frame;
  /** Names given by `as |row number|`. */
  params: ReadonlyMap<string, Resolved>;
  /** Keys of what a surrounding block has asked for. */
  known: ReadonlySet<string>;
  /** Surrounding `each`, in this file and with those of the files that called it. */
  each: Readonly<{ own: number; all: number }>;
  /** Surrounding blocks of this file. */
  depth: number;
  /** Partials on the way here. */
  calls: readonly string[];
}>;

/** Why a path names nothing; `names` are those that there are. */
export type Unresolved = Readonly<{
  code: 'TPL_FIELD' | 'TPL_NO_PARENT' | 'TPL_DATA_NAME' | 'TPL_BANNED_NAME';
  name: string;
  names: readonly string[];
}>;

/** Names through which a program's inside could be reached. */
const BANNED = new Set([
  'constructor',
  'prototype',
  '__proto__',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
]);

const INDEX: Field = { kind: 'number', meaning: '', unit: '', example: '0' };
const IS_END: Field = { kind: 'flag', meaning: '' };
const LOOP_DATA: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['index', INDEX],
  ['first', IS_END],
  ['last', IS_END],
]);
const ROOT_ID = 'root';

export function isBanned(name: string): boolean {
  return BANNED.has(name);
}

export function isResolved(found: Resolved | Unresolved): found is Resolved {
  return 'field' in found;
}

export function rootScope(root: Field): Scope {
  return {
    root,
    frame: { id: ROOT_ID, field: root, parent: null },
    params: new Map(),
    known: new Set(),
    each: { own: 0, all: 0 },
    depth: 0,
    calls: [],
  };
}

/** What the path stands for. A text that was asked for is one that is there. */
export function resolve(path: Path, scope: Scope): Resolved | Unresolved {
  const banned = path.parts.find(isBanned);
  if (banned !== undefined) return { code: 'TPL_BANNED_NAME', name: banned, names: [] };
  const start = startOf(path, scope);
  if (!('at' in start)) return start;
  let at: Resolved = start.at;
  for (const part of start.parts) {
    const next = fieldsOf(at.field).get(part);
    if (next === undefined) {
      return { code: 'TPL_FIELD', name: path.original, names: [...fieldsOf(at.field).keys()] };
    }
    at = { field: next, key: `${at.key}.${part}` };
  }
  const isKnown = at.field.kind === 'text' && scope.known.has(at.key);
  return isKnown ? { field: present(at.field as TextField), key: at.key } : at;
}

type Start = Readonly<{ at: Resolved; parts: readonly string[] }>;

function startOf(path: Path, scope: Scope): Start | Unresolved {
  const [first = '', ...rest] = path.parts;
  if (path.data) return dataStart(path, scope);
  const isPlain = path.depth === 0 && !/^(?:this\b|\.\/)/.test(path.original);
  const param = isPlain ? scope.params.get(first) : undefined;
  if (param !== undefined) return { at: param, parts: rest };
  const frame = up(scope.frame, path.depth);
  if (frame === null) return { code: 'TPL_NO_PARENT', name: path.original, names: [] };
  return { at: { field: frame.field, key: frame.id }, parts: path.parts };
}

function dataStart(path: Path, scope: Scope): Start | Unresolved {
  const [first = '', ...rest] = path.parts;
  const none: Unresolved = { code: 'TPL_DATA_NAME', name: path.original, names: [] };
  if (path.depth > 0) return none;
  if (first === 'root') return { at: { field: scope.root, key: ROOT_ID }, parts: rest };
  const field = LOOP_DATA.get(first);
  if (field === undefined || scope.each.own === 0) return none;
  return { at: { field, key: `@${first}` }, parts: rest };
}

function up(frame: Frame | null, depth: number): Frame | null {
  return depth === 0 || frame === null ? frame : up(frame.parent, depth - 1);
}

/** The fields by name; of a choice those that all its ways share. */
export function fieldsOf(field: Field): ReadonlyMap<string, Field> {
  if (field.kind === 'group') return new Map(Object.entries(field.fields));
  if (field.kind !== 'choice') return new Map();
  const [way, ...others] = Object.values(field.ways);
  const shared = Object.entries(way?.fields ?? {}).filter(([name, one]) =>
    others.every(({ fields }) => fields[name]?.kind === one.kind),
  );
  return new Map([[CHOICE_NAME, typeField(Object.keys(field.ways))], ...shared]);
}

/** A way of a choice as the partial that sets it sees it. */
export function wayOf(type: string, way: GroupField): GroupField {
  return { ...way, fields: { [CHOICE_NAME]: typeField([type]), ...way.fields } };
}

function typeField(values: readonly string[]): TextField {
  return { kind: 'text', meaning: '', example: values[0] ?? '', values };
}

/** The same text where it cannot be empty. */
export function present({ kind, meaning, example, values }: TextField): TextField {
  return { kind, meaning, example, ...(values === undefined ? {} : { values }) };
}

/** Where the same name is found further out: `../caption`; undefined where nowhere. */
export function foundOutside(
  { original, parts, depth, data }: Path,
  scope: Scope,
): string | undefined {
  const [first = ''] = parts;
  if (data || depth > 0 || original.startsWith('this')) return undefined;
  let frame = scope.frame.parent;
  for (let steps = 1; frame !== null; steps += 1) {
    if (fieldsOf(frame.field).has(first)) return `${'../'.repeat(steps)}${original}`;
    frame = frame.parent;
  }
  return undefined;
}
