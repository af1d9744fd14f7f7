/**
 * Google as far as it is spoken to here: the token endpoint, Sheets and Drive. Requests and its own answers are held to what
 * Google publishes; quotas, rights and faults are as in the real one.
 */
import { createServer, type ServerOptions } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aCertificate } from '../certificate.ts';
import {
  answerFaults,
  bodyFaults,
  maskFaults,
  methodFor,
  queryFaults,
  throughMask,
  type Found,
} from './discovery.ts';
import { DRIVE, type Asked } from './drive.ts';
import { ERRORS, type GoogleError } from './errors.ts';
import { aProxy } from './proxy.ts';
import { SHEETS } from './sheets.ts';
import type { FakeState, Held } from './state.ts';
import { aKey, LOGIN, MAIL, token, type Key } from './token.ts';
import { multipart } from './upload.ts';

export type { Mishap } from './state.ts';

export type FakeGoogle = Held &
  Readonly<{
    /** The proxy to go by. */
    proxy: string;
    /** Hosts that it was asked for. */
    hosts: readonly string[];
    close(): Promise<void>;
  }>;

const ANSWERS = { ...SHEETS, ...DRIVE };

export async function aGoogle(): Promise<FakeGoogle> {
  const certificate = aCertificate(['*.googleapis.com', '*.google.com']);
  const key = aKey();
  const tokens = new Map<string, string>();
  const held: Held = {
    certificate: certificate.cert,
    key: key.text,
    mail: MAIL,
    login: LOGIN,
    sheets: new Map(),
    files: [],
    ids: new Set(),
    mishaps: [],
    asked: [],
    faults: [],
    state: unset(),
    empty: () => {
      for (const one of [held.sheets, held.ids, tokens]) one.clear();
      for (const list of [held.files, held.mishaps, held.asked, held.faults]) list.splice(0);
      Object.assign(held.state, unset());
    },
    forget: () => {
      tokens.clear();
    },
  };
  const counted = { read: [], write: [] };
  const server = createServer({ ...(certificate satisfies ServerOptions) }, (request, response) => {
    void served({ held, key, tokens, counted }, request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const proxy = await aProxy((server.address() as AddressInfo).port);
  return Object.assign(held, {
    proxy: proxy.url,
    hosts: proxy.asked,
    close: async () => {
      server.closeAllConnections();
      await proxy.close();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function unset(): FakeState {
  return {
    quota: null,
    epoch: () => Date.now(),
    isRevoked: false,
    granted: null,
    account: null,
    keepsRefresh: false,
    hasRoom: true,
    lag: 0,
    unlisted: false,
    ahead: 0,
  };
}

type House = Readonly<{
  held: Held;
  key: Key;
  /** The scopes of each token that was given out. */
  tokens: Map<string, string>;
  /** When requests were counted. */
  counted: Readonly<{ read: number[]; write: number[] }>;
}>;

async function served(house: House, request: IncomingMessage, response: ServerResponse) {
  const { held } = house;
  const url = new URL(request.url ?? '/', `https://${request.headers.host ?? ''}`);
  response.setHeader('Date', new Date(Date.now() + held.state.ahead).toUTCString());
  const called = `${request.method ?? ''} ${url.host}${url.pathname}`;
  held.asked.push(called);
  const body = await bodyOf(request);
  const at = held.mishaps.findIndex(({ path }) => called.includes(path));
  const mishap = at < 0 ? null : held.mishaps.splice(at, 1)[0]!.mishap;
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

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
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
  body: Buffer,
): GoogleError | Uint8Array {
  const { held, key, tokens } = house;
  if (url.host === 'oauth2.googleapis.com' && url.pathname === '/token') {
    return token({ state: held.state, key, tokens, body: body.toString('utf8') });
  }
  const found = methodFor(request.method ?? '', url);
  if (found === null) {
    held.faults.push(`nobody publishes ${request.method ?? ''} ${url.href}`);
    return ERRORS.notFound('?');
  }
  const asked = { found, url, ...contentOf(request, found, body) };
  const wrong = [
    ...queryFaults(found, url),
    ...maskFaults(found, url.searchParams.get('fields') ?? ''),
    ...bodyFaults(found, asked.body),
  ];
  held.faults.push(...wrong);
  if (wrong.length > 0) return ERRORS.invalid(wrong.join('; '));
  const scopes = tokens.get((request.headers.authorization ?? '').replace(/^Bearer /, ''));
  if (scopes === undefined) return ERRORS.unauthenticated;
  if (!scopes.split(' ').some((scope) => found.method.scopes.includes(scope))) return ERRORS.scope;
  if (isOverQuota(house, found)) return ERRORS.quota;
  return answered(held, asked);
}

/** What was sent: JSON, or JSON and a file's bytes. */
function contentOf(
  { headers }: IncomingMessage,
  { isUpload }: Found,
  body: Buffer,
): Pick<Asked, 'body' | 'bytes'> {
  if (isUpload) return multipart(headers['content-type'] ?? '', body);
  const text = body.toString('utf8');
  return { body: text === '' ? null : (JSON.parse(text) as unknown), bytes: null };
}

function isOverQuota({ held, counted }: House, { method }: Found): boolean {
  const { quota, epoch } = held.state;
  if (quota === null) return false;
  const now = epoch();
  const list = method.httpMethod === 'GET' ? counted.read : counted.write;
  // Each test begins its own time anew.
  const inWindow = list.filter((at) => at > now - quota.ms && at <= now);
  list.splice(0, list.length, ...inWindow);
  if (inWindow.length >= quota.most) return true;
  list.push(now);
  return false;
}

function answered(held: Held, asked: Asked): GoogleError | Uint8Array {
  const { found, url } = asked;
  const answer = ANSWERS[found.method.id];
  if (answer === undefined) {
    held.faults.push(`the fake does not know ${found.method.id}`);
    return ERRORS.invalid(found.method.id);
  }
  const whole = answer(held, asked);
  if (whole instanceof Uint8Array || whole.status !== 200) return whole;
  held.faults.push(...answerFaults(found, whole.body));
  const mask = url.searchParams.get('fields');
  return mask === null ? whole : { ...whole, body: throughMask(whole.body, mask) };
}
