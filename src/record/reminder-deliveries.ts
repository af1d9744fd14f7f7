/** A step of the ledger's tables: a delivery is of an edition or of a reminder. Both engines rebuild the tables alike. */
import { deliveryEventTable } from './delivery-tables.ts';
import type { Spelling } from './engine.ts';
import { layTable, words } from './first-tables.ts';

const KEPT =
  'id, edition, period, channel, recipient, name, address, subject, text, files, classification';
const EVENT = 'delivery, step, state, at, worker, code, said, until';

export function reminderDeliveries(spelling: Spelling): readonly string[] {
  const { text } = spelling;
  const delivery = {
    name: 'delivery',
    columns: [
      'id integer not null',
      'edition integer references edition (id)',
      'reminder integer references reminder (id)',
      ...words(text, 'period channel recipient name address subject text files classification'),
      'check ((edition is null) <> (reminder is null))',
    ],
    keys: [['id'], ['edition', 'channel', 'recipient'], ['reminder', 'channel', 'recipient']],
  };
  return [
    `create table delivery_before as select ${KEPT} from delivery`,
    `create table event_before as select ${EVENT} from delivery_event`,
    'drop table delivery_event',
    'drop table delivery',
    ...layTable(delivery, spelling),
    ...layTable(deliveryEventTable(spelling), spelling),
    `insert into delivery (${KEPT}) select ${KEPT} from delivery_before order by id`,
    `insert into delivery_event (${EVENT}) select ${EVENT} from event_before order by delivery, step`,
    'drop table event_before',
    'drop table delivery_before',
    'create index delivery_by_period on delivery (period, id)',
  ];
}
