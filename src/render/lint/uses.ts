/** Whether a name is used for what it is: printed, gone through, asked for, handed to a partial. */
import { KIND_WORDS, type TemplateCode } from '../../model/catalogue/template.ts';
import { nearest } from '../../model/nearest.ts';
import type { Field } from '../../model/view.ts';
import { TEMPLATE_HELPERS } from '../template-language.ts';
import type { Report } from './report.ts';
import { fieldsOf, foundOutside, isResolved, resolve, type Resolved, type Scope } from './scope.ts';
import type { Expression, Path } from './syntax.ts';

/** Where between the marks of the page something stands. */
export type Position = 'text' | 'value' | 'style';

type Kind = Field['kind'];

/** What each block helper is for, and the fault of what is given something else. */
const TAKEN: ReadonlyMap<
  string,
  Readonly<{ kinds: readonly Kind[]; code: TemplateCode }>
> = new Map<string, Readonly<{ kinds: readonly Kind[]; code: TemplateCode }>>([
  ['if', { kinds: ['flag'], code: 'TPL_IF' }],
  ['unless', { kinds: ['flag'], code: 'TPL_IF' }],
  ['present', { kinds: ['text', 'number', 'list'], code: 'TPL_PRESENT' }],
  ['absent', { kinds: ['text', 'number', 'list'], code: 'TPL_PRESENT' }],
  ['each', { kinds: ['list'], code: 'TPL_EACH' }],
  ['with', { kinds: ['group', 'choice'], code: 'TPL_WITH' }],
]);

export const BLOCK_HELPERS: readonly string[] = [...TAKEN.keys()];

/** Names shown in a hint. */
const SHOWN = 12;

export function listed(names: readonly string[]): string {
  const rest = names.length > SHOWN ? '…' : '';
  return `${names.slice(0, SHOWN).join('、')}${rest}`;
}

/** The value that is named; null, and told, where there is none. */
export function named(expression: Expression, scope: Scope, report: Report): Resolved | null {
  const at = expression.loc.start;
  if (expression.type === 'SubExpression') {
    report('TPL_SUBEXPRESSION', { at });
    return null;
  }
  if (expression.type !== 'PathExpression') {
    report('TPL_LITERAL', { at, read: String(expression.original ?? '') });
    return null;
  }
  const found = resolve(expression, scope);
  if (isResolved(found)) return found;
  const { code, name, names } = found;
  report(code, {
    at,
    read: expression.original,
    suggestion: code === 'TPL_FIELD' ? meant(expression, names, scope) : undefined,
    details: { name, names: listed(names) },
  });
  return null;
}

function meant(path: Path, names: readonly string[], scope: Scope): string | undefined {
  const outside = foundOutside(path, scope);
  if (outside !== undefined) return outside;
  const last = path.parts.at(-1) ?? '';
  const name = nearest(last, names);
  if (name === undefined) return undefined;
  return `${path.original.slice(0, path.original.length - last.length)}${name}`;
}

/** What may be printed where it stands. */
export function checkPrinted(
  path: Path,
  { field }: Resolved,
  position: Position,
  report: Report,
): void {
  const name = path.original;
  const told = { at: path.loc.start, read: name };
  if (position === 'style' && field.kind !== 'number') {
    report('TPL_STYLE_FIELD', { ...told, details: { name } });
    return;
  }
  switch (field.kind) {
    case 'number':
      return;
    case 'text':
      if (field.empty === undefined) return;
      report('TPL_UNGUARDED', { ...told, details: { name, empty: field.empty } });
      return;
    case 'drawing':
      if (position !== 'text') report('TPL_DRAWING', { ...told, details: { name } });
      return;
    case 'flag':
      report('TPL_PRINT_FLAG', { ...told, details: { name } });
      return;
    case 'list':
      report('TPL_PRINT_LIST', { ...told, details: { name } });
      return;
    case 'group':
    case 'choice': {
      const names = listed([...fieldsOf(field).keys()]);
      report('TPL_PRINT_GROUP', { ...told, details: { name, names } });
    }
  }
}

/** Whether a block's helper takes what it is given; told where not. */
export function isTaken(helper: string, path: Path, { field }: Resolved, report: Report): boolean {
  const taken = TAKEN.get(helper);
  if (taken === undefined || taken.kinds.includes(field.kind)) return true;
  const name = path.original;
  const meant = helper === 'unless' ? 'absent' : 'present';
  const details = { name, helper, meant, kind: KIND_WORDS[field.kind] };
  report(taken.code, { at: path.loc.start, read: name, details });
  return false;
}

/** A word before others that is no helper. */
export function checkHelper(path: Expression, report: Report): void {
  const name = path.type === 'PathExpression' ? path.original : '';
  report('TPL_HELPER', {
    at: path.loc.start,
    read: name,
    suggestion: nearest(name, TEMPLATE_HELPERS),
    details: { name, names: TEMPLATE_HELPERS.join('、') },
  });
}
