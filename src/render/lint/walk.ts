/** Goes through a template as it would be filled, partials included, and tells what is named or used wrongly. */
import { nearest } from '../../model/nearest.ts';
import type { Field } from '../../model/view.ts';
import { calledWith, callScope, type Derived } from './call.ts';
import { opened, type Given } from './opened.ts';
import type { Faults, Report } from './report.ts';
import { isBanned, wayOf, type Scope } from './scope.ts';
import type { Block, Mustache, Partial, Path, Program, Statement } from './syntax.ts';
import {
  BLOCK_HELPERS,
  checkHelper,
  checkPrinted,
  isTaken,
  listed,
  named,
  type Position,
} from './uses.ts';

const MAX_DEPTH = 8;
const MAX_EACH = 3;
const MAX_EACH_CHAIN = 6;
/** Calls of partials, one through another, repetitions by `each` counted once; the shipped templates make some forty. */
const MAX_CALLS = 5000;
/** Partials times the kinds of context that they are called with; the shipped templates have some twenty. */
const MAX_KINDS = 500;

type Source = Readonly<{ file: string; program: Program }>;

/** All that a walk works with. `used` and `known` fill as it goes. */
export type Kitchen = Readonly<{
  partials: ReadonlyMap<string, Source>;
  /** Where each printed name stands between the marks of its page. */
  positions: ReadonlyMap<Statement, Position>;
  faults: Faults;
  used: Set<string>;
  /** Of each partial with each kind of context how many calls it makes, those of its partials included. */
  known: Map<string, number>;
  derived: Derived;
}>;

/** @returns how many calls of partials it makes. */
export function walk({ file, program }: Source, scope: Scope, kitchen: Kitchen): number {
  const walk = new Walk(kitchen, file);
  walk.program(program, scope);
  return walk.calls;
}

class Walk {
  calls = 0;
  readonly #kitchen: Kitchen;
  readonly #report: Report;

  constructor(kitchen: Kitchen, file: string) {
    this.#kitchen = kitchen;
    this.#report = kitchen.faults.reportOf(file);
  }

  program(program: Program | undefined, scope: Scope): void {
    for (const statement of program?.body ?? []) this.#statement(statement, scope);
  }

