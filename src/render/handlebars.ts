/** Compiles the office's templates so that they can place words and do nothing else. */
import Handlebars from 'handlebars';
import { PAPER_WORDS, TEMPLATE_FAULTS } from '../model/catalogue/paper.ts';
import { Refusal } from '../model/refusal.ts';
import type { Templates } from '../model/world.ts';

/** Ready markup that a template may place as it is; only what this program drew itself is made one. */
export type Markup = Readonly<{ toHTML(): string }>;

const PARTIAL = /^partials\/([\w-]+)\.hbs$/;
const MAIN = 'bulletin.hbs';
/** Names through which a program's inside could be reached. */
const FORBIDDEN = new Set(['constructor', 'prototype', '__proto__', '__defineGetter__']);
const HELPERS = { log: false, helperMissing: false, blockHelperMissing: false };

export function markup(html: string): Markup {
  return new Handlebars.SafeString(html);
}

/**
 * The whole document's template: strict (an unknown name is an error), always escaping, no helpers but if, unless,
 * each, with and lookup, no way to an object's prototype.
 *
 * @returns a function of the view; it throws Refusal `dataRefused` where a name is unknown.
 * @throws Refusal `dataRefused` naming the template that does not parse or does what is not allowed.
 */
export function compileTemplates(templates: Templates): (view: object) => string {
  const kitchen = Handlebars.create();
  kitchen.unregisterHelper('log');
  for (const [name, text] of templates.files) {
    const partial = PARTIAL.exec(name)?.[1];
    if (partial === undefined && name !== MAIN) continue;
    refuseUnsafe(name, text);
    if (partial !== undefined) kitchen.registerPartial(partial, text.trimEnd());
  }
  const main = kitchen.compile(templates.files.get(MAIN) ?? '', {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: HELPERS,
    noEscape: false,
    preventIndent: true,
  });
  return (view) => {
    try {
      return main(view, {
        allowProtoMethodsByDefault: false,
        allowProtoPropertiesByDefault: false,
      });
    } catch (error) {
      throw broken(MAIN, reasonOf(error), error);
    }
  };
}

function refuseUnsafe(name: string, text: string): void {
  let program: unknown;
  try {
    program = Handlebars.parse(text);
  } catch (error) {
    throw broken(name, reasonOf(error), error);
  }
  const fault = unsafe(program);
  if (fault !== null) throw broken(name, fault);
}

/** Why a piece of a parsed template is not allowed, looking through all its pieces; null when it is. */
function unsafe(node: unknown): string | null {
  if (typeof node !== 'object' || node === null) return null;
  if (Array.isArray(node)) return firstFault(node);
  return faultOf(node) ?? firstFault(Object.values(node));
}

function firstFault(nodes: readonly unknown[]): string | null {
  for (const node of nodes) {
    const fault = unsafe(node);
    if (fault !== null) return fault;
  }
  return null;
}

function faultOf(node: object): string | null {
  const type = 'type' in node ? node.type : null;
  const line = lineOf(node);
  if (type === 'MustacheStatement' && 'escaped' in node && node.escaped === false) {
    return TEMPLATE_FAULTS.unescaped(line);
  }
  if (type === 'Decorator' || type === 'DecoratorBlock') return TEMPLATE_FAULTS.decorator(line);
  if (type === 'PathExpression' && 'parts' in node && Array.isArray(node.parts)) {
    const parts: readonly unknown[] = node.parts;
    const name = parts.find((part) => typeof part === 'string' && FORBIDDEN.has(part));
    if (typeof name === 'string') return TEMPLATE_FAULTS.name(line, name);
  }
  return null;
}

/** The node's line; null where the parser does not say. */
function lineOf(node: object): number | null {
  const loc = 'loc' in node ? node.loc : null;
  if (typeof loc !== 'object' || loc === null || !('start' in loc)) return null;
  const start = loc.start;
  if (typeof start !== 'object' || start === null || !('line' in start)) return null;
  return typeof start.line === 'number' ? start.line : null;
}

function broken(name: string, reason: string, cause?: unknown): Refusal {
  return new Refusal(
    'dataRefused',
    'template-broken',
    PAPER_WORDS.templateBroken(name, reason, cause),
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
