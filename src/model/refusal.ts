/** A fault of the outside or of the call itself: thrown where it is met, caught once at the desk. */
import type { Finding } from './finding.ts';

/** Exit codes of the contract (after sysexits.h). */
export const EXIT = {
  done: 0,
  usage: 64,
  dataRefused: 65,
  outsideDown: 69,
  bug: 70,
  running: 73,
  tryAgain: 75,
  notAllowed: 77,
} as const;

export type RefusalKind = Exclude<keyof typeof EXIT, 'done' | 'bug'>;

/** One Chinese sentence each; `cause` is what was caught, `findings` all the faults that the message sums up. */
export type RefusalWords = Readonly<{
  message: string;
  hint: string;
  cause?: unknown;
  findings?: readonly Finding[];
}>;

/** @property hint what the reader should do, one Chinese sentence. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly hint: string;
  readonly findings: readonly Finding[];

  constructor(kind: RefusalKind, code: string, words: RefusalWords) {
    super(words.message, words.cause === undefined ? undefined : { cause: words.cause });
    this.name = 'Refusal';
    this.kind = kind;
    this.code = code;
    this.hint = words.hint;
    this.findings = words.findings ?? [];
  }
}
