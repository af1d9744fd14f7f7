/** The rows that an act of the log laid down, as one hash: whoever changes a row changes no act with it. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';
import { sha256Of } from '../model/sha256.ts';

/** By an act's kind: the tables, and the column of each that holds the number in the act's subject; see `hashOfRows`. */
const LAID: Readonly<Record<string, readonly (readonly [keyof Tables, string])[]>> = {
  receive: [
    ['arrival', 'id'],
    ['receipt', 'number'],
    ['submission', 'arrival'],
    ['entry', 'submission'],
  ],
  draft: [['draft', 'id']],
  review: [['review', 'id']],
  sign: [
    ['edition', 'id'],
    ['edition_file', 'edition'],
  ],
  release: [
    ['edition_release', 'edition'],
    ['delivery', 'edition'],
  ],
  remind: [
    ['reminder', 'id'],
    ['delivery', 'reminder'],
  ],
  deliver: [['delivery_event', 'delivery']],
};

/**
 * SHA-256 of the rows as they stand, whatever the order in which an engine gives rows and columns.
 *
 * @param subject the act's: `receipt:12`, or `delivery:12/5` for no more than the first five steps.
 * @returns null for acts that lay down no rows.
 */
export async function hashOfRows(
  trx: Transaction<Tables>,
  what: string,
  subject: string,
): Promise<string | null> {
  const laid = LAID[what];
  if (laid === undefined) return null;
  const [number, most] = subject
    .slice(subject.indexOf(':') + 1)
    .split('/')
    .map(Number);
  const said: string[] = [];
  for (const [table, column] of laid) {
    const query = sql<
      Readonly<Record<string, unknown>>
    >`select * from ${sql.table(table)} where ${sql.ref(column)} = ${number}${most === undefined ? sql`` : sql` and step <= ${most}`}`;
    const { rows } = await query.execute(trx);
    said.push(table, ...rows.map(inOrder).sort());
  }
  return sha256Of(JSON.stringify(said));
}

/** Columns that say where and in which run it was done, and nothing of what was reported: the same work has the same hash anywhere. */
const PLACES: readonly string[] = ['key', 'path', 'run', 'worker'];

/** What is null says nothing: a column that a later version adds changes no hash of before. */
function inOrder(row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(
    Object.entries(row)
      .filter(([name, value]) => value !== null && !PLACES.includes(name))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
