/** A fault or remark about people's data, with its place and what to do (问题). */

export type Severity = 'error' | 'warning' | 'note';

/** Where a finding stands. `line` and `column` (from 1) are for text files (the plan, templates), `key` a path inside them. */
export type Place = Readonly<{
  file: string;
  sheet?: string;
  cell?: string;
  /** All the cells that it is said of, `cell` the first of them; absent where that is the only one. */
  cells?: readonly string[];
  line?: number;
  column?: number;
  key?: string;
}>;

export type Finding = Readonly<{
  code: string;
  severity: Severity;
  place: Place;
  /** The item's name as the clerk knows it, where the finding is about one. */
  item?: string;
  /** What was read, as typed, shortened to 60 characters; empty for nothing. */
  read?: string;
  /** What is wrong, one Chinese sentence without its place. */
  message: string;
  /** What to do, one Chinese sentence. */
  hint: string;
  /** The value that was probably meant, where there is exactly one. */
  suggestion?: string;
}>;

/** A value with all that is to be said of it. `value` is null exactly when some finding is an error. */
export type Checked<T> = Readonly<{ value: T | null; findings: readonly Finding[] }>;

export function hasError(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}

/** Every cell that a place names, in order. */
export function cellsOf({ cell, cells }: Place): readonly string[] {
  return cells ?? (cell === undefined ? [] : [cell]);
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** In their order among those as bad. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}
