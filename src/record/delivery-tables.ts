/** The tables of deliveries: what goes to whom, and the events that give each its state. */
import { DELIVERY_STATES } from '../model/delivery.ts';
import type { Spelling } from './engine.ts';
import { layTable, words, type Table } from './first-tables.ts';

export function deliveryTables(spelling: Spelling): readonly string[] {
  const { text } = spelling;
  const delivery = {
    name: 'delivery',
    columns: [
      'id integer not null',
      'edition integer not null references edition (id)',
      ...words(text, 'period channel recipient name address subject text files classification'),
    ],
    keys: [['id'], ['edition', 'channel', 'recipient']],
  };
  return [
    ...layTable(delivery, spelling),
    ...layTable(deliveryEventTable(spelling), spelling),
    'create index delivery_by_period on delivery (period, id)',
  ];
}

/** The events that give a delivery its state. */
export function deliveryEventTable({ text }: Spelling): Table {
  const states = DELIVERY_STATES.map((state) => `'${state}'`).join(', ');
  return {
    name: 'delivery_event',
    columns: [
      'delivery integer not null references delivery (id)',
      'step integer not null check (step > 0)',
      ...words(text, 'state at worker code said'),
      `until ${text}`,
      `check (state in (${states}))`,
    ],
    keys: [['delivery', 'step']],
  };
}
