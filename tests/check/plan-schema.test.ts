/** The committed JSON Schemas are the code's own, and describe every key that the shipped files use. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planSchemas, schemaAt } from '../../src/check/plan/json-schema.ts';
import {
  keyText,
  lineOf,
  listOf,
  mappingOf,
  PLAN_FILE_NAMES,
  type KeyPath,
  type PlanData,
} from '../../src/model/plan-file.ts';
import { CONFIG, planFiles, SHIPPED } from './plan-texts.ts';

const schemas = planSchemas();

/** The paths of all keys below a value. */
function keysBelow(data: PlanData, path: KeyPath = []): readonly KeyPath[] {
  const list = listOf(data);
  if (list !== null) return list.flatMap((entry, index) => keysBelow(entry, [...path, index]));
  return Object.entries(mappingOf(data) ?? {}).flatMap(([key, value]) => [
    [...path, key],
    ...keysBelow(value ?? null, [...path, key]),
  ]);
}

describe.each(PLAN_FILE_NAMES)('config/schema/%s.schema.json', (name) => {
  it('is what the code makes (vitest -u writes it anew)', async () => {
    const text = `${JSON.stringify(schemas.get(name), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(join(CONFIG, 'schema', `${name}.schema.json`));
  });

  it('is named in the first line of its file', () => {
    const [first] = SHIPPED[name].split('\n');
    expect(first).toBe(`# yaml-language-server: $schema=./schema/${name}.schema.json`);
  });

  it('says in Chinese what every key of the shipped file is', () => {
    const file = planFiles({ [name]: SHIPPED[name] }).find((one) => one.name === name)!;
    const keys = keysBelow(file.data);
    expect(keys.length).toBeGreaterThan(0);
    const silent = keys.filter(
      (path) => !/[\u4e00-\u9fff]/.test(schemaAt(schemas.get(name)!, path)?.description ?? ''),
    );
    expect(silent.map((path) => `${String(lineOf(file, path))} ${keyText(path)}`)).toEqual([]);
  });
});
