/** What zod finds wrong with one file, as findings in an office's words. */
import type * as z from 'zod';
import { planFinding, type PlanFindingCode } from '../../model/catalogue/plan.ts';
import { EMPTY_WORDS, namesWords, SHAPE_WORDS } from '../../model/catalogue/plan-words.ts';
import type { About } from '../../model/catalogue/catalogue.ts';
import type { Finding } from '../../model/finding.ts';
import {
  dataAt,
  keyText,
  lineOf,
  listOf,
  mappingOf,
  nameAround,
  type KeyPath,
  type PlanData,
  type PlanFile,
  type PlanFileName,
} from '../../model/plan-file.ts';
import { planSchema, schemaAt, type JsonSchema } from './json-schema.ts';
import { meantValue } from './meant.ts';
import { nearest } from '../../model/nearest.ts';
import { FILE_SCHEMAS } from './schema.ts';

type Issue = z.core.$ZodIssue;

/** One file while its issues are told. */
type Looked = Readonly<{ file: PlanFile; schema: JsonSchema }>;

/** A key whose colon is a Chinese one, or has no space behind it. */
const COLON = /^[^\s:：]{1,20}\s*(?:：|:\S)/;
/** A Chinese colon and what follows it, within a key: `{ role：填表人 }`. */
const WIDE_COLON = /\s*：.*$/;

/** Every fault of a readable file's own shape: unknown and missing keys, values that cannot be. */
export function structureFindings(file: PlanFile, name: PlanFileName): readonly Finding[] {
  const parsed = FILE_SCHEMAS[name].safeParse(file.data);
  if (parsed.success) return [];
  const looked: Looked = { file, schema: planSchema(name) };
  if (file.data === null) {
    const keys = namesWords(keysAt(looked, []));
    return [
      planFinding('PLAN_FILE_EMPTY', { place: { file: file.path, line: 1 }, details: { keys } }),
    ];
  }
  const issues = parsed.error.issues;
  const unknown = issues.flatMap((issue) => unknownKeys(issue));
  const meant = new Set(
    unknown.map((path) => {
      const key = parentOf(looked, path) ?? suggestionFor(looked, path) ?? '';
      return keyText([...path.slice(0, -1), key]);
    }),
  );
  return [
    ...unknown.map((path) => unknownKey(looked, path)),
    ...issues
      .filter((issue) => issue.code !== 'unrecognized_keys')
      .filter((issue) => !meant.has(keyText(pathOf(issue))))
      .map((issue) => finding(looked, issue)),
  ];
}

function pathOf(issue: Issue): KeyPath {
  return issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
}

function unknownKeys(issue: Issue): readonly KeyPath[] {
  if (issue.code !== 'unrecognized_keys') return [];
  return issue.keys.map((key) => [...pathOf(issue), key]);
}

function keysAt({ schema }: Looked, path: KeyPath): readonly string[] {
  return Object.keys(schemaAt(schema, path)?.properties ?? {});
}

/** The key that was probably meant, unless it stands there too. */
function suggestionFor(looked: Looked, path: KeyPath): string | undefined {
  const around = path.slice(0, -1);
  const free = keysAt(looked, around).filter(
    (key) => dataAt(looked.file.data, [...around, key]) === undefined,
  );
  return nearest(String(path.at(-1)).replace(WIDE_COLON, ''), free);
}

/** The empty key beside it that it belongs under, when its line is not far enough in. */
function parentOf(looked: Looked, path: KeyPath): string | undefined {
  const around = path.slice(0, -1);
  const key = String(path.at(-1));
  return keysAt(looked, around).find(
    (sibling) =>
      dataAt(looked.file.data, [...around, sibling]) === null &&
      keysAt(looked, [...around, sibling]).includes(key),
  );
}

function unknownKey(looked: Looked, path: KeyPath): Finding {
  const written = String(path.at(-1));
  if (WIDE_COLON.test(written)) {
    const meant = written.replace(/\s*：\s*/, ': ');
    return tell(looked, 'PLAN_YAML_COLON', path, { read: written, suggestion: meant });
  }
  const parent = parentOf(looked, path);
  if (parent !== undefined) {
    return tell(looked, 'PLAN_KEY_OUTSIDE', path, { read: written, details: { parent } });
  }
  const suggestion = suggestionFor(looked, path);
  return tell(looked, 'PLAN_KEY_UNKNOWN', path, {
    read: written,
    ...(suggestion === undefined ? {} : { suggestion }),
    details: { keys: namesWords(keysAt(looked, path.slice(0, -1))) },
  });
}

