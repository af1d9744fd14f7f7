/** The first tables of the ledger, for both engines; what a query may say of them stands in `tables.ts`. */
import type { Spelling } from './engine.ts';

export type Table = Readonly<{
  name: string;
  columns: readonly string[];
  /** The unique columns, primary key first: what the table's guard lets nobody replace. */
  keys: readonly (readonly string[])[];
}>;

/** All statements, in order. */
export function firstTables(spelling: Spelling): readonly string[] {
  return [
    ...spelling.prelude,
    ...tablesOf(spelling).flatMap((table) => layTable(table, spelling)),
    'create index submission_by_period on submission (period, unit, id)',
    'create index arrival_by_bytes on arrival (sha256)',
    'create index receipt_by_period on receipt (period, number)',
    'create index entry_by_item on entry (item)',
    'create index draft_by_period on draft (period, id)',
  ];
}

/** A table that refuses every change but an insert. */
export function layTable(table: Table, spelling: Spelling): readonly string[] {
  return [createTable(table, spelling), ...spelling.guard(table.name, table.keys)];
}

function createTable({ name, columns, keys }: Table, spelling: Spelling): string {
  const unique = keys.map((of, i) => `${i === 0 ? 'primary key' : 'unique'} (${of.join(', ')})`);
  return `create table ${name} (${[...columns, ...unique].join(', ')})${spelling.tableEnd}`;
}

function tablesOf(spelling: Spelling): readonly Table[] {
  const { text } = spelling;
  return [
    { name: 'migration', columns: ['version integer not null'], keys: [['version']] },
    {
      name: 'ledger_mark',
      columns: ['id integer not null check (id = 1)', `mark ${text} not null`],
      keys: [['id']],
    },
    {
      name: 'kept_text',
      columns: [...words(text, 'sha256 kind text at'), "check (kind in ('plan', 'template'))"],
      keys: [['sha256']],
    },
    { name: 'run', columns: words(text, 'id command at'), keys: [['id']] },
    {
      name: 'run_end',
      columns: [...words(text, 'run at outcome'), 'foreign key (run) references run (id)'],
      keys: [['run']],
    },
    ...arrivalTables(spelling),
    submissionTable(text),
    entryTable(spelling),
    receiptTable(text),
    draftTable(text),
  ];
}

/** Columns of text that are never null. */
export function words(text: string, names: string): readonly string[] {
  return names.split(' ').map((name) => `${name} ${text} not null`);
}

/**
 * Original bytes are rows of `blob` and not files beside the ledger: they commit or vanish with their receipt, one
 * backup holds everything, several machines see them; workbooks of 60 KB were measured no slower than synced files.
 * `bytes` is null for what was too large to be kept.
 */
function arrivalTables({ text, bytes }: Spelling): readonly Table[] {
  return [
    {
      name: 'blob',
      columns: [...words(text, 'sha256 at'), `bytes ${bytes}`],
      keys: [['sha256']],
    },
    {
      name: 'arrival',
      columns: [
        'id integer not null',
        ...words(text, 'key sha256 channel file_name at'),
        `run ${text} references run (id)`,
        'foreign key (sha256) references blob (sha256)',
      ],
      keys: [['id'], ['key']],
    },
  ];
}

/** `supersedes` is unique: each submission has at most one successor, so the corrections of a month are one chain. */
function submissionTable(text: string): Table {
  return {
    name: 'submission',
    columns: [
      'id integer not null',
      'arrival integer not null references arrival (id)',
      ...words(text, 'unit period form plan_version filler reviewer phone'),
      'supersedes integer references submission (id)',
      'unchanged integer not null check (unchanged in (0, 1))',
    ],
    keys: [['id'], ['arrival'], ['supersedes']],
  };
}

/** Figures stay under 10^15 stored units, so that a sum of thousands of them stays inside 64 bits. */
function entryTable({ text, whole }: Spelling): Table {
  return {
    name: 'entry',
    columns: [
      'submission integer not null references submission (id)',
      'position integer not null',
      ...words(text, 'item kind state'),
      `value ${whole} check (value between -1000000000000000 and 1000000000000000)`,
      `percent ${whole}`,
      'scale integer',
      `bound ${text} check (bound in ('over', 'about', 'under'))`,
      `status ${text}`,
      `done_on ${text}`,
      ...words(text, 'words sheet cell typed'),
      "check (kind in ('figure', 'task', 'text'))",
      "check (state in ('reported', 'confirmed-zero', 'not-applicable', 'blank'))",
      "check (value is null or (kind = 'figure' and state in ('reported', 'confirmed-zero')))",
      "check (percent is null or kind = 'task')",
      'check ((scale is null) = (value is null and percent is null))',
    ],
    keys: [
      ['submission', 'item'],
      ['submission', 'position'],
    ],
  };
}

function receiptTable(text: string): Table {
  return {
    name: 'receipt',
    columns: [
      'number integer not null check (number > 0)',
      'arrival integer not null references arrival (id)',
      ...words(text, 'outcome findings cells'),
      `unit ${text}`,
      `period ${text}`,
      `form ${text}`,
      'supersedes integer references submission (id)',
      'unchanged integer not null check (unchanged in (0, 1))',
      'repeats integer references receipt (number)',
      `plan_version ${text} references kept_text (sha256)`,
      "check (outcome in ('accepted', 'returned', 'seen-before'))",
      "check ((repeats is null) = (outcome <> 'seen-before'))",
    ],
    keys: [['number'], ['arrival']],
  };
}

function draftTable(text: string): Table {
  return {
    name: 'draft',
    columns: [
      'id integer not null',
      ...words(text, 'period at snapshot plan template pdf path'),
      'pages integer not null',
      `run ${text} references run (id)`,
      'foreign key (plan) references kept_text (sha256)',
      'foreign key (template) references kept_text (sha256)',
    ],
    keys: [['id']],
  };
}
