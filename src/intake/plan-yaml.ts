/** YAML text of one plan file to plain data, with the line of every key and every fault of spelling. */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Node,
  type YAMLError,
} from 'yaml';
import {
  keyText,
  type KeyPath,
  type PlanData,
  type PlanFile,
  type SyntaxFault,
  type SyntaxFaultKind,
} from '../model/plan-file.ts';

/** A plan is shallow; what is deeper is no plan. */
const MAX_DEPTH = 12;

/** What an error's code says by itself; the others are told by the look of the line. */
const KINDS: Readonly<Partial<Record<YAMLError['code'], SyntaxFaultKind>>> = {
  DUPLICATE_KEY: 'duplicate-key',
  TAB_AS_INDENT: 'tab',
  BAD_SCALAR_START: 'reserved',
  BAD_DIRECTIVE: 'reserved',
  MULTIPLE_DOCS: 'documents',
  BAD_ALIAS: 'reference',
  ALIAS_PROPS: 'reference',
  MULTIPLE_ANCHORS: 'reference',
  MULTIPLE_TAGS: 'reference',
  TAG_RESOLVE_FAILED: 'reference',
  RESOURCE_EXHAUSTION: 'depth',
};
const STRUCTURE: readonly YAMLError['code'][] = [
  'BAD_INDENT',
  'BLOCK_AS_IMPLICIT_KEY',
  'BLOCK_IN_FLOW',
  'MISSING_CHAR',
  'MULTILINE_IMPLICIT_KEY',
  'UNEXPECTED_TOKEN',
];
/** A key with a Chinese colon, or with nothing between its colon and its value; or two keys on one line. */
const COLON_FAULT = /^(?:-\s+)*[\w-]+\s*(?:：|:[^\s:])|^(?:-\s+)*[\w-]+:\s[^"'[{]*:\s/;

export type PlanFileSource = Readonly<Pick<PlanFile, 'name' | 'path' | 'text'>>;

/** What is gathered while the tree is walked. */
type Walk = Readonly<{
  lines: Map<string, number>;
  faults: SyntaxFault[];
  lineAt: (node: Node) => number;
  lineText: (line: number) => string;
}>;

/**
 * Parses one file. Scalars stay the text that was written (YAML's failsafe schema), so 95.5 never is a binary number.
 * Duplicate keys leave the data readable (the first stands); any other fault leaves none. Never throws at bad text.
 */
export function parsePlanFile(source: PlanFileSource): PlanFile {
  const text = source.text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const counter = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: counter,
    prettyErrors: false,
    logLevel: 'error',
  });
  const textLines = text.split('\n');
  const lineText = (line: number): string => (textLines[line - 1] ?? '').trim();
  const lineOf = (offset: number): number => counter.linePos(offset).line;
  const walk: Walk = {
    lines: new Map(),
    faults: essential(document.errors.map((error) => faultOf(error, lineOf, lineText))),
    lineAt: (node) => lineOf(node.range?.[0] ?? 0),
    lineText,
  };
  const broken = walk.faults.some((fault) => fault.kind !== 'duplicate-key');
  const data = broken || document.contents === null ? null : dataOf(document.contents, [], walk);
  const readable = walk.faults.every((fault) => fault.kind === 'duplicate-key');
  return {
    name: source.name,
    path: source.path,
    text,
    readable,
    data: readable ? data : null,
    lines: walk.lines,
    faults: walk.faults,
  };
}

function faultOf(
  error: YAMLError,
  lineOf: (offset: number) => number,
  lineText: (line: number) => string,
): SyntaxFault {
  const line = lineOf(error.pos[0]);
  const kind = KINDS[error.code] ?? structureKind(error, lineText(line));
  const read = kind === 'duplicate-key' ? keyOn(lineText(line)) : lineText(line);
  return { kind, line, read };
}

function structureKind({ code, message }: YAMLError, line: string): SyntaxFaultKind {
  if (/closing|end with a/.test(message)) return 'unclosed';
  if (!STRUCTURE.includes(code)) return 'syntax';
  return COLON_FAULT.test(line) ? 'colon' : 'indent';
}

/** `- name: x` and `name: x` give name. */
function keyOn(line: string): string {
  return line.replace(/^(?:-\s+)+/, '').replace(/\s*:.*$/, '');
}

/**
 * Duplicate keys and tabs are each a fault of their own; of the others only the first is told, since a parser that has
 * lost its way reports what follows from it.
 */
function essential(faults: readonly SyntaxFault[]): SyntaxFault[] {
  const single = (fault: SyntaxFault): boolean =>
    fault.kind === 'duplicate-key' || fault.kind === 'tab';
  const firstOther = faults.find((fault) => !single(fault));
  const told = faults.filter(
    (fault, index) =>
      (single(fault) || fault === firstOther) &&
      faults.findIndex((other) => other.kind === fault.kind && other.line === fault.line) === index,
  );
  return told.some((fault) => fault.kind === 'tab') ? told.filter(single) : told;
}

function dataOf(node: Node, path: KeyPath, walk: Walk): PlanData {
  if (path.length > MAX_DEPTH) return faulty(node, 'depth', walk);
  if (isAlias(node)) return faulty(node, 'reference', walk);
  if (node.anchor !== undefined || node.tag?.startsWith('!') === true) {
    return faulty(node, 'reference', walk);
  }
  if (isMap<Node, Node | null>(node)) return mappingData(node.items, path, walk);
  if (isSeq<Node | null>(node)) {
    return node.items.map((entry, index) => childData(entry, [...path, index], walk));
  }
  if (!isScalar(node)) return faulty(node, 'syntax', walk);
  const value = typeof node.value === 'string' ? node.value : '';
  return value === '' && node.type === 'PLAIN' ? null : value;
}

function mappingData(
  items: readonly Readonly<{ key: Node; value: Node | null }>[],
  path: KeyPath,
  walk: Walk,
): PlanData {
  const entries = new Map<string, PlanData>();
  for (const { key, value } of items) {
    if (!isScalar(key) || typeof key.value !== 'string') {
      faulty(key, 'syntax', walk);
    } else if (!entries.has(key.value)) {
      const at = [...path, key.value];
      walk.lines.set(keyText(at), walk.lineAt(key));
      entries.set(key.value, value === null ? null : dataOf(value, at, walk));
    }
  }
  return Object.fromEntries(entries);
}

function childData(entry: Node | null, path: KeyPath, walk: Walk): PlanData {
  if (entry === null) return null;
  walk.lines.set(keyText(path), walk.lineAt(entry));
  return dataOf(entry, path, walk);
}

function faulty(node: Node, kind: SyntaxFaultKind, walk: Walk): null {
  const line = walk.lineAt(node);
  walk.faults.push({ kind, line, read: walk.lineText(line) });
  return null;
}
