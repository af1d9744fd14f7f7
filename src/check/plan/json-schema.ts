/** The JSON Schemas that editors complete and check the plan's files by, made from the check's own definition. */
import * as z from 'zod';
import { PLAN_FILE_NAMES, type KeyPath, type PlanFileName } from '../../model/plan-file.ts';
import { FILE_SCHEMAS } from './schema.ts';

/** As much of a JSON Schema as is looked at here. */
export type JsonSchema = Readonly<{
  description?: string;
  pattern?: string;
  properties?: Readonly<Record<string, JsonSchema>>;
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  required?: readonly string[];
}>;

/** JSON Schema (draft-07, which every editor knows) of one file as it is written, before any value is read. */
export function planSchema(name: PlanFileName): JsonSchema {
  return z.toJSONSchema(FILE_SCHEMAS[name], { target: 'draft-7', io: 'input' }) as JsonSchema;
}

/** The schemas of all files, by file name. */
export function planSchemas(): ReadonlyMap<PlanFileName, JsonSchema> {
  return new Map(PLAN_FILE_NAMES.map((name) => [name, planSchema(name)]));
}

/** The part of a schema that speaks of a path; null where it says nothing. */
export function schemaAt(schema: JsonSchema, path: KeyPath): JsonSchema | null {
  let at: JsonSchema | undefined = schema;
  for (const step of path) {
    if (at === undefined) return null;
    at = typeof step === 'number' ? at.items : stepInto(at, step);
  }
  return at ?? null;
}

function stepInto(schema: JsonSchema, key: string): JsonSchema | undefined {
  const named = new Map(Object.entries(schema.properties ?? {})).get(key);
  if (named !== undefined) return named;
  const others = schema.additionalProperties;
  return typeof others === 'object' ? others : undefined;
}
