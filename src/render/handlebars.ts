/** Compiles the office's templates so that they can place words and do nothing else. */
import Handlebars from 'handlebars';
import { MAIN_TEMPLATE, PARTIAL_NAME, TEMPLATE_HELPERS } from './template-language.ts';

type Fill = (data: unknown) => string;
type Files = ReadonlyMap<string, string>;

/** As far as a block helper is told of its block. */
type Block = Readonly<{ fn(context: unknown): string; inverse(context: unknown): string }>;

const compiled = new WeakMap<Files, Fill>();

/**
 * `bulletin.hbs`, filled with plain data; the same files are compiled once.
 *
 * Strict (an unknown name is an error, what a helper is given too), always escaping, no way to an object's prototype,
 * no helpers but those of `template-language.ts`.
 *
 * @throws Error where a template does not parse, or names what there is not.
 */
export function filled(files: Files, data: unknown): string {
  const fill = compiled.get(files) ?? compileTemplates(files);
  compiled.set(files, fill);
  return fill(data);
}

function compileTemplates(files: Files): Fill {
  const kitchen = kitchenOf();
  for (const [name, text] of files) {
    const partial = PARTIAL_NAME.exec(name)?.[1];
    if (partial !== undefined) kitchen.registerPartial(partial, sourceOf(text).trimEnd());
  }
  const main = kitchen.compile(sourceOf(files.get(MAIN_TEMPLATE)), {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: knownHelpers(),
    noEscape: false,
    preventIndent: true,
  });
  return (data) =>
    main(data, { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false });
}

/** None is no empty page; a parsed one is never taken for a template: whoever writes one writes the program (CVE-2026-33937). */
function sourceOf(text: unknown): string {
  if (typeof text !== 'string') throw new TypeError('a template is text');
  return text;
}

function kitchenOf(): typeof Handlebars {
  const kitchen = Handlebars.create();
  kitchen.unregisterHelper('log');
  for (const name of ['if', 'unless', 'each', 'with']) {
    const own = kitchen.helpers[name] as (this: unknown, value: unknown, block: Block) => string;
    kitchen.registerHelper(name, function (this: unknown, value: unknown, block: Block) {
      return own.call(this, given(value, name), block);
    });
  }
  kitchen.registerHelper('present', function (this: unknown, value: unknown, block: Block) {
    return isPresent(given(value, 'present')) ? block.fn(this) : block.inverse(this);
  });
  kitchen.registerHelper('absent', function (this: unknown, value: unknown, block: Block) {
    return isPresent(given(value, 'absent')) ? block.inverse(this) : block.fn(this);
  });
  return kitchen;
}

/** Strictness of Handlebars ends before a helper: an unknown name would be a silent blank. */
function given(value: unknown, helper: string): unknown {
  if (value === undefined) throw new TypeError(`#${helper} was given nothing that there is`);
  return value;
}

/** 0 is a value. */
function isPresent(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== '';
}

function knownHelpers(): Record<string, boolean> {
  const own = TEMPLATE_HELPERS.map((name) => [name, true]);
  const closed = ['log', 'helperMissing', 'blockHelperMissing'].map((name) => [name, false]);
  return Object.fromEntries([...own, ...closed]) as Record<string, boolean>;
}
