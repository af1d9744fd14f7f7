/** Reads source files as the compiler does and tells where they break the house's laws; used by the architecture test. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** An import of any kind: `names` are what it takes, `*` for all of it, none for its effects alone. */
type Import = Readonly<{ target: string; names: readonly string[] }>;

/** A file of `src`, by its path with forward slashes. */
export type Source = Readonly<{
  file: string;
  room: string;
  text: string;
  tree: ts.SourceFile;
  imports: readonly Import[];
}>;

const STAGES = [
  'intake',
  'check',
  'record',
  'aggregate',
  'compose',
  'render',
  'publish',
  'sample',
  'google',
];
const QUIET = ['model', 'check', 'aggregate', 'compose', 'sample'];

/** What a quiet room may use of packages: pure computing only; `*` for all of it. */
const PURE: ReadonlyMap<string, readonly string[]> = new Map([
  ['big.js', ['*']],
  ['zod', ['*']],
  ['chinese-days/dist/chinese-days.json', ['*']],
  ['node:crypto', ['createHash', 'createHmac']],
]);

/** Names of the host that a quiet room does not speak. */
const HOST_NAMES = new Set([
  'process',
  'fetch',
  'performance',
  'crypto',
  'console',
  'navigator',
  'require',
  'globalThis',
  'global',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'WebSocket',
  'Worker',
]);

/** Methods that answer in the host's time zone, language or order of letters. */
const OF_HOST =
  /^(?:toLocale\w*|localeCompare|toDateString|toTimeString|getTimezoneOffset|[gs]et(?:Year|FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds))$/;

/** Rooms where words for people live (law 11); config and templates are no source. */
const SPEAKING = /^(?:compose|desk|model\/catalogue)\//;

/** Files elsewhere that hold Chinese as data, and why they may. */
export const HOMES: ReadonlyMap<string, string> = new Map([
  ['model/baseline.ts', 'labels that the baseline’s writer prints and its reader looks for'],
  ['model/form.ts', 'labels that the form’s writer prints and its reader looks for'],
  [
    'model/annotation.ts',
    'what is written into a returned workbook and known again when it comes back',
  ],
  ['model/identity.ts', 'the mark that stands in every sample workbook and ledger'],
  ['model/day.ts', 'how a day is spelt'],
  ['model/period.ts', 'how a period is spelt'],
  ['model/numeral-amount.ts', 'signs and bounds that clerks type'],
  ['model/numeral-chinese.ts', 'numerals that are read and spelt'],
  ['model/numeral-respelling.ts', 'numerals that clerks spell amiss'],
  ['model/numeral-text.ts', 'words that clerks type where a figure belongs'],
  ['model/numeral-unit.ts', 'units of measure that clerks type'],
  ['model/reason.ts', 'words that clerks type for a reason and for none'],
  ['render/font-names.ts', 'names of fonts'],
  ['sample/approximate.ts', 'what invented clerks typed'],
  ['sample/figures.ts', 'what invented clerks typed'],
  ['sample/form-filling.ts', 'what invented clerks typed'],
  ['sample/incidents.ts', 'what invented clerks typed, and the tale of the sample'],
  ['sample/tasks.ts', 'what invented clerks typed'],
  ['sample/text-bank.ts', 'what invented clerks typed'],
  ['sample/texts.ts', 'what invented clerks typed'],
]);

export function readHouse(folder: string): readonly Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => sourceOf(name, readFileSync(join(folder, name), 'utf8')));
}

/** @param name relative to `src`, with either system's separators. */
export function sourceOf(name: string, text: string): Source {
  const file = name.replaceAll('\\', '/');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const imports = nodesOf(tree).flatMap((node): readonly Import[] => {
    const found = importOf(node);
    if (found === null) return [];
    const { target, names } = found;
    const path = target.startsWith('.') ? posix.join(posix.dirname(file), target) : target;
    return [{ target: path, names }];
  });
  return { file, room: roomOf(file), text, tree, imports };
}

function nodesOf(tree: ts.SourceFile): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const walk = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, walk);
  };
  walk(tree);
  return found;
}

/** Static, side-effect, re-exporting, dynamic and type imports; one whose target is computed is named `?`. */
function importOf(node: ts.Node): Import | null {
  if (ts.isImportDeclaration(node)) {
    return { target: textOf(node.moduleSpecifier), names: namesOf(node.importClause) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { target: textOf(node.moduleSpecifier), names: ['*'] };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return { target: textOf(node.arguments[0]), names: ['*'] };
  }
  if (ts.isImportTypeNode(node)) {
    const literal = ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
    return { target: textOf(literal), names: ['*'] };
  }
  return null;
}

function textOf(node: ts.Node | undefined): string {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : '?';
}

function namesOf(clause: ts.ImportClause | undefined): readonly string[] {
  const bindings = clause?.namedBindings;
  const named =
    bindings !== undefined && ts.isNamedImports(bindings)
      ? bindings.elements.map((element) => (element.propertyName ?? element.name).text)
      : bindings === undefined
        ? []
        : ['*'];
  return clause?.name === undefined ? named : ['*', ...named];
}

function roomOf(path: string): string {
  return path.split('/')[0] ?? path;
}

/** Which import which: a floor may import lower ones only. Between the stages and the desk stand the rooms that join them. */
const FLOORS: readonly (readonly string[])[] = [
  ['model'],
  STAGES,
  ['line'],
  ['adjusting', 'signature', 'outside.ts'],
  ['keeping'],
  ['clock'],
  ['desk'],
  ['small-heap.ts'],
  ['main.ts'],
];

/** 0 is the ground; -1 for a room that nobody knows. */
export function floorOf(room: string): number {
  return FLOORS.findIndex((rooms) => rooms.includes(room));
}

/** Every breach of the one-way rule, as `from -> to`. The desk reaches the stages by the rooms that join them; it replays the sample. */
export function upward(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ file, room, imports }) =>
    imports
      .map(({ target }) => target)
      .filter((target) => target.endsWith('.ts') && roomOf(target) !== room)
      .filter((target) => {
        const floor = floorOf(roomOf(target));
        const around = room === 'desk' && floor === 1 && roomOf(target) !== 'sample';
        return around || floor >= floorOf(room);
      })
      .map((target) => `${file} -> ${target}`),
  );
}

