/** What an error of Google's library means: one of a few states, and what may be told of it. */
import { errorCode } from '../model/error-code.ts';
import type { GoogleState } from '../model/google.ts';
import { headerIn } from './hearing.ts';

/**
 * @property told status and reason; never a header, a body or a token.
 * @property after milliseconds that Google asks us to wait, or null.
 * @property headers of the answer, for whoever asks what one of them says.
 */
export type Fault = Readonly<{
  state: GoogleState;
  told: string;
  after: number | null;
  headers: unknown;
}>;

/** An answer that is not what its published shape says. */
export class DamagedAnswer extends Error {
  override readonly name = 'DamagedAnswer';
}

/** Reasons in `error.errors` and `error.details` that name a quota, not a right. */
const QUOTA =
  /^(?:rateLimitExceeded|userRateLimitExceeded|quotaExceeded|dailyLimitExceeded|RATE_LIMIT_EXCEEDED|RESOURCE_EXHAUSTED)$/;
/** A service account may own nothing, and a person's or a shared drive may be full. */
const ROOM =
  /^(?:storageQuotaExceeded|teamDriveFileLimitExceeded|numChildrenInNonRootLimitExceeded)$/;
const DISABLED = /^(?:accessNotConfigured|SERVICE_DISABLED)$/;
const SCOPE = /^(?:insufficientPermissions|ACCESS_TOKEN_SCOPE_INSUFFICIENT)$/;
/** What the token endpoint says of a grant or a client that is good no more (RFC 6749 §5.2). */
const GRANT = /^(?:invalid_grant|invalid_client|unauthorized_client|invalid_token)$/;

const UNHEARD = { after: null, headers: null } as const;

/** @param epoch milliseconds now, for a moment that Google names. */
export function faultOf(error: unknown, epoch: number): Fault {
  if (error instanceof DamagedAnswer) return { ...UNHEARD, state: 'answer', told: '' };
  const answer = responseIn(error);
  if (answer === null) return withoutAnswer(error);
  const reasons = reasonsIn(answer.data);
  const told = [String(answer.status), reasons[0] ?? ''].join(' ').trim();
  const { headers } = answer;
  return { state: stateOf(answer.status, reasons), told, after: pauseIn(headers, epoch), headers };
}

function stateOf(status: number, reasons: readonly string[]): GoogleState {
  const says = (pattern: RegExp): boolean => reasons.some((reason) => pattern.test(reason));
  if (status === 401 || says(GRANT)) return 'auth';
  if (status === 429 || (status === 403 && says(QUOTA))) return 'quota';
  if (status === 403) return rightLacking(says);
  if (status === 404 || status === 410) return 'gone';
  return status >= 500 ? 'network' : 'refused';
}

function rightLacking(says: (pattern: RegExp) => boolean): GoogleState {
  if (says(DISABLED)) return 'disabled';
  if (says(ROOM)) return 'room';
  return says(SCOPE) ? 'scope' : 'shared';
}

type Answer = Readonly<{ status: number; headers: unknown; data: unknown }>;

function responseIn(error: unknown): Answer | null {
  const response = field(error, 'response');
  const status = field(response, 'status');
  if (typeof status !== 'number') return null;
  return { status, headers: field(response, 'headers'), data: field(response, 'data') };
}

/** Nothing came back: a name, a connection, a certificate, silence; or more than we take. */
function withoutAnswer(error: unknown): Fault {
  const kind = field(error, 'type');
  if (kind === 'max-size') return { ...UNHEARD, state: 'large', told: '' };
  const code = causes(error).map(errorCode).find(isPlain) ?? '';
  return { ...UNHEARD, state: 'network', told: code };
}

/** `ECONNRESET`, `TimeoutError`: nothing that was ever part of a request. */
function isPlain(code: string): boolean {
  return /^[A-Za-z_]{3,40}$/.test(code);
}

function causes(error: unknown): readonly unknown[] {
  const cause = field(error, 'cause');
  return cause === undefined ? [error] : [error, ...causes(cause)];
}

/** The words by which Google's two ways of telling an error name what is wrong, the nearest first. */
function reasonsIn(data: unknown): readonly string[] {
  const error = field(data, 'error');
  if (typeof error === 'string') return isPlain(error) ? [error] : [];
  const listed = [...items(field(error, 'errors')), ...items(field(error, 'details'))];
  const words = [...listed.map((one) => field(one, 'reason')), field(error, 'status')];
  return words.filter((word): word is string => typeof word === 'string' && isPlain(word));
}

/** Seconds, or a day and time (RFC 9110 §10.2.3). */
function pauseIn(headers: unknown, epoch: number): number | null {
  const text = headerIn(headers, 'retry-after');
  if (text === null) return null;
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - epoch);
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !(key in value)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
