/** The fake is held to what Google published once; here that is held to the package that is installed. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { FIELDS } from '../../src/google/sheet-answer.ts';
import { maskFaults, methodFor, publishedShapes } from '../build/google/discovery.ts';

const require = createRequire(import.meta.url);

/** The property names of every `Schema$…` that a package's declaration names. */
function declared(api: string): ReadonlyMap<string, ReadonlySet<string>> {
  const path = require.resolve(`googleapis/build/src/apis/${api}.js`).replace(/js$/, 'd.ts');
  const tree = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const found = new Map<string, ReadonlySet<string>>();
  const walk = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text.startsWith('Schema$')) {
      const names = node.members.map((member) =>
        member.name !== undefined && ts.isIdentifier(member.name) ? member.name.text : '',
      );
      found.set(node.name.text.slice('Schema$'.length), new Set(names));
    }
    ts.forEachChild(node, walk);
  };
  walk(tree);
  return found;
}

const CALLS = [
  ['sheets/v4', 'https://sheets.googleapis.com/v4/spreadsheets/x'],
  ['drive/v3', 'https://www.googleapis.com/drive/v3/files'],
  ['drive/v3', 'https://www.googleapis.com/drive/v3/files/x'],
  ['drive/v3', 'https://www.googleapis.com/drive/v3/about'],
] as const;

describe.each(CALLS)('%s %s', (api, url) => {
  it('has in the installed package every part that its answer may have', () => {
    const shapes = publishedShapes(methodFor('GET', new URL(url))!);
    expect(shapes.size).toBeGreaterThan(0);
    const package_ = declared(api);
    const lacking = [...shapes].flatMap(([name, keys]) =>
      keys.filter((key) => package_.get(name)?.has(key) !== true).map((key) => `${name}.${key}`),
    );
    expect(lacking).toEqual([]);
  });
});

describe('the fake', () => {
  const found = methodFor('GET', new URL(CALLS[0][1]))!;

  it('takes the mask that is asked with, and none with a slip in it', () => {
    expect(maskFaults(found, FIELDS)).toEqual([]);
    expect(maskFaults(found, FIELDS.replace('rowData', 'rowsData'))).toHaveLength(1);
    expect(maskFaults(found, 'spreadsheetId,nothing')).toHaveLength(1);
  });

  it('knows no address that nobody publishes', () => {
    expect(methodFor('GET', new URL('https://sheets.googleapis.com/v4/spreadsheet/x'))).toBeNull();
    expect(methodFor('PUT', new URL(CALLS[0][1]))).toBeNull();
  });
});