/** The first import circle found, as a path, or null. Type imports count. */
export function circle(sources: readonly Source[]): readonly string[] | null {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const { target } of byFile.get(file)?.imports ?? []) {
      const found = walk(target, [...path, file]);
      if (found !== null) return found;
    }
    done.add(file);
    return null;
  };
  for (const { file } of sources) {
    const found = walk(file, []);
    if (found !== null) return found;
  }
  return null;
}

/** What a quiet room hears of clock, disk, network, chance or process. */
export function noisy(sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ room }) => QUIET.includes(room))
    .flatMap(({ file, tree, imports }) => [
      ...imports.filter((entry) => !isPure(entry)).map(({ target }) => `${file} imports ${target}`),
      ...nodesOf(tree)
        .filter(isNoise)
        .map((node) => `${file}: ${node.getText(tree)}`),
    ]);
}

function isPure({ target, names }: Import): boolean {
  if (target.endsWith('.ts')) return true;
  const allowed = PURE.get(target);
  if (allowed === undefined || names.length === 0) return false;
  return allowed.includes('*') || names.every((name) => allowed.includes(name));
}

function isNoise(node: ts.Node): boolean {
  if (ts.isIdentifier(node)) return HOST_NAMES.has(node.text) && isFree(node);
  if (ts.isMetaProperty(node)) return true;
  if (ts.isNewExpression(node)) return isDate(node.expression) && !node.arguments?.length;
  if (ts.isCallExpression(node) && isDate(node.expression)) return true;
  if (!ts.isPropertyAccessExpression(node)) return false;
  const whole = `${node.expression.getText()}.${node.name.text}`;
  return whole === 'Date.now' || whole === 'Math.random';
}

/** Whether a name stands for itself: not a member's, a key's or a declared one's. */
function isFree(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  const named =
    'name' in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent);
  return !named && !ts.isQualifiedName(parent) && !ts.isTypeReferenceNode(parent);
}

function isDate(node: ts.Node): boolean {
  return ts.isIdentifier(node) && node.text === 'Date';
}

/** Where any room's answer would depend on the host's time zone or language. */
export function local(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ file, tree }) =>
    nodesOf(tree)
      .filter(isLocal)
      .map((node) => `${file}: ${node.getText(tree)}`),
  );
}

function isLocal(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return OF_HOST.test(node.name.text);
  if (ts.isElementAccessExpression(node)) return OF_HOST.test(textOf(node.argumentExpression));
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false;
  const given = node.arguments ?? [];
  if (ts.isNewExpression(node) && isDate(node.expression)) return given.length > 1;
  return isLocalFormat(node.expression, given);
}

/** `Intl.…` without a language, or a day's format without a time zone. */
function isLocalFormat(maker: ts.Node, given: readonly ts.Node[]): boolean {
  const made = /^Intl\.(\w+)$/.exec(maker.getText())?.[1];
  if (made === undefined) return false;
  const namesZone = made !== 'DateTimeFormat' || given[1]?.getText().includes('timeZone') === true;
  return textOf(given[0]) === '?' || !namesZone;
}

const HAN = /\p{Script=Han}/u;

/**
 * Chinese outside the rooms that speak and the homes that hold it as data, as `file: text`. A value of one of the
 * model's closed types ('推进中') is no wording, wherever it is compared or given; nor is a type; nor a pattern.
 */
export function strayWords(sources: readonly Source[]): readonly string[] {
  const values = closedValues(sources);
  return sources
    .filter(({ file }) => !SPEAKING.test(file) && !HOMES.has(file))
    .flatMap(({ file, tree }) =>
      wordsOf(tree)
        .filter((words) => !values.has(words))
        .map((words) => `${file}: ${words}`),
    );
}

/** Every string and piece of a template that holds a Chinese letter; types left out. */
export function wordsOf(tree: ts.SourceFile): readonly string[] {
  return nodesOf(tree).flatMap((node) => {
    const isPiece = ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (!ts.isStringLiteralLike(node) && !isPiece) return [];
    return HAN.test(node.text) && !ts.isLiteralTypeNode(node.parent) ? [node.text] : [];
  });
}

/** What the model's literal types and its `as const` lists of such values allow. */
function closedValues(sources: readonly Source[]): ReadonlySet<string> {
  const model = sources.filter(({ room }) => room === 'model');
  return new Set(
    model.flatMap(({ tree }) =>
      nodesOf(tree).flatMap((node) => {
        if (ts.isLiteralTypeNode(node)) return [textOf(node.literal)];
        if (!ts.isAsExpression(node) || !ts.isArrayLiteralExpression(node.expression)) return [];
        return node.expression.elements.map(textOf);
      }),
    ),
  );
}
