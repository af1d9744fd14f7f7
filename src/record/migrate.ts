/** Brings a ledger to the tables this code knows, all steps in one transaction, and refuses one that is ahead of it. */
import { sql } from 'kysely';
import { ledgerRefusal } from '../model/catalogue/ledger.ts';
import { clockTables } from './clock-tables.ts';
import { writing, type Engine, type Spelling } from './engine.ts';
import { deliveryTables } from './delivery-tables.ts';
import { reminderDeliveries } from './reminder-deliveries.ts';
import { draftCorrections } from './draft-corrections.ts';
import { draftSubjects } from './draft-subjects.ts';
import { editionTables } from './edition-tables.ts';
import { firstTables } from './first-tables.ts';
import { formKeyTable } from './form-key-table.ts';
import { mailAnswerTable } from './mail-answers.ts';
import { reminderTable } from './reminders.ts';
import { submittedMoments } from './sheet-acts.ts';

/** A step is never edited once released: a later one alters what it laid down. The first is version 1. */
const STEPS: readonly ((spelling: Spelling) => readonly string[])[] = [
  firstTables,
  formKeyTable,
  draftSubjects,
  editionTables,
  deliveryTables,
  reminderTable,
  clockTables,
  reminderDeliveries,
  mailAnswerTable,
  draftCorrections,
  submittedMoments,
];

/** @throws Refusal `notAllowed` when a newer Tongbao has already changed the tables. */
export async function migrate(engine: Engine): Promise<void> {
  await writing(engine, async (trx) => {
    const version = (await engine.hasTables(trx))
      ? await trx
          .selectFrom('migration')
          .select((eb) => eb.fn.max<number>('version').as('version'))
          .executeTakeFirstOrThrow()
          .then((row) => row.version)
      : 0;
    if (version > STEPS.length) throw ledgerRefusal('ledger-newer');
    for (const [i, step] of STEPS.entries()) {
      if (i < version) continue;
      for (const statement of step(engine.spelling)) await sql.raw(statement).execute(trx);
      await trx
        .insertInto('migration')
        .values({ version: i + 1 })
        .execute();
    }
  });
}
