/** kill −9 at every named point of sending: no mail twice, none lost unseen. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lastEvent, type DeliveryPlan, type DeliveryState } from '../src/model/delivery.ts';
import { openLedger } from '../src/record/open.ts';
import { aCertificate } from './build/certificate.ts';
import { crashPlan } from './build/crash-plan.ts';
import { release } from './build/released.ts';
import { anSmtpPeer, type PeerOptions, type SmtpPeer } from './build/smtp-peer.ts';
import { LONG } from './build/long.ts';

const CHILD = fileURLToPath(new URL('build/crash-child.ts', import.meta.url));
const NOW = '2007-06-08T12:00:00+08:00';
/** After the lease of whoever died. */
const LATER = '2007-06-08T12:11:00+08:00';
/** More than the sockets hold, so that a mail is cut in its middle. */
const LARGE = new Uint8Array(6_000_000).fill(66);
const SMALL = new TextEncoder().encode('%PDF-1.7 the bulletin');

describe('a sender that is killed', () => {
  let home: string;
  let peer: SmtpPeer;
  let child: ChildProcess | null;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'tongbao-crash-'));
    child = null;
  });

  afterEach(async () => {
    await peer.close();
    await rm(home, { recursive: true });
  });

  async function prepare(
    options: Partial<PeerOptions> = {},
    bytes: Uint8Array = SMALL,
  ): Promise<void> {
    const certificate = aCertificate();
    peer = await anSmtpPeer({ certificate, ...options });
    await writeFile(join(home, 'ca.pem'), certificate.cert);
    const ledger = await openLedger({ file: join(home, 'ledger.sqlite') });
    await release(ledger, crashPlan(peer.port), { bytes });
    await ledger.close();
  }

  /** Runs the sender to its end, and answers how it ended. */
  async function run(
    now: string,
    { point = '', policy = 'hold' }: { point?: string; policy?: DeliveryPlan['uncertain'] } = {},
  ): Promise<string> {
    const argv = [CHILD, home, String(peer.port), now, policy, point];
    child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'inherit'] });
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    return signal ?? String(code);
  }

  async function states(): Promise<readonly DeliveryState[]> {
    const ledger = await openLedger({ file: join(home, 'ledger.sqlite') });
    const all = await ledger.deliveries();
    await ledger.close();
    return all.map((delivery) => lastEvent(delivery).state);
  }

  /** Recipients that got a mail, in the order of their getting it. */
  function got(): readonly string[] {
    return peer.received.map(({ to }) => to.slice(0, to.indexOf('@')));
  }

  const units = crashPlan(0).units.map(({ id }) => String(id));
  const [first, second, third] = units as [string, string, string];

  it.each(LONG ? ['claimed', 'ready', 'data', 'before final-dot'] : ['before final-dot'])(
    'at “%s” has sent nothing: the mail goes out later, once',
    async (point) => {
      await prepare();
      expect(await run(NOW, { point })).toBe('SIGKILL');
      expect(got()).toEqual([first]);
      expect(await run(NOW)).toBe('0');
      expect(got()).toEqual([first, third]);
      expect(await run(LATER)).toBe('0');
      expect(got()).toEqual([first, third, second]);
      expect(await states()).toEqual(['sent', 'sent', 'sent']);
    },
  );

  it.runIf(LONG)('while the mail is coming in at the server has sent nothing either', async () => {
    let mails = 0;
    const onFirst = (): void => {
      mails += 1;
      if (mails === 2) child?.kill('SIGKILL');
    };
    await prepare({ onFirst }, LARGE);
    expect(await run(NOW)).toBe('SIGKILL');
    expect(got()).toEqual([first]);
    await run(LATER);
    expect(got().toSorted()).toEqual(units.toSorted());
    expect(await states()).toEqual(['sent', 'sent', 'sent']);
  });

  it.each([
    ['after final-dot', [first, third]],
    ['answered', [first, second, third]],
    ['before sent', [first, second, third]],
  ])('at “%s” leaves one of which nobody knows, and it is held', async (point, arrived) => {
    await prepare();
    expect(await run(NOW, { point })).toBe('SIGKILL');
    await run(LATER);
    await run(LATER);
    expect(got()).toEqual(arrived);
    expect(await states()).toEqual(['sent', 'uncertain', 'sent']);
  });

  it('while the server stores the mail leaves one of which nobody knows', async () => {
    let mails = 0;
    await prepare({
      onWhole() {
        mails += 1;
        if (mails === 2) child?.kill('SIGKILL');
      },
    });
    expect(await run(NOW)).toBe('SIGKILL');
    await run(LATER);
    expect(got()).toEqual([first, second, third]);
    expect(await states()).toEqual(['sent', 'uncertain', 'sent']);
  });

  it('after the ledger knows that it was sent sends it never again', async () => {
    await prepare();
    expect(await run(NOW, { point: 'after sent' })).toBe('SIGKILL');
    await run(LATER);
    expect(got()).toEqual([first, second, third]);
    expect(await states()).toEqual(['sent', 'sent', 'sent']);
  });

  it('is made good by a plan that sends once more what nobody knows of', async () => {
    await prepare();
    await run(NOW, { point: 'after final-dot', policy: 'resend' });
    await run(LATER, { policy: 'resend' });
    expect(got().toSorted()).toEqual(units.toSorted());
    expect(await states()).toEqual(['sent', 'sent', 'sent']);
  });
});
