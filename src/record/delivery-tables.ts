/** The tables of deliveries: what goes to whom, and the events that give each its state. */
import { DELIVERY_STATES } from '../model/delivery.ts';
import type { Spelling } from './engine.ts';
import { layTable, words } from './first-tables.ts';

export function deliveryTables(spelling: Spelling): readonly string[] {
  const { text } = spelling;
  const states = DELIVERY_STATES.map((state) => `'${state}'`).join(', ');
  const delivery = {
    name: 'delivery',
    columns: [
      'id integer not null',
      'edition integer not null references edition (id)',
      ...words(text, 'period channel recipient name address subject text files classification'),
    ],
    keys: [['id'], ['edition', 'channel', 'recipient']],
  };
  const event = {
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
  return [
    ...layTable(delivery, spelling),
    ...layTable(event, spelling),
    'create index delivery_by_period on delivery (period, id)',
  ];
}
