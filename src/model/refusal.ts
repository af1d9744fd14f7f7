/** A fault of the outside or of the call itself: thrown where it is met, caught once at the desk. */

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

/** @property hint what the reader should do, one Chinese sentence. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly hint: string;

  constructor(kind: RefusalKind, code: string, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Refusal';
    this.kind = kind;
    this.code = code;
    this.hint = hint;
  }
}
