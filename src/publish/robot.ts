/** What the group robots share: they answer 200 with an error inside, and their address is a secret. */
import { errorCode } from '../model/error-code.ts';
import type { Verdict } from '../model/delivery.ts';

const PATIENCE_MS = 30_000;
/** Letters of an answer that are read: a robot's has some hundred. */
const MOST_LETTERS = 64 * 1024;

/** `answered`: `code` of the body, null where it has none. `unreached`: certainly nothing was taken. */
export type Reply =
  | Readonly<{ kind: 'answered'; status: number; code: number | null; said: string; body: Body }>
  | Readonly<{ kind: 'unreached' | 'unanswered'; error: string }>;

type Body = Readonly<Record<string, unknown>>;

/** Which of a robot's codes mean what; any other is a final refusal. `slow` gives minutes. */
export type Meanings = Readonly<{
  slow: ReadonlyMap<number, number>;
  stopped: readonly number[];
}>;

/** @property secret of a robot that wants signatures; null for one that does not. @property epoch milliseconds since 1970. */
export type RobotKeys = Readonly<{ token: string; secret: string | null; epoch(): number }>;

/** How a connection fails before anything was sent. */
const UNREACHED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|ERR_SSL_WRONG_VERSION_NUMBER|.*CERT.*|UNABLE_TO_.*|EPROTO)$/;

/** Posts a text of JSON or a form. Never rejects, and never tells the address: it holds the key. */
export async function post(url: URL, content: FormData | Body): Promise<Reply> {
  const isForm = content instanceof FormData;
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: isForm ? content : JSON.stringify(content),
      ...(isForm ? {} : { headers: { 'Content-Type': 'application/json; charset=utf-8' } }),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const body = bodyOf(await textOf(response));
    const { status } = response;
    return { kind: 'answered', status, code: codeOf(body), said: saidIn(body), body };
  } catch (error) {
    const code = causeOf(error);
    return { kind: UNREACHED.test(code) ? 'unreached' : 'unanswered', error: code };
  }
}

/** The answer as far as it is read; what is longer is none of the robot's, and cut off no JSON. */
async function textOf({ body }: Response): Promise<string> {
  let text = '';
  for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece;
    if (text.length > MOST_LETTERS) break;
  }
  return text;
}

function bodyOf(text: string): Body {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    // A gateway's page of HTML is no answer of the robot's.
    return {};
  }
}

/** WeCom and DingTalk say `errcode`, Feishu `code`. */
function codeOf(body: Body): number | null {
  const code = body['errcode'] ?? body['code'];
  return typeof code === 'number' ? code : null;
}

function saidIn(body: Body): string {
  const said = body['errmsg'] ?? body['msg'];
  return typeof said === 'string' ? said : '';
}

/** The code of what lies under fetch's own error, which says only that it failed. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const name = error instanceof Error ? error.name : '';
  return errorCode(cause) || errorCode(error) || name || 'ERROR';
}

/**
 * What a reply means. @param completing whether what was posted completes the delivery, so that without an answer nobody
 * knows; what only prepares it may be posted again.
 */
export function robotVerdict(reply: Reply, meanings: Meanings, completing: boolean): Verdict {
  if (reply.kind !== 'answered') {
    const { kind, error: code } = reply;
    if (kind === 'unreached') return { state: 'stopped', code, said: '' };
    return { state: completing ? 'uncertain' : 'retry', code, said: '' };
  }
  const { code, said, status } = reply;
  if (code === null) return withoutCode(status, completing);
  if (code === 0) return { state: 'sent', code: '0', said };
  const told = { code: String(code), said };
  const minutes = meanings.slow.get(code) ?? (TOO_FAST.test(said) ? TOO_FAST_MINUTES : undefined);
  if (minutes !== undefined) return { state: 'retry', minutes, ...told };
  return { state: meanings.stopped.includes(code) ? 'stopped' : 'failed', ...told };
}

/** Words of those that were asked too often: some codes are said for other faults too (Feishu's 9499). */
const TOO_FAST = /too (?:many|fast|frequent)|(?:frequency|rate|over) ?-?limit/i;
const TOO_FAST_MINUTES = 11;

/** An answer that is not the robot's own. */
function withoutCode(status: number, completing: boolean): Verdict {
  const told = { code: `HTTP ${String(status)}`, said: '' };
  if (status === 429) return { state: 'retry', ...told };
  if (status >= 300 && status < 500) return { state: 'stopped', ...told };
  return { state: completing ? 'uncertain' : 'retry', ...told };
}
