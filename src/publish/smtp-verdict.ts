/** What an SMTP server's refusal means: for this mail, for now, or for every mail. */
import type { Verdict } from '../model/delivery.ts';
import { errorCode } from '../model/error-code.ts';

/**
 * How far the attempt had come. `opening`: connected, encrypted, logged in; `sending`: the mail's own commands; `dotted`:
 * the last byte may have gone out.
 */
export type Phase = 'opening' | 'sending' | 'dotted';

/** As much of nodemailer's errors as is looked at. */
type Told = Readonly<{ response: string; status: number; command: string }>;

/** Answers that say "never" (5xx) and mean "not so fast": QQ's limit is per hour. */
const TOO_FAST = /frequency limited|too many (?:mails|messages|connections)|rate limit/i;
/** What 163 takes for spam it may take later; a second refusal stands. */
const SPAM = /\bDT:SPM\b|\bMI:SPB\b|\bHL:ITC\b/;

const TOO_FAST_MINUTES = 45;
const SPAM_MINUTES = 30;

/** The verdict of an attempt that ended in this error. */
export function smtpVerdict(error: unknown, phase: Phase): Verdict {
  const { response, status, command } = toldBy(error);
  const said = response;
  const code = status === 0 ? errorCode(error) || 'ERROR' : String(status);
  // What is no refusal is no answer to what was asked: server and client are out of step.
  if (status < 400) return unanswered(code, phase);
  if (phase === 'opening') return { state: 'stopped', code, said };
  if (TOO_FAST.test(response)) return { state: 'retry', minutes: TOO_FAST_MINUTES, code, said };
  if (SPAM.test(response)) {
    return { state: 'retry', minutes: SPAM_MINUTES, once: true, code, said };
  }
  if (status < 500 || status === 503) return { state: 'retry', code, said };
  // A sender that is not the account's own meets every recipient alike.
  if (command === 'MAIL FROM' && status !== 552) return { state: 'stopped', code, said };
  return { state: 'failed', code, said };
}

/** No answer: before the last byte nothing was taken; after it nobody knows. */
function unanswered(code: string, phase: Phase): Verdict {
  if (phase === 'dotted') return { state: 'uncertain', code, said: '' };
  if (phase === 'opening') return { state: 'stopped', code, said: '' };
  // The library's own: larger than the server says it takes.
  if (code === 'EMESSAGE') return { state: 'failed', code, said: '' };
  return { state: 'retry', code, said: '' };
}

function toldBy(error: unknown): Told {
  const told: Readonly<Record<string, unknown>> =
    typeof error === 'object' && error !== null ? { ...error } : {};
  const { response, responseCode, command } = told;
  return {
    response: typeof response === 'string' ? response : '',
    status: typeof responseCode === 'number' ? responseCode : 0,
    command: typeof command === 'string' ? command : '',
  };
}
