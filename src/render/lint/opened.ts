/** What may be named within a block that goes into a list or a group. */
import type { Resolved, Scope } from './scope.ts';
import type { Block } from './syntax.ts';

/** A block's helper and what it was given. */
export type Given = Readonly<{ helper: string; found: Resolved }>;

/** The scope within a block that goes into what it was given. */
export function opened(block: Block, { helper, found }: Given, scope: Scope): Scope {
  const { field, key } = found;
  const { line, column } = block.loc.start;
  const goes = helper === 'each' && field.kind === 'list';
  const inner = goes ? field.of : field;
  const id = goes ? `${scope.frame.id}/${String(line)}:${String(column)}` : key;
  const [name, place] = block.program?.blockParams ?? [];
  const index: Resolved = {
    field: { kind: 'number', meaning: '', unit: '', example: '0' },
    key: `${id}@index`,
  };
  const params = [
    ...(name === undefined ? [] : [[name, { field: inner, key: id }] as const]),
    ...(place === undefined || !goes ? [] : [[place, index] as const]),
  ];
  const step = goes ? 1 : 0;
  return {
    ...scope,
    frame: { id, field: inner, parent: scope.frame },
    params: new Map([...scope.params, ...params]),
    each: { own: scope.each.own + step, all: scope.each.all + step },
  };
}
