/** What an edit means for the values that are accepted: the oracle that each edit carries with it. */
import type { Reported } from '../build/reported.ts';

/** `reads`: accepted, with these items changed and all others as they were. `refused`: by a finding of one of these codes, at that cell. */
export type Meaning =
  | Readonly<{ reads: Readonly<Record<string, Change>>; told?: string }>
  | Readonly<{ refused: readonly string[]; at?: string }>
  | Readonly<{ sameOr: readonly string[] }>;

/** What becomes of an item's report, part by part. */
type Change = (parts: readonly unknown[]) => readonly unknown[];

export const SAME: Meaning = { reads: {} };

/** The same values, and a finding that names this cell. */
export function sameBut(told: string): Meaning {
  return { reads: {}, told };
}

export function reads(item: string, change: Change): Meaning {
  return { reads: { [item]: change } };
}

/** A figure's new value; its state follows from it. */
export function figure(value: string): Change {
  return ([, , bound, remark]) => [
    value === '0' ? 'confirmed-zero' : 'reported',
    value,
    bound,
    remark,
  ];
}

/** One part of a report gives way. */
export function part(at: number, value: unknown): Change {
  return (parts) => parts.map((own, index) => (index === at ? value : own));
}

export function refused(codes: string | readonly string[], at?: string): Meaning {
  const listed = typeof codes === 'string' ? [codes] : codes;
  return at === undefined ? { refused: listed } : { refused: listed, at };
}

export function expected(sound: Reported, changes: Readonly<Record<string, Change>>): Reported {
  return new Map(
    [...sound].map(([item, said]) => {
      const change = changes[item];
      return [
        item,
        change === undefined ? said : JSON.stringify(change(JSON.parse(said) as unknown[])),
      ];
    }),
  );
}
