/** A template reaches no code, whether its check is asked first or not; what costs too much is ended. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasError } from '../../src/model/finding.ts';
import { Refusal } from '../../src/model/refusal.ts';
import type { Templates } from '../../src/model/world.ts';
import { filled } from '../../src/render/handlebars.ts';
import { contentOf } from '../../src/render/html.ts';
import { toHtml } from '../build/html.ts';
import { lintTemplates } from '../../src/render/template-lint.ts';
import { readTemplates } from '../../src/render/template-files.ts';
import { Bench, openTypesetter } from '../../src/render/typesetter.ts';
import { aBulletin } from '../build/bulletin.ts';
import { BOMBS, NOTED, OWN, type Escape } from '../build/escapes.ts';

const shipped = await readTemplates(join(import.meta.dirname, '../../templates'));
const { data } = contentOf(aBulletin());

function withFiles(escape: Escape): Templates {
  return { files: new Map([...shipped.files, ...Object.entries(escape)]), sha256: '' };
}

/** What a template prints without its check, or that it could not be filled. */
function unchecked(escape: Escape): string {
  try {
    return filled(withFiles(escape).files, data);
  } catch (error) {
    return error instanceof Error ? 'refused' : 'thrown';
  }
}

const INSIDE = /\bfunction\b|native code|class \w+ \{|\[object (?!Object)|PWNED|\/node_modules\//;

describe('an escape', () => {
  it('is tried in forty ways of others and at least twenty of ours', () => {
    expect(NOTED.length).toBeGreaterThanOrEqual(40);
    expect(OWN.length).toBeGreaterThanOrEqual(20);
  });

  it.each([...NOTED, ...OWN])('by %s is refused by the check', (_, escape) => {
    expect(hasError(lintTemplates(withFiles(escape)))).toBe(true);
  });

  it.each([...NOTED, ...OWN])('by %s comes to nothing without the check', (_, escape) => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    expect(unchecked(escape)).not.toMatch(INSIDE);
    expect(globalThis).not.toHaveProperty('PWNED');
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  it('is not helped by a template that is no text', () => {
    const tree = {
      type: 'Program',
      body: [
        {
          type: 'MustacheStatement',
          path: 0,
          params: [{ type: 'NumberLiteral', value: 'globalThis.PWNED = 1' }],
          loc: { start: 0 },
        },
      ],
    };
    for (const name of ['bulletin.hbs', 'partials/title.hbs']) {
      const files = new Map<string, unknown>([...shipped.files, [name, tree]]);
      expect(() => filled(files as ReadonlyMap<string, string>, data)).toThrow(
        'a template is text',
      );
    }
    expect(globalThis).not.toHaveProperty('PWNED');
  });

  it('finds no functions and no classes in what it is handed', () => {
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) {
        expect(['string', 'number', 'boolean']).toContain(typeof value);
        return;
      }
      expect([Object.prototype, Array.prototype]).toContain(Object.getPrototypeOf(value));
      Object.values(value).forEach(walk);
    };
    walk(data);
  });
});

describe('a template that costs too much', () => {
  const logged: string[] = [];
  const bench = new Bench((event) => void logged.push(event), 1500);
  afterAll(() => bench.clear());

  it.each(BOMBS)('by %s is refused by the check', (_, bomb) => {
    const began = performance.now();
    expect(hasError(lintTemplates(withFiles(bomb)))).toBe(true);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it.each(BOMBS)('by %s is ended without the check, and the next one is set', async (_, bomb) => {
    const began = performance.now();
    const ended: unknown = await bench.fill(withFiles(bomb), data).catch((error: unknown) => error);
    if (typeof ended === 'string') expect(ended.length).toBeLessThan(5_000_000);
    else expect(ended).toMatchObject({ kind: 'dataRefused' });
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(process.memoryUsage().rss).toBeLessThan(1_500_000_000);
    expect(await bench.fill(shipped, data)).toBe(filled(shipped.files, data));
  });

  it('is told in the log when its thread had to be ended', () => {
    expect(logged).toContain('typesetter.ended');
  });
});

describe('the typesetter', () => {
  it('sets what the page’s content is, the same each time, warm in a moment', async () => {
    const typesetter = openTypesetter(() => undefined);
    const html = toHtml(aBulletin(), shipped);
    expect(await typesetter.set(aBulletin(), shipped)).toBe(html);
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const began = performance.now();
      expect(await typesetter.set(aBulletin(), shipped)).toBe(html);
      times.push(performance.now() - began);
    }
    expect(Math.min(...times)).toBeLessThan(150);
    await typesetter.close();
  });

  it('refuses templates at fault with all their faults before it fills any', async () => {
    const typesetter = openTypesetter(() => undefined);
    const faulty = withFiles({ 'bulletin.hbs': '{{isuer}}{{isuedOn}}' });
    const refused: unknown = await typesetter
      .set(aBulletin(), faulty)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect((refused as Refusal).findings.filter(({ code }) => code === 'TPL_FIELD')).toHaveLength(
      2,
    );
    expect(await typesetter.set(aBulletin(), shipped)).toContain('<article');
    await typesetter.close();
  });

  it('takes up changed templates', async () => {
    const typesetter = openTypesetter(() => undefined);
    await typesetter.set(aBulletin(), shipped);
    const other = withFiles({ 'bulletin.hbs': '<p>{{issuer}}</p>' });
    expect(await typesetter.set(aBulletin(), other)).toMatch(/<p>中共潍坊市委组织部<\/p>$/);
    expect(await typesetter.set(aBulletin(), shipped)).toContain('<article');
    await typesetter.close();
  });
});
