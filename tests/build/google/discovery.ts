/** What Google publishes of its interfaces: which requests there are, and what an answer may hold. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** As much of a published schema as is looked at here. */
type Schema = Readonly<{
  type?: string;
  format?: string;
  $ref?: string;
  enum?: readonly string[];
  repeated?: boolean;
  required?: boolean;
  location?: string;
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
  additionalProperties?: Schema;
}>;

type Method = Readonly<{
  id: string;
  path: string;
  flatPath?: string;
  httpMethod: string;
  parameters?: Readonly<Record<string, Schema>>;
  request?: Readonly<{ $ref: string }>;
  response?: Readonly<{ $ref: string }>;
  mediaUpload?: Readonly<{ protocols: Readonly<{ simple: Readonly<{ path: string }> }> }>;
  scopes: readonly string[];
}>;

type Resource = Readonly<{
  methods?: Readonly<Record<string, Method>>;
  resources?: Readonly<Record<string, Resource>>;
}>;

type Document = Readonly<{
  rootUrl: string;
  servicePath: string;
  parameters: Readonly<Record<string, Schema>>;
  schemas: Readonly<Record<string, Schema>>;
  resources: Readonly<Record<string, Resource>>;
}>;

/** A published method, found by what a request asks for; `path` holds its own parts by name. */
export type Found = Readonly<{
  document: Document;
  method: Method;
  path: ReadonlyMap<string, string>;
  /** Whether a file's bytes come with it. */
  isUpload: boolean;
}>;

const FOLDER = join(import.meta.dirname, '../../reference/google');
const DOCUMENTS = ['sheets.v4', 'drive.v3'].map(
  (name) =>
    JSON.parse(
      gunzipSync(readFileSync(join(FOLDER, `${name}.json.gz`))).toString('utf8'),
    ) as Document,
);

/** Null for what nobody publishes. */
export function methodFor(httpMethod: string, url: URL): Found | null {
  for (const document of DOCUMENTS) {
    for (const method of methodsIn(document.resources)) {
      if (method.httpMethod !== httpMethod) continue;
      const root = new URL(document.rootUrl);
      const path = matched(root, `/${document.servicePath}${method.path}`, url);
      if (path !== null) return { document, method, path, isUpload: false };
      const upload = method.mediaUpload?.protocols.simple.path;
      const uploaded = upload === undefined ? null : matched(root, upload, url);
      if (uploaded !== null) return { document, method, path: uploaded, isUpload: true };
    }
  }
  return null;
}

function methodsIn(resources: Readonly<Record<string, Resource>>): readonly Method[] {
  return Object.values(resources).flatMap(({ methods = {}, resources: below = {} }) => [
    ...Object.values(methods),
    ...methodsIn(below),
  ]);
}

function matched(root: URL, template: string, url: URL): ReadonlyMap<string, string> | null {
  if (root.host !== url.host) return null;
  const wanted = template.split('/');
  const given = url.pathname.split('/');
  if (wanted.length !== given.length) return null;
  const path = new Map<string, string>();
  for (const [index, part] of wanted.entries()) {
    const [, name, verb = ''] = /^\{\+?(\w+)\}(:\w+)?$/.exec(part) ?? [];
    const value = decodeURIComponent(given[index] ?? '');
    if (name === undefined ? part !== value : !value.endsWith(verb)) return null;
    if (name !== undefined) path.set(name, value.slice(0, value.length - verb.length));
  }
  return path;
}

/** What a request asks in its query that is not published: unknown names, values that are none of the listed. */
export function queryFaults({ document, method }: Found, url: URL): readonly string[] {
  const known = { ...document.parameters, ...method.parameters };
  return [...url.searchParams].flatMap(([name, value]) => {
    const schema = known[name];
    if (schema === undefined) return [`unknown parameter ${name}`];
    return textFaults(schema, value).map((fault) => `${name}: ${fault}`);
  });
}

function textFaults({ type, enum: allowed }: Schema, value: string): readonly string[] {
  if (allowed !== undefined && !allowed.includes(value)) return [`${value} is none of its values`];
  if (type === 'integer' && !/^-?\d+$/.test(value)) return [`${value} is no integer`];
  return type === 'boolean' && !/^(?:true|false)$/.test(value) ? [`${value} is no boolean`] : [];
}

/** Where what is sent is not what is published for it. */
export function bodyFaults({ document, method }: Found, body: unknown): readonly string[] {
  if (body === null) return [];
  if (method.request === undefined) return [`${method.id} takes no content`];
  return valueFaults(method.request, body, { document, at: `${method.id} sent` });
}

