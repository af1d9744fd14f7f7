/** The ledger on a server: the contract where TONGBAO_TEST_POSTGRES names one, each case in a schema of its own. */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../../src/record/open.ts';
import { accepting, anArrival, aSubmission } from './builders.ts';
import { ledgerContract, type Site } from './contract.ts';

const SERVER = process.env['TONGBAO_TEST_POSTGRES'] ?? '';

async function ask(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function makeSite(): Promise<Site> {
  const schema = `t_${randomUUID().replaceAll('-', '')}`;
  await ask(SERVER, `create schema ${schema}`);
  const url = new URL(SERVER);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return {
    open: () => openLedger({ url: url.href }),
    raw: (sql) => ask(url.href, sql),
    clear: async () => {
      await ask(SERVER, `drop schema ${schema} cascade`);
    },
  };
}

describe.skipIf(SERVER === '')('with a server', () => {
  ledgerContract('a ledger on PostgreSQL', makeSite);

  it('lets no table be emptied, not even by a session that plays replica', async () => {
    const site = await makeSite();
    const ledger = await site.open();
    await ledger.record(anArrival('v1'), accepting(aSubmission()));
    const refused = /append-only/;
    await expect(site.raw('truncate receipt')).rejects.toThrow(refused);
    const replica = `set session_replication_role = replica; delete from receipt`;
    await expect(site.raw(replica)).rejects.toThrow(refused);
    expect(await ledger.arrivalCount()).toBe(1);
    await ledger.close();
    await site.clear();
  });

  it('goes on after the server has dropped its connections', async () => {
    const site = await makeSite();
    const ledger = await site.open();
    await ledger.record(anArrival('v1'), accepting(aSubmission()));
    await site.raw(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'tongbao' and pid <> pg_backend_pid()
         and datname = current_database()`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await ledger.arrivalCount()).toBe(1);
    await ledger.close();
    await site.clear();
  });
});

describe('without a server', () => {
  it('says so, without the password', async () => {
    const url = 'postgres://tongbao:secret@127.0.0.1:1/none';
    const error: unknown = await openLedger({ url }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'outsideDown', code: 'ledger-unreachable' });
    expect(JSON.stringify(error)).not.toContain('secret');
  });
});
