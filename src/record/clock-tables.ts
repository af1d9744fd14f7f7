/** The tables of the clock: plans it went by, slots, attempts with their ends, and the lease. */
import type { Spelling } from './engine.ts';
import { layTable, words, type Table } from './first-tables.ts';

/**
 * The lease alone is changed in place: it says who is at work now, which is no history; every taking of it leaves its
 * token in `slot_start`. It compares no clocks: a holder lives as long as its `beat` grows.
 */
export function clockTables(spelling: Spelling): readonly string[] {
  const { text } = spelling;
  const tables: readonly Table[] = [
    {
      name: 'clock_plan',
      columns: [
        'id integer not null',
        ...words(text, 'plan jobs at'),
        'foreign key (plan) references kept_text (sha256)',
      ],
      keys: [['id']],
    },
    {
      name: 'slot',
      columns: ['id integer not null', ...words(text, 'job key due')],
      keys: [['id'], ['job', 'key']],
    },
    {
      name: 'slot_start',
      columns: [
        'id integer not null',
        'slot integer not null references slot (id)',
        'attempt integer not null check (attempt > 0)',
        'token integer not null',
        'merged integer not null',
        ...words(text, 'reason run at'),
        'foreign key (run) references run (id)',
      ],
      keys: [['slot', 'attempt'], ['run'], ['id']],
    },
    {
      name: 'slot_end',
      columns: [
        'slot integer not null',
        'attempt integer not null',
        ...words(text, 'at outcome kind cause action'),
        "check (outcome in ('done', 'failed', 'skipped', 'lost'))",
        'foreign key (slot, attempt) references slot_start (slot, attempt)',
      ],
      keys: [['slot', 'attempt']],
    },
  ];
  return [
    ...tables.flatMap((table) => layTable(table, spelling)),
    `create table lease (name ${text} not null, token integer not null, holder ${text} not null, beat integer not null, primary key (name))${spelling.tableEnd}`,
    "insert into lease (name, token, holder, beat) values ('clock', 0, '', 0)",
  ];
}
