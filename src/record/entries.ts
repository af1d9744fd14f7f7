/** Entries as rows: figures become whole numbers at their scale, and come back as the same decimals. */
import { sql, type Insertable, type RawBuilder, type Selectable, type Transaction } from 'kysely';
import { decimal, decimalText, fromScaled, toScaled } from '../model/decimal.ts';
import type { Entry } from '../model/submission.ts';
import { storable } from './storable.ts';
import type { Tables } from './tables.ts';

type NewRow = Insertable<Tables['entry']>;
type Numbers = Pick<NewRow, 'value' | 'percent' | 'scale' | 'bound' | 'status' | 'done_on'>;
type Scaled = Readonly<{ stored: bigint | null; scale: number | null }>;

/** A row as it is read: 64-bit numbers as text, since neither driver hands them over exactly as numbers. */
export type EntryRow = Omit<Selectable<Tables['entry']>, 'value' | 'percent'> &
  Readonly<{ value: string | null; percent: string | null }>;

/** The columns of `entry` to read, of whatever the query joins it with. */
export const ENTRY_COLUMNS = [
  'entry.submission',
  'entry.position',
  'entry.item',
  'entry.kind',
  'entry.state',
  'entry.scale',
  'entry.bound',
  'entry.status',
  'entry.done_on',
  'entry.words',
  'entry.sheet',
  'entry.cell',
  'entry.typed',
] as const;

/** A 64-bit column as text. */
export function asText(column: 'entry.value' | 'entry.percent'): RawBuilder<string | null> {
  return sql<string | null>`cast(${sql.ref(column)} as text)`;
}

/** Few enough rows that their values stay under both engines' limits of parameters in a statement. */
const ROWS_AT_ONCE = 200;

/** @throws RangeError at a figure that has more decimals than its scale, or is beyond 10^15 at it: `check` refuses those. */
export async function appendEntries(
  trx: Transaction<Tables>,
  submission: number,
  entries: readonly Entry[],
): Promise<void> {
  const rows = entries.map((entry, position) => rowOf(entry, submission, position));
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await trx
      .insertInto('entry')
      .values(rows.slice(start, start + ROWS_AT_ONCE))
      .execute();
  }
}

function rowOf(entry: Entry, submission: number, position: number): NewRow {
  return {
    submission,
    position,
    item: entry.item,
    kind: entry.kind,
    state: entry.state,
    words: storable(entry.kind === 'figure' ? entry.remark : entry.words),
    sheet: storable(entry.sheet),
    cell: entry.cell,
    typed: storable(entry.typed),
    ...numbersOf(entry),
  };
}

/** The columns that only figures or only tasks have. */
function numbersOf(entry: Entry): Numbers {
  const none = {
    value: null,
    percent: null,
    scale: null,
    bound: null,
    status: null,
    done_on: null,
  };
  switch (entry.kind) {
    case 'figure': {
      const { stored: value, scale } = scaled(entry.value, entry.decimals);
      return { ...none, value, scale, bound: entry.bound };
    }
    case 'task': {
      const { stored: percent, scale } = scaled(entry.percent);
      return { ...none, percent, scale, status: entry.status, done_on: entry.doneOn };
    }
    case 'text':
      return none;
  }
}

function scaled(text: string | null, decimals = text?.split('.')[1]?.length ?? 0): Scaled {
  if (text === null) return { stored: null, scale: null };
  const stored = toScaled(decimal(text), decimals);
  if (stored === null)
    throw new RangeError(`${text} cannot be stored at scale ${String(decimals)}`);
  return { stored, scale: decimals };
}

/** The entry of a row; a figure's value in its shortest spelling. */
export function entryOf(row: EntryRow): Entry {
  const { item, state, words, sheet, cell, typed } = row;
  const origin = { sheet, cell, typed, item, state };
  switch (row.kind) {
    case 'figure': {
      const value = unscaled(row.value, row.scale);
      return { ...origin, kind: 'figure', value, bound: row.bound, remark: words };
    }
    case 'task': {
      const percent = unscaled(row.percent, row.scale);
      const { status, done_on: doneOn } = row;
      return { ...origin, kind: 'task', status, percent, doneOn, words };
    }
    case 'text':
      return { ...origin, kind: 'text', words };
  }
}

function unscaled(stored: string | null, scale: number | null): string | null {
  // A whole number is stored as it is spelt: most figures are, and history is read for every form.
  if (stored === null || (scale ?? 0) === 0) return stored;
  return decimalText(fromScaled(BigInt(stored), scale ?? 0));
}

/** Whether two forms say the same (无变化): every item's state, figure and words; not the cells they stood in. */
export function saysTheSame(a: readonly Entry[], b: readonly Entry[]): boolean {
  const said = new Map(a.map((entry) => [entry.item, saying(entry)]));
  return a.length === b.length && b.every((entry) => said.get(entry.item) === saying(entry));
}

function saying(entry: Entry): string {
  switch (entry.kind) {
    case 'figure':
      return JSON.stringify([entry.state, plain(entry.value), entry.bound, storable(entry.remark)]);
    case 'task': {
      const { state, status, percent, doneOn, words } = entry;
      return JSON.stringify([state, status, plain(percent), doneOn, storable(words)]);
    }
    case 'text':
      return JSON.stringify([entry.state, storable(entry.words)]);
  }
}

function plain(text: string | null): string | null {
  return text === null ? null : decimalText(decimal(text));
}