  #statement(statement: Statement, scope: Scope): void {
    const at = statement.loc.start;
    switch (statement.type) {
      case 'MustacheStatement':
        this.#mustache(statement, scope);
        return;
      case 'BlockStatement':
        this.#block(statement, scope);
        return;
      case 'PartialStatement':
        this.#partial(statement, scope);
        return;
      case 'PartialBlockStatement':
        this.#report('TPL_PARTIAL_BLOCK', { at });
        return;
      case 'Decorator':
      case 'DecoratorBlock':
        this.#report('TPL_DECORATOR', { at });
        return;
      case 'ContentStatement':
      case 'CommentStatement':
    }
  }

  #mustache(mustache: Mustache, scope: Scope): void {
    const { path, loc } = mustache;
    if (!mustache.escaped) this.#report('TPL_RAW', { at: loc.start, read: original(path) });
    if (mustache.params.length > 0 || mustache.hash !== undefined || isHelper(path)) {
      this.#inlineHelper(mustache);
      return;
    }
    const found = named(path, scope, this.#report);
    const position = this.#kitchen.positions.get(mustache) ?? 'text';
    if (found !== null) checkPrinted(path as Path, found, position, this.#report);
  }

  /** No helper prints: all but `lookup` are for blocks. */
  #inlineHelper({ path, params, loc }: Mustache): void {
    const name = original(path);
    const at = loc.start;
    for (const each of params) this.#banned(each);
    if (name === 'lookup') this.#report('TPL_LOOKUP', { at, read: name });
    else if (isHelper(path)) this.#report('TPL_INLINE', { at, read: name, details: { name } });
    else checkHelper(path, this.#report);
  }

  /** A name given as a text reaches as far as one that is written. */
  #banned(expression: Mustache['params'][number]): void {
    const text = expression.type === 'StringLiteral' ? String(expression.original) : '';
    if (!isBanned(text)) return;
    const at = expression.loc.start;
    this.#report('TPL_BANNED_NAME', { at, read: text, details: { name: text } });
  }

  #block(block: Block, scope: Scope): void {
    const { path, params, loc } = block;
    const helper = original(path);
    if (!this.#isShallow(block, scope)) return;
    const [param] = params;
    if (!BLOCK_HELPERS.includes(helper)) {
      this.#unknownBlock(block, scope);
    } else if (param === undefined || params.length > 1 || block.hash !== undefined) {
      this.#report('TPL_PARAMS', { at: loc.start, read: helper, details: { helper } });
    } else {
      const found = named(param, scope, this.#report);
      const path = param as Path;
      if (found !== null && isTaken(helper, path, found, this.#report)) {
        this.#branches(block, { helper, found }, scope);
      } else if (!['each', 'with'].includes(helper)) {
        // Inside something unknown all would be unknown; a mere question changes nothing within.
        this.#inside(block, scope);
      }
    }
  }

  #isShallow({ path, loc }: Block, { depth, each }: Scope): boolean {
    const at = loc.start;
    if (depth >= MAX_DEPTH) {
      this.#report('TPL_DEEP', { at, details: { limit: MAX_DEPTH } });
      return false;
    }
    if (original(path) === 'each' && (each.own >= MAX_EACH || each.all >= MAX_EACH_CHAIN)) {
      this.#report('TPL_EACH_DEEP', { at, details: { limit: MAX_EACH, chain: MAX_EACH_CHAIN } });
      return false;
    }
    return true;
  }

  #inside(block: Block, scope: Scope): void {
    const inner = { ...scope, depth: scope.depth + 1 };
    this.program(block.program, inner);
    this.program(block.inverse, inner);
  }

  /** `{{#body}}`: what to do with it is not said; or a word that is no helper. */
  #unknownBlock(block: Block, scope: Scope): void {
    const { path, params, loc } = block;
    if (params.length > 0 || path.type !== 'PathExpression') {
      checkHelper(path, this.#report);
      return;
    }
    const found = named(path, scope, this.#report);
    if (found === null) return;
    const meant = ASKED[found.field.kind];
    const details = { name: path.original, meant };
    this.#report('TPL_BARE_BLOCK', { at: loc.start, read: path.original, details });
  }

  #branches(block: Block, given: Given, scope: Scope): void {
    const outer = { ...scope, depth: scope.depth + 1 };
    const { helper, found } = given;
    const known = { ...outer, known: new Set([...scope.known, found.key]) };
    switch (helper) {
      case 'each':
      case 'with':
        this.program(block.program, opened(block, given, outer));
        this.program(block.inverse, outer);
        return;
      case 'present':
        this.program(block.program, known);
        this.program(block.inverse, outer);
        return;
      case 'absent':
        this.program(block.program, outer);
        this.program(block.inverse, known);
        return;
      default:
        this.program(block.program, outer);
        this.program(block.inverse, outer);
    }
  }

  #partial(partial: Partial, scope: Scope): void {
    const { name } = partial;
    if (name.type === 'PathExpression') {
      const inner = callScope(partial, scope, this.#kitchen.derived, this.#report);
      if (inner !== null) this.#call(original(name), partial, inner);
      return;
    }
    const choice = scope.frame.field;
    const isByType =
      name.type === 'SubExpression' && isTypeLookup(name) && choice.kind === 'choice';
    if (!isByType || partial.params.length > 0 || partial.hash !== undefined) {
      this.#report('TPL_DYNAMIC', { at: partial.loc.start });
      return;
    }
    for (const [type, way] of Object.entries(choice.ways)) {
      const field = this.#kitchen.derived.of(`${this.#kitchen.derived.idOf(choice)} ${type}`, () =>
        wayOf(type, way),
      );
      this.#call(type, partial, calledWith(field, scope));
    }
  }

  #call(name: string, partial: Partial, scope: Scope): void {
    const { partials, used, known, derived } = this.#kitchen;
    const at = partial.loc.start;
    const source = partials.get(name);
    used.add(name);
    if (source === undefined) {
      const names = [...partials.keys()];
      const suggestion = nearest(name, names);
      const details = { name, names: listed(names) };
      this.#report('TPL_PARTIAL', { at, read: name, suggestion, details });
    } else if (scope.calls.includes(name)) {
      this.#report('TPL_RECURSION', { at, read: name, details: { name } });
    } else {
      const key = `${name} ${derived.idOf(scope.frame.field)} ${String(scope.each.all)}`;
      const isKnown = known.has(key) || known.size < MAX_KINDS;
      const inner = { ...scope, calls: [...scope.calls, name] };
      const calls = known.get(key) ?? (isKnown ? walk(source, inner, this.#kitchen) : 0);
      known.set(key, calls);
      this.calls += calls + 1;
      if (isKnown && this.calls <= MAX_CALLS) return;
      this.#report('TPL_CALLS', { at, read: name });
      this.calls = 0;
    }
  }
}

/** What to write before a name of each kind. */
const ASKED: Readonly<Record<Field['kind'], string>> = {
  text: 'present',
  number: 'present',
  drawing: 'present',
  flag: 'if',
  group: 'with',
  choice: 'with',
  list: 'each',
};

function original(path: Mustache['path'] | Partial['name']): string {
  return path.type === 'SubExpression' ? '' : String(path.original ?? '');
}

function isHelper(path: Mustache['path']): boolean {
  return path.type === 'PathExpression' && [...BLOCK_HELPERS, 'lookup'].includes(path.original);
}

/** `(lookup this "type")` and nothing else. */
function isTypeLookup({
  path,
  params,
  hash,
}: Extract<Partial['name'], { path: unknown }>): boolean {
  const [of, name] = params;
  const isLookup = original(path) === 'lookup' && params.length === 2 && hash === undefined;
  const isThis = of?.type === 'PathExpression' && of.original === 'this';
  return isLookup && isThis && name?.type === 'StringLiteral' && name.original === 'type';
}
