/** The tables of signing: the log of acts, reviews of drafts, signed editions with their files, and releases. */
import type { Spelling } from './engine.ts';
import { layTable, words, type Table } from './first-tables.ts';

/** A number of a year is signed anew only as the next signature of the same number: no doubles; gaps are refused on the way in. */
export function editionTables(spelling: Spelling): readonly string[] {
  const tables = tablesOf(spelling.text).flatMap((table) => layTable(table, spelling));
  return [...tables, 'create index act_by_subject on act (subject)'];
}

function tablesOf(text: string): readonly Table[] {
  return [
    ...signingTables(text),
    {
      name: 'edition',
      columns: [
        'id integer not null',
        'review integer not null references review (id)',
        'year integer not null',
        'number integer not null check (number > 0)',
        'total integer not null',
        'signature integer not null check (signature > 0)',
        ...words(text, 'period about document_number title file_name snapshot plan template'),
        ...words(text, 'issued_on printed_on pdf who at'),
        'pages integer not null',
        'foreign key (pdf) references blob (sha256)',
        'foreign key (plan) references kept_text (sha256)',
        'foreign key (template) references kept_text (sha256)',
      ],
      keys: [['id'], ['year', 'number', 'signature']],
    },
    {
      name: 'edition_file',
      columns: [
        'edition integer not null references edition (id)',
        'position integer not null',
        ...words(text, 'file_name sha256'),
        `unit ${text}`,
        'foreign key (sha256) references blob (sha256)',
      ],
      keys: [
        ['edition', 'position'],
        ['edition', 'file_name'],
      ],
    },
    {
      name: 'edition_release',
      columns: ['edition integer not null references edition (id)', ...words(text, 'who at')],
      keys: [['edition']],
    },
  ];
}

function signingTables(text: string): readonly Table[] {
  return [
    {
      name: 'act',
      columns: ['seq integer not null', ...words(text, 'at who what subject detail before hash')],
      keys: [['seq'], ['hash'], ['before']],
    },
    {
      name: 'review',
      columns: [
        'id integer not null',
        'draft integer not null references draft (id)',
        ...words(text, 'who at'),
      ],
      keys: [['id'], ['draft']],
    },
  ];
}