function finding(looked: Looked, issue: Issue): Finding {
  const path = pathOf(issue);
  const value = dataAt(looked.file.data, path);
  if (value === undefined) {
    const description = schemaAt(looked.schema, path)?.description ?? '';
    return tell(looked, 'PLAN_KEY_MISSING', path, { details: { description } });
  }
  if (issue.code === 'invalid_key') {
    const expected = issue.issues[0]?.message ?? '';
    return tell(looked, 'PLAN_KEY_FORM', path, {
      read: String(path.at(-1)),
      details: { expected },
    });
  }
  if (value === null) {
    const required = schemaAt(looked.schema, path.slice(0, -1))?.required ?? [];
    const otherwise = EMPTY_WORDS[required.includes(String(path.at(-1))) ? 'required' : 'optional'];
    return tell(looked, 'PLAN_VALUE_EMPTY', path, { details: { otherwise } });
  }
  return valueFinding(looked, issue, value);
}

/** What is wrong with a value that is there. */
function valueFinding(looked: Looked, issue: Issue, value: PlanData): Finding {
  const path = pathOf(issue);
  const shape = shapeExpected(issue, value);
  if (shape !== null) return shapeFault(looked, path, { value, shape });
  if (issue.code === 'invalid_value') return choiceFault(looked, path, issue.values.map(String));
  const pattern = schemaAt(looked.schema, path)?.pattern;
  const suggestion =
    typeof value === 'string' && pattern !== undefined
      ? meantValue(value, new RegExp(pattern))
      : undefined;
  return tell(looked, 'PLAN_VALUE_FORMAT', path, {
    ...readOf(value),
    ...(suggestion === undefined ? {} : { suggestion }),
    details: { expected: issue.message },
  });
}

/** A value of another kind than belongs here: often no more than a colon, missing or too many. */
function shapeFault(
  looked: Looked,
  path: KeyPath,
  { value, shape }: Readonly<{ value: PlanData; shape: string }>,
): Finding {
  if (shape === SHAPE_WORDS.mapping && typeof value === 'string' && COLON.test(value)) {
    return tell(looked, 'PLAN_YAML_COLON', path, { read: value });
  }
  const [only, ...others] = Object.entries(mappingOf(value) ?? {});
  if (shape === SHAPE_WORDS.scalar && typeof only?.[1] === 'string' && others.length === 0) {
    const read = `${only[0]}: ${only[1]}`;
    return tell(looked, 'PLAN_YAML_COLON', path, { read, suggestion: `'${read}'` });
  }
  return tell(looked, 'PLAN_VALUE_SHAPE', path, { ...readOf(value), details: { expected: shape } });
}

function choiceFault(looked: Looked, path: KeyPath, choices: readonly string[]): Finding {
  const value = dataAt(looked.file.data, path);
  const suggestion = typeof value === 'string' ? nearest(value, choices) : undefined;
  return tell(looked, 'PLAN_VALUE_CHOICE', path, {
    ...readOf(value ?? null),
    ...(suggestion === undefined ? {} : { suggestion }),
    details: { choices: namesWords(choices) },
  });
}

/** What kind of value belongs here, when one of another kind stands here. */
function shapeExpected(issue: Issue, value: PlanData): string | null {
  const expected = issue.code === 'invalid_type' ? issue.expected : '';
  if (expected === 'array') return SHAPE_WORDS.list;
  if (expected === 'object' || expected === 'record') return SHAPE_WORDS.mapping;
  return typeof value === 'string' || (listOf(value) !== null && issue.code === 'too_small')
    ? null
    : SHAPE_WORDS.scalar;
}

function readOf(value: PlanData): Pick<About, 'read'> {
  return typeof value === 'string' ? { read: value } : {};
}

function tell(
  { file }: Looked,
  code: PlanFindingCode,
  path: KeyPath,
  about: Omit<About, 'place'>,
): Finding {
  const key = keyText(path);
  const last = path.at(-1);
  const name = typeof last === 'string' ? last : key || file.path;
  const item = nameAround(file.data, path);
  return planFinding(code, {
    ...about,
    ...(item === undefined ? {} : { item }),
    place: { file: file.path, line: lineOf(file, path), ...(key === '' ? {} : { key }) },
    details: { key: name, ...about.details },
  });
}
