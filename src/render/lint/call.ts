/** What a partial is handed where it is called: the context around it, or another one, and names of its own. */
import { KIND_WORDS } from '../../model/catalogue/template.ts';
import type { Field, GroupField } from '../../model/view.ts';
import type { Report } from './report.ts';
import { fieldsOf, isBanned, present, type Resolved, type Scope } from './scope.ts';
import type { Expression, Partial } from './syntax.ts';
import { named } from './uses.ts';

/** Kinds of context that calls make, each made once, so that a partial is not walked again for the same one. */
export class Derived {
  readonly #ids = new Map<Field, string>();
  readonly #made = new Map<string, Field>();

  idOf(field: Field): string {
    const id = this.#ids.get(field) ?? String(this.#ids.size + 1);
    this.#ids.set(field, id);
    return id;
  }

  of(key: string, make: () => Field): Field {
    const made = this.#made.get(key) ?? make();
    this.#made.set(key, made);
    return made;
  }
}

/** A partial begins anew: it sees what it is handed and nothing around it. */
export function calledWith(field: Field, scope: Scope): Scope {
  return {
    ...scope,
    frame: { id: `>${String(scope.calls.length)}`, field, parent: null },
    params: new Map(),
    known: new Set(),
    each: { own: 0, all: scope.each.all },
    depth: 0,
  };
}

/** The scope inside a partial; null, and told, where it is handed what there is not. */
export function callScope(
  { params, hash, loc }: Partial,
  scope: Scope,
  derived: Derived,
  report: Report,
): Scope | null {
  const [context] = params;
  if (params.length > 1) {
    report('TPL_CONTEXT_COUNT', { at: loc.start });
    return null;
  }
  const own = (hash?.pairs ?? []).map(({ key, value, loc: at }) => {
    if (isBanned(key)) {
      report('TPL_BANNED_NAME', { at: at.start, read: key, details: { name: key } });
      return null;
    }
    const field = handed(value, scope, report);
    return field === null ? null : ([key, field] as const);
  });
  const base = context === undefined ? around(scope) : named(context, scope, report);
  if (base === null || own.includes(null)) return null;
  if (context !== undefined && base.field.kind !== 'group' && base.field.kind !== 'choice') {
    const name = context.type === 'PathExpression' ? context.original : '';
    const details = { name, kind: KIND_WORDS[base.field.kind] };
    report('TPL_CONTEXT', { at: context.loc.start, read: name, details });
    return null;
  }
  const added = own.filter((pair) => pair !== null);
  return calledWith(merged(base, added, scope, derived), scope);
}

function around({ frame }: Scope): Resolved {
  return { field: frame.field, key: frame.id };
}

/** What a partial's own name stands for: a named value, or one that is written there. */
function handed(value: Expression, scope: Scope, report: Report): Field | null {
  return LITERALS.get(value.type) ?? named(value, scope, report)?.field ?? null;
}

const LITERALS: ReadonlyMap<Expression['type'], Field> = new Map<Expression['type'], Field>([
  ['StringLiteral', { kind: 'text', meaning: '', example: '' }],
  ['NumberLiteral', { kind: 'number', meaning: '', unit: '', example: '' }],
  ['BooleanLiteral', { kind: 'flag', meaning: '' }],
]);

/** The context with the partial's own names over it; texts that were asked for are there inside, too. */
function merged(
  base: Resolved,
  added: readonly (readonly [string, Field])[],
  { known }: Scope,
  derived: Derived,
): Field {
  const fields = fieldsOf(base.field);
  const asked = [...fields].flatMap(([name, field]) =>
    field.kind === 'text' && known.has(`${base.key}.${name}`)
      ? [[name, present(field)] as const]
      : [],
  );
  if (added.length === 0 && asked.length === 0) return base.field;
  const parts = [
    derived.idOf(base.field),
    ...asked.map(([name]) => `!${name}`),
    ...added.map(([name, field]) => `${name}=${keyOf(field, derived)}`),
  ];
  return derived.of(parts.join(' '), (): GroupField => ({
    kind: 'group',
    meaning: '',
    fields: Object.fromEntries([...fields, ...asked, ...added]),
  }));
}

/** Texts differ for a partial only in whether they may be empty and where they may stand. */
function keyOf(field: Field, derived: Derived): string {
  if (field.kind === 'text') return field.empty === undefined ? 'text' : 'text?';
  return derived.idOf(field);
}
