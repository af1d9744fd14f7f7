/** The view that a template is handed: as it is documented, and documented as it is. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { worstBulletin } from '../../src/compose/worst-case.ts';
import type { Bulletin } from '../../src/model/bulletin.ts';
import { BULLETIN_VIEW } from '../../src/model/catalogue/view.ts';
import type { Field } from '../../src/model/view.ts';
import { viewOf } from '../../src/render/bulletin-view.ts';
import { contentOf } from '../../src/render/html.ts';
import { aBulletin } from '../build/bulletin.ts';
import { viewReference } from '../build/view-reference.ts';

const DOCS = join(import.meta.dirname, '../../docs');

/** Where a value is not what its field says, and which fields were met. */
function differences(field: Field, value: unknown, path: string, met: Set<Field>): string[] {
  met.add(field);
  switch (field.kind) {
    case 'text':
      return isText(field, value) ? [] : [path];
    case 'drawing':
    case 'number':
    case 'flag':
      return typeof value === TYPES[field.kind] ? [] : [path];
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item, i) => differences(field.of, item, `${path}[${String(i)}]`, met))
        : [path];
    case 'choice': {
      const { type, ...rest } = value as Readonly<{ type: string }>;
      const way = field.ways[type];
      return way === undefined ? [`${path} ${type}`] : differences(way, rest, path, met);
    }
    case 'group':
      return groupDifferences(field.fields, value, path, met);
  }
}

function groupDifferences(
  fields: Readonly<Record<string, Field>>,
  value: unknown,
  path: string,
  met: Set<Field>,
): string[] {
  const given = new Map<string, unknown>(Object.entries(value as object));
  const surplus = [...given.keys()].filter((name) => !(name in fields));
  return [
    ...surplus.map((name) => `${path}.${name} is not documented`),
    ...Object.entries(fields).flatMap(([name, field]) =>
      differences(field, given.get(name), `${path}.${name}`, met),
    ),
  ];
}

const TYPES = { drawing: 'string', number: 'number', flag: 'boolean' } as const;

function isText(field: Extract<Field, { kind: 'text' }>, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (value === '') return field.empty !== undefined;
  return field.values === undefined || field.values.includes(value);
}

/** All fields that the definition holds. */
function fieldsIn(field: Field): readonly Field[] {
  const inner =
    field.kind === 'list'
      ? [field.of]
      : field.kind === 'choice'
        ? Object.values(field.ways)
        : field.kind === 'group'
          ? Object.values(field.fields)
          : [];
  return [field, ...inner.flatMap(fieldsIn)];
}

const BULLETINS: readonly (readonly [string, Bulletin])[] = [
  ['an ordinary bulletin', aBulletin()],
  ['a letter', aBulletin({ head: 'letter' })],
  ['a brief', aBulletin({ head: 'brief' })],
  ['the hardest', worstBulletin()],
];

describe('the view', () => {
  it.each(BULLETINS)('of %s is what is documented, field by field', (_, bulletin) => {
    const met = new Set<Field>();
    const view = viewOf(bulletin, (_chart, { width }) => String(width));
    expect(differences(BULLETIN_VIEW, view, 'view', met)).toEqual([]);
    expect(differences(BULLETIN_VIEW, contentOf(bulletin).data, 'data', met)).toEqual([]);
  });

  it('holds every field that is documented', () => {
    const met = new Set<Field>();
    for (const [, bulletin] of BULLETINS) {
      differences(
        BULLETIN_VIEW,
        viewOf(bulletin, () => ''),
        'view',
        met,
      );
    }
    expect(fieldsIn(BULLETIN_VIEW).filter((field) => !met.has(field))).toEqual([]);
  });

  it('is handed over as plain data', () => {
    for (const [, bulletin] of BULLETINS) {
      const { data } = contentOf(bulletin);
      expect(JSON.parse(JSON.stringify(data))).toEqual(data);
      expect(JSON.stringify(data)).not.toMatch(/[{}]{2}(?=[^",:{}[\]])/);
    }
  });

  it('is told in the handbook as it is (vitest -u writes it anew)', async () => {
    await expect(viewReference()).toMatchFileSnapshot(join(DOCS, 'templates.zh-CN.md'));
  });

  it('is told with a meaning in Chinese for every field, an example for what is printed', () => {
    for (const field of fieldsIn(BULLETIN_VIEW)) {
      expect(field.meaning).toMatch(/\p{Script=Han}/u);
      if (field.kind === 'text' || field.kind === 'number') expect(field.example).not.toBe('');
    }
  });
});
