/**
 * Google as far as it is spoken to here: the token endpoint, Sheets and Drive for reading. Requests and its own answers are held
 * to what Google publishes; quotas, rights and faults are as in the real one.
 */
import { createHash, createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto';
import { createServer, type ServerOptions } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { aCertificate } from '../certificate.ts';
import {
  answerFaults,
  maskFaults,
  methodFor,
  queryFaults,
  throughMask,
  type Found,
} from './discovery.ts';
import { ERRORS, type GoogleError } from './errors.ts';
import { aProxy } from './proxy.ts';

/** What befalls a request instead of its answer: `cut` ends half way, `short` gives half of the JSON as if it were all. */
export type Mishap = GoogleError | 'hang' | 'cut' | 'short';

type FakeFile = Readonly<{
  id: string;
  name: string;
  folder: string;
  bytes?: Uint8Array;
  mimeType?: string;
}>;

/** So many reads within so many milliseconds. */
type Quota = Readonly<{ most: number; ms: number }>;

export type FakeGoogle = Readonly<{
  /** The proxy to go by, and the certificate to trust. */
  proxy: string;
  certificate: string;
  /** The content of a service account's key file, and its address. */
  key: string;
  mail: string;
  /** The content of a logged-in person's token file. */
  login: string;
  /** By id; null for one that is there and not shared. */
  sheets: Map<string, sheets_v4.Schema$Spreadsheet | null>;
  files: FakeFile[];
  /** What befalls the next requests whose path holds a word, one each. */
  mishaps: { path: string; mishap: Mishap }[];
  /** `METHOD host/path` of all requests, those refused too. */
  asked: string[];
  /** What was wrong with requests or answers by what Google publishes. */
  faults: string[];
  /** Hosts that the proxy was asked for. */
  hosts: readonly string[];
  state: FakeState;
  /** Makes every token that was given out so far worthless. */
  forget(): void;
  close(): Promise<void>;
}>;

/**
 * @property granted the scopes that a person allowed; null for all that are read here.
 * @property account whose login it is; null for the service account's.
 * @property keepsRefresh whether a code gives no refresh token, as from the second consent on.
 */
type FakeState = {
  quota: Quota | null;
  epoch: () => number;
  isRevoked: boolean;
  granted: string | null;
  account: string | null;
  keepsRefresh: boolean;
};

type Key = Readonly<{ id: string; text: string; pem: string }>;

const MAIL = 'tongbao@example.iam.gserviceaccount.com';
const REFRESH = 'the-refresh-token';

function aKey(): Key {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const text = JSON.stringify({
    type: 'service_account',
    project_id: 'example',
    private_key_id: 'k1',
    private_key: pem,
    client_email: MAIL,
    token_uri: 'https://oauth2.googleapis.com/token',
  });
  return { id: 'k1', text, pem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

export async function aGoogle(): Promise<FakeGoogle> {
  const certificate = aCertificate(['*.googleapis.com', '*.google.com']);
  const key = aKey();
  const tokens = new Map<string, string>();
  const fake: Omit<FakeGoogle, 'proxy' | 'hosts' | 'close'> = {
    certificate: certificate.cert,
    key: key.text,
    mail: MAIL,
    login: JSON.stringify({
      type: 'authorized_user',
      client_id: 'client',
      client_secret: 'client-secret',
      refresh_token: REFRESH,
      scope: '',
      account: 'person@example.com',
      created_at: '2007-06-01T09:00:00+08:00',
    }),
    sheets: new Map(),
    files: [],
    mishaps: [],
    asked: [],
    faults: [],
    state: {
      quota: null,
      epoch: () => Date.now(),
      isRevoked: false,
      granted: null,
      account: null,
      keepsRefresh: false,
    },
    forget: () => {
      tokens.clear();
    },
  };
  const reads: number[] = [];
  const server = createServer({ ...(certificate satisfies ServerOptions) }, (request, response) => {
    void served({ fake, key, tokens, reads }, request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const proxy = await aProxy((server.address() as AddressInfo).port);
  return Object.assign(fake, {
    proxy: proxy.url,
    hosts: proxy.asked,
    close: async () => {
      server.closeAllConnections();
      await proxy.close();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

type House = Readonly<{
  fake: Omit<FakeGoogle, 'proxy' | 'hosts' | 'close'>;
  key: Key;
  /** The scopes of each token that was given out. */
  tokens: Map<string, string>;
  /** When reads were counted. */
  reads: number[];
}>;

async function served(house: House, request: IncomingMessage, response: ServerResponse) {
  const { fake } = house;
  const url = new URL(request.url ?? '/', `https://${request.headers.host ?? ''}`);
  fake.asked.push(`${request.method ?? ''} ${url.host}${url.pathname}`);
  const body = await bodyOf(request);
  const at = fake.mishaps.findIndex(({ path }) => `${url.host}${url.pathname}`.includes(path));
  const mishap = at < 0 ? null : fake.mishaps.splice(at, 1)[0]!.mishap;
  if (mishap === 'hang') return;
  if (mishap !== null && typeof mishap === 'object') {
    json(response, mishap.status, mishap.body, mishap.headers);
    return;
  }
  const answer = answerTo(house, request, url, body);
  if (answer instanceof Uint8Array) {
    response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
    response.end(answer);
    return;
  }
  const text = JSON.stringify(answer.body);
  if (mishap === 'cut') {
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': text.length * 2,
    });
    response.write(text.slice(0, text.length / 2));
    response.destroy();
    return;
  }
  const shown = mishap === 'short' ? text.slice(0, text.length / 2) : text;
  response.writeHead(answer.status, {
    ...answer.headers,
    'Content-Type': 'application/json; charset=UTF-8',
  });
  response.end(shown);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=UTF-8', ...headers });
  response.end(JSON.stringify(body));
}

function answerTo(
  house: House,
  request: IncomingMessage,
  url: URL,
  body: string,
): GoogleError | Uint8Array {
  if (url.host === 'oauth2.googleapis.com' && url.pathname === '/token') return token(house, body);
  const { fake, tokens } = house;
  const found = methodFor(request.method ?? '', url);
  if (found === null) {
    fake.faults.push(`nobody publishes ${request.method ?? ''} ${url.href}`);
    return ERRORS.notFound('?');
  }
  const wrong = [
    ...queryFaults(found, url),
    ...maskFaults(found, url.searchParams.get('fields') ?? ''),
  ];
  fake.faults.push(...wrong);
  if (wrong.length > 0) return ERRORS.invalid(wrong.join('; '));
  const scopes = tokens.get((request.headers.authorization ?? '').replace(/^Bearer /, ''));
  if (scopes === undefined) return ERRORS.unauthenticated;
  if (!scopes.split(' ').some((scope) => found.method.scopes.includes(scope))) return ERRORS.scope;
  if (isOverQuota(house)) return ERRORS.quota;
  return answered(fake, found, url);
}

function isOverQuota({ fake, reads }: House): boolean {
  const { quota, epoch } = fake.state;
  if (quota === null) return false;
  const now = epoch();
  // Each test begins its own time anew.
  const counted = reads.filter((at) => at > now - quota.ms && at <= now);
  reads.splice(0, reads.length, ...counted);
  if (counted.length >= quota.most) return true;
  reads.push(now);
  return false;
}

function answered(fake: House['fake'], found: Found, url: URL): GoogleError | Uint8Array {
  const whole = wholeAnswer(fake, found, url);
  if (whole instanceof Uint8Array || whole.status !== 200) return whole;
  fake.faults.push(...answerFaults(found, whole.body));
  const mask = url.searchParams.get('fields');
  return mask === null ? whole : { ...whole, body: throughMask(whole.body, mask) };
}

function wholeAnswer(fake: House['fake'], found: Found, url: URL): GoogleError | Uint8Array {
  switch (found.method.id) {
    case 'sheets.spreadsheets.get': {
      const sheet = fake.sheets.get(found.path.get('spreadsheetId') ?? '');
      if (sheet === undefined) return ERRORS.sheetNotFound;
      return sheet === null ? ERRORS.notShared : { status: 200, body: sheet };
    }
    case 'drive.files.list':
      return filesIn(fake, url);
    case 'drive.files.get': {
      const file = fake.files.find(({ id }) => id === found.path.get('fileId'));
      return file?.bytes ?? ERRORS.notFound(found.path.get('fileId') ?? '');
    }
    case 'drive.about.get':
      return { status: 200, body: { user: { emailAddress: fake.state.account ?? fake.mail } } };
    default:
      fake.faults.push(`the fake does not know ${found.method.id}`);
      return ERRORS.invalid(found.method.id);
  }
}

/** Two to a page, so that pages are turned. */
function filesIn(fake: House['fake'], url: URL): GoogleError {
  const folder = /^'([\w-]+)' in parents and trashed = false$/.exec(
    url.searchParams.get('q') ?? '',
  )?.[1];
  const own = fake.files.filter((file) => file.folder === folder);
  if (folder === undefined || own.length === 0) return ERRORS.notFound(folder ?? '');
  const from = Number(url.searchParams.get('pageToken') ?? '0');
  const files = own.slice(from, from + 2).map(({ id, name, bytes, mimeType }) => ({
    id,
    name,
    mimeType: mimeType ?? 'application/octet-stream',
    ...(bytes === undefined
      ? {}
      : {
          size: String(bytes.length),
          md5Checksum: createHash('md5').update(bytes).digest('hex'),
          headRevisionId: createHash('md5').update(bytes).digest('base64url'),
        }),
  }));
  const next = from + 2 < own.length ? { nextPageToken: String(from + 2) } : {};
  return { status: 200, body: { ...next, files } };
}

/** RFC 7523 for a service account, RFC 6749 §4.1.3 and §6 for a person. */
function token({ fake, key, tokens }: House, body: string): GoogleError {
  const form = new URLSearchParams(body);
  const scope = form.has('assertion')
    ? scopeOf(form.get('assertion') ?? '', key)
    : scopeOfPerson(form, fake.state);
  if (scope === null || fake.state.isRevoked) return ERRORS.grant;
  const hash = createHash('sha256')
    .update(`${body}${String(Math.random())}`)
    .digest('hex');
  const given = `ya29.${String(tokens.size)}.${hash}`;
  tokens.set(given, scope);
  const isFirst = form.get('grant_type') === 'authorization_code' && !fake.state.keepsRefresh;
  return {
    status: 200,
    body: {
      access_token: given,
      expires_in: 3599,
      token_type: 'Bearer',
      scope,
      ...(isFirst ? { refresh_token: REFRESH } : {}),
    },
  };
}

function scopeOfPerson(form: URLSearchParams, { granted }: FakeState): string | null {
  const isProved =
    form.get('grant_type') === 'authorization_code'
      ? form.get('code') === 'the-code'
      : form.get('refresh_token') === REFRESH;
  return isProved && form.get('client_secret') === 'client-secret' ? (granted ?? GRANTED) : null;
}

const GRANTED =
  'https://www.googleapis.com/auth/spreadsheets.readonly https://www.googleapis.com/auth/drive.readonly';

/** The scopes that a signed word asks for; null where it is not ours, or not of this hour. */
function scopeOf(assertion: string, { pem }: Key): string | null {
  const [head = '', claims = '', signature = ''] = assertion.split('.');
  const verify = createVerify('RSA-SHA256').update(`${head}.${claims}`);
  if (!verify.verify(createPublicKey(pem), signature, 'base64url')) return null;
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Claims;
  const now = Date.now() / 1000;
  const isNow = said.iat <= now + 60 && said.exp > now && said.exp - said.iat <= 3600;
  const isOurs = said.iss === MAIL && said.aud === 'https://oauth2.googleapis.com/token';
  return isNow && isOurs ? said.scope : null;
}

type Claims = Readonly<{ iss: string; aud: string; iat: number; exp: number; scope: string }>;