/** Where an answer is not what is published for it. */
export function answerFaults({ document, method }: Found, body: unknown): readonly string[] {
  return valueFaults({ $ref: method.response?.$ref ?? '' }, body, { document, at: method.id });
}

type At = Readonly<{ document: Document; at: string }>;

function valueFaults(schema: Schema, value: unknown, { document, at }: At): readonly string[] {
  if (schema.$ref !== undefined) {
    const named = document.schemas[schema.$ref];
    return named === undefined
      ? [`${at}: no schema ${schema.$ref}`]
      : valueFaults(named, value, { document, at });
  }
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return [`${at} is no list`];
    return value.flatMap((one, index) =>
      valueFaults(schema.items ?? {}, one, { document, at: `${at}[${String(index)}]` }),
    );
  }
  if (schema.type === 'object') return objectFaults(schema, value, { document, at });
  return plainFaults(schema, value).map((fault) => `${at} ${fault}`);
}

function plainFaults({ type, enum: allowed }: Schema, value: unknown): readonly string[] {
  if (type === 'any' || type === undefined) return [];
  if (type === 'string') {
    if (typeof value !== 'string') return ['is no text'];
    return allowed?.includes(value) === false ? [`may not be ${value}`] : [];
  }
  const isOne = typeof value === (type === 'boolean' ? 'boolean' : 'number');
  return isOne && (type !== 'integer' || Number.isInteger(value)) ? [] : [`is no ${type}`];
}

function objectFaults(schema: Schema, value: unknown, { document, at }: At): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`${at} is no object`];
  return Object.entries(value).flatMap(([key, one]) => {
    const known = schema.properties?.[key] ?? schema.additionalProperties;
    if (known === undefined) return [`${at} has no ${key}`];
    return valueFaults(known, one, { document, at: `${at}.${key}` });
  });
}

/** The keys of every object that an answer may hold, by the name of its schema. */
export function publishedShapes({
  document,
  method,
}: Found): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const walk = (schema: Schema): void => {
    const { $ref: name } = schema;
    if (name !== undefined) {
      const named = document.schemas[name];
      if (named === undefined || found.has(name)) return;
      found.set(name, Object.keys(named.properties ?? {}));
      walk(named);
    }
    const below = [
      schema.items,
      schema.additionalProperties,
      ...Object.values(schema.properties ?? {}),
    ];
    for (const one of below) if (one !== undefined) walk(one);
  };
  walk({ $ref: method.response?.$ref ?? '' });
  return found;
}

/** What a mask names that the answer cannot have. */
export function maskFaults({ document, method }: Found, mask: string): readonly string[] {
  return masked(parsedMask(mask), { $ref: method.response?.$ref ?? '' }, document);
}

function masked(mask: Mask, schema: Schema, document: Document): readonly string[] {
  const of = (one: Schema): Schema => {
    if (one.$ref !== undefined) return of(document.schemas[one.$ref] ?? {});
    return one.type === 'array' ? of(one.items ?? {}) : one;
  };
  return [...mask].flatMap(([name, below]) => {
    const known = of(schema).properties?.[name];
    if (known === undefined) return [`the mask’s ${name} is unknown`];
    return below === null ? [] : masked(below, known, document);
  });
}

/** The names of a mask; null for all that is below one. */
type Mask = ReadonlyMap<string, Mask | null>;

/** `a,b(c,d(e))`: as much of Google's masks as anybody here writes. */
function parsedMask(text: string): Mask {
  const words = text.match(/[\w]+|[(),]/g) ?? [];
  let at = 0;
  const level = (): Mask => {
    const found = new Map<string, Mask | null>();
    while (at < words.length && words[at] !== ')') {
      const name = words[at++] ?? '';
      if (words[at] === '(') {
        at += 1;
        found.set(name, level());
        at += 1;
      } else found.set(name, null);
      if (words[at] === ',') at += 1;
    }
    return found;
  };
  return level();
}

/** Only what the mask names; what is empty then is left out, as Google does. */
export function throughMask(value: unknown, mask: string): unknown {
  return kept(value, parsedMask(mask));
}

function kept(value: unknown, mask: Mask | null): unknown {
  if (mask === null) return value;
  if (Array.isArray(value)) return value.map((one) => kept(one, mask));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, one]) =>
    mask.has(key) ? [[key, kept(one, mask.get(key) ?? null)]] : [],
  );
  return Object.fromEntries(entries) as unknown;
}
