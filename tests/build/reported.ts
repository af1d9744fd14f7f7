/** What a form reported, item by item, without where it stood: two forms that say the same are equal in it. */
import type { Entry, Submission } from '../../src/model/submission.ts';

export type Reported = ReadonlyMap<string, string>;

export function reportedIn({ entries }: Submission): Reported {
  return new Map(entries.map((entry) => [entry.item, JSON.stringify(saidBy(entry))]));
}

function saidBy(entry: Entry): readonly unknown[] {
  switch (entry.kind) {
    case 'figure':
      return [entry.state, entry.value, entry.bound, entry.remark];
    case 'task':
      return [entry.state, entry.status, entry.percent, entry.doneOn, entry.words];
    case 'text':
      return [entry.state, entry.words];
  }
}

/** Items that the two say differently. */
export function differing(a: Reported, b: Reported): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((item) => a.get(item) !== b.get(item));
}
