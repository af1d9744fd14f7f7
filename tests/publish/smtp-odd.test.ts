/** Mail against a server that breaks the rules: it never ends its answer, gives one too many, or repeats what it was told. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LONG } from '../build/long.ts';
import type { Verdict } from '../../src/model/delivery.ts';
import { channelsAt } from '../../src/publish/channels.ts';
import { mailOf } from '../../src/publish/mail.ts';
import { openMail } from '../../src/publish/smtp.ts';
import { aCertificate } from '../build/certificate.ts';
import { aMailPlan, aParcel, notedSteps } from '../build/parcel.ts';
import { aRawSmtp, type Odd, type RawSmtp } from '../build/raw-smtp.ts';

const certificate = aCertificate();
const PATIENCE = { connect: 2000, greeting: 2000, silence: 1000, whole: 1500 };

let peer: RawSmtp;

afterEach(() => {
  peer.close();
});

async function send(odd: Odd, parcel = aParcel()): Promise<Verdict> {
  peer = await aRawSmtp(certificate, odd);
  const channel = openMail(aMailPlan(peer.port, { user: 'zzb' }), {
    password: '授权码',
    certificates: [certificate.cert],
    patience: PATIENCE,
  });
  return channel.send(parcel, notedSteps());
}

describe.runIf(LONG)('an answer', () => {
  it.each([
    ['EHLO', 'stopped'],
    ['AUTH', 'stopped'],
    ['MAIL', 'retry'],
    ['RCPT', 'retry'],
    ['DATA', 'retry'],
    ['dot', 'uncertain'],
  ] as const)('to %s that drips without an end is %s', async (point, state) => {
    expect(await send({ [point]: 'drip' })).toMatchObject({ state, code: 'ETIMEDOUT' });
  });

  it.each(['MAIL', 'RCPT'] as const)(
    'too many to %s leaves it open what was taken',
    async (point) => {
      const verdict = await send({ [point]: '250 ok\r\n250 ok\r\n' });
      expect(verdict).toMatchObject({ state: 'uncertain', code: '354' });
    },
  );

  it('of success before the mail has ended is no success', async () => {
    const large = aParcel({}, new Uint8Array(12_000_000).fill(65));
    expect(await send({ early: '250 queued\r\n' }, large)).toMatchObject({ state: 'uncertain' });
    expect(peer.whole).toEqual([]);
  });
});

it('that repeats a login tells nobody the password, in whatever letters', async () => {
  const secret = 'hunter2-授权码';
  const plain = Buffer.from(`\0zzb\0${secret}`).toString('base64');
  const login = Buffer.from(secret).toString('base64');
  peer = await aRawSmtp(certificate, {
    AUTH: `535 ${plain} ${login} ${secret} ${'x'.repeat(3000)}\r\n`,
  });
  const home = await mkdtemp(join(tmpdir(), 'tongbao-home-'));
  await writeFile(join(home, 'ca.pem'), certificate.cert);
  const environment = { TONGBAO_YOUXIANG_PASSWORD: secret };
  const open = channelsAt({ home, secrets: join(home, 'secrets.yaml'), environment });
  const channel = await open(aMailPlan(peer.port, { user: 'zzb', ca: 'ca.pem' }));
  const { state, code, said } = await channel.send(aParcel(), notedSteps());
  expect([state, code, said.slice(0, 16)]).toEqual(['stopped', '535', '535 *** *** *** ']);
  expect(said.length).toBeLessThanOrEqual(500);
  await rm(home, { recursive: true });
});

describe('the name of the mail that is answered', () => {
  const named = async (answers: string): Promise<string> => {
    const { bytes } = await mailOf(aMailPlan(25), { ...aParcel(), answers });
    return bytes.toString('latin1').split('\r\n\r\n')[0]!;
  };

  it('stands in the answer', async () => {
    expect(await named('<m1@example.gov.cn>')).toMatch(/^In-Reply-To: <m1@example\.gov\.cn>\r$/m);
  });

  it.each(['<m1@x>\r\nBcc: evil@example.cn', `<${'a'.repeat(3000)}@x>`, '<寿光@x>', 'm1', ''])(
    'does not where it could be anything else: %j',
    async (answers) => {
      const head = await named(answers);
      expect(head).not.toMatch(/^(?:In-Reply-To|References|Bcc):|[^\r\n -~]|.{999}/im);
    },
  );
});
