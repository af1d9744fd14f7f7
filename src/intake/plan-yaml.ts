/** YAML text of one plan file to plain data, with the line of every key and every fault of spelling. */
import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import {
  keyText,
  PLAN_FILE_NAMES,
  type KeyPath,
  type PlanData,
  type PlanFile,
  type SyntaxFault,
  type SyntaxFaultKind,
} from '../model/plan-file.ts';
import { repaired } from './yaml-repair.ts';

/** The line before each file in a kept plan. */
const KEPT_NAME = /^# ==== ([a-z]+)\.yaml ====\n/m;
/** A plan is shallow; what is deeper is no plan. */
const MAX_DEPTH = 12;
/** Blanks of other scripts around a value, which nobody sees and nobody means. */
const WIDE_BLANKS = /^[\u3000\u00a0]+|[\u3000\u00a0]+$/g;
const BETWEEN_LINES = /(?<=[^\u0000-\u00ff]) (?=[^\u0000-\u00ff])/g;

export type PlanFileSource = Readonly<Pick<PlanFile, 'name' | 'path' | 'text'>>;

/** The files of a plan out of the one text it is kept by, see `planText`. */
export function planFilesIn(text: string): readonly PlanFile[] {
  const [, ...parts] = text.split(KEPT_NAME);
  return PLAN_FILE_NAMES.flatMap((name) => {
    const at = parts.findIndex((part, i) => i % 2 === 0 && part === name);
    const own = parts[at + 1];
    return at < 0 || own === undefined
      ? []
      : [parsePlanFile({ name, path: `${name}.yaml`, text: own })];
  });
}

/** What is gathered while the tree is walked. */
type Walk = Readonly<{
  lines: Map<string, number>;
  faults: SyntaxFault[];
  lineOf: (offset: number) => number;
  lineAt: (node: Node) => number;
  lineText: (line: number) => string;
}>;

/**
 * Parses one file. Scalars stay the text that was written (YAML's failsafe schema), so 95.5 never is a binary number.
 * Faults are mended in memory where one mend is plain, and what cannot be mended is left out, so that the rest can be
 * checked all the same; `text` stays what was written. Never throws at bad text.
 */
export function parsePlanFile(source: PlanFileSource): PlanFile {
  const text = source.text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const { document, lineOf, faults, lost } = repaired(text);
  const textLines = text.split('\n');
  const walk: Walk = {
    lines: new Map(),
    faults: [...faults],
    lineOf,
    lineAt: (node) => lineOf(node.range?.[0] ?? 0),
    lineText: (line) => (textLines[line - 1] ?? '').trim(),
  };
  const contents = document?.contents ?? null;
  if (isScalar(contents)) walk.lines.set('', walk.lineAt(contents));
  return {
    name: source.name,
    path: source.path,
    text,
    readable: document !== null,
    data: contents === null ? null : dataOf(contents, [], walk),
    lines: walk.lines,
    faults: walk.faults,
    lost,
  };
}

function dataOf(node: Node, path: KeyPath, walk: Walk): PlanData {
  if (path.length > MAX_DEPTH) {
    tell(node, 'depth', walk);
    return null;
  }
  if (isAlias(node)) {
    tell(node, 'reference', walk);
    return `*${node.source}`;
  }
  if (node.anchor !== undefined || node.tag?.startsWith('!') === true)
    tell(node, 'reference', walk);
  if (isMap<Node, Node | null>(node)) return mappingData(node.items, path, walk);
  if (isSeq<Node | null>(node)) {
    return node.items.map((entry, index) => childData(entry, [...path, index], walk));
  }
  return isScalar(node) ? scalarText(node, walk) : null;
}

/**
 * The text as written; null where a key has nothing behind its colon. Chinese text that goes on in the next line gets no
 * blank in between.
 */
function scalarText({ value, type, range }: Scalar, { lineOf }: Walk): string | null {
  const text = typeof value === 'string' ? value : '';
  if (type !== 'PLAIN') return text;
  const [start = 0, end = start] = range ?? [];
  const whole = lineOf(start) === lineOf(end) ? text : text.replace(BETWEEN_LINES, '');
  return whole === '' ? null : whole.replace(WIDE_BLANKS, '');
}

function mappingData(
  items: readonly Readonly<{ key: Node; value: Node | null }>[],
  path: KeyPath,
  walk: Walk,
): PlanData {
  const entries = new Map<string, PlanData>();
  for (const { key, value } of items) {
    if (!isScalar(key) || typeof key.value !== 'string') {
      tell(key, 'syntax', walk);
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

function tell(node: Node, kind: SyntaxFaultKind, walk: Walk): void {
  const line = walk.lineAt(node);
  walk.faults.push({ kind, line, read: walk.lineText(line) });
}
