/** Mail against a real SMTP server: what arrives, and what each kind of failure is taken for. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { ClaimLost, type MailPlan, type Verdict } from '../../src/model/delivery.ts';
import { openMail } from '../../src/publish/smtp.ts';
import { aCertificate } from '../build/certificate.ts';
import { aMailPlan, aParcel, notedSteps, PDF, TITLE } from '../build/parcel.ts';
import { anSmtpPeer, type Fault, type PeerOptions, type SmtpPeer } from '../build/smtp-peer.ts';

const certificate = aCertificate();
const PATIENCE = { connect: 2000, greeting: 2000, silence: 1000, whole: 30_000 };

let peer: SmtpPeer | null = null;

afterEach(async () => {
  await peer?.close();
  peer = null;
});

async function listen(options: Partial<PeerOptions> = {}): Promise<SmtpPeer> {
  peer = await anSmtpPeer({ certificate, ...options });
  return peer;
}

/** One attempt at a peer. */
async function send(
  plan: Partial<MailPlan> = {},
  { password = null, trusted = true, steps = notedSteps(), parcel = aParcel() } = {},
): Promise<Verdict> {
  const certificates = trusted ? [certificate.cert] : null;
  const channel = openMail(aMailPlan(peer!.port, plan), {
    password,
    certificates,
    patience: PATIENCE,
  });
  return channel.send(parcel, steps);
}

/** The parts of a MIME text, decoded. */
function partsOf(raw: string): readonly Readonly<{ head: string; body: Buffer }>[] {
  const boundary = /boundary="([^"]+)"/.exec(raw)![1]!;
  return raw
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [head = '', ...body] = part.split('\r\n\r\n');
      const isBase64 = head.includes('base64');
      return { head, body: Buffer.from(body.join('\r\n\r\n'), isBase64 ? 'base64' : 'latin1') };
    });
}

describe('a mail', () => {
  it('arrives whole over STARTTLS, to the one recipient, with its Chinese file name', async () => {
    const { received } = await listen();
    const steps = notedSteps();
    expect(await send({}, { steps })).toMatchObject({ state: 'sent', code: '250' });
    expect(steps.points).toEqual(['ready', 'data', 'final-dot', 'dotted', 'answered']);
    expect(received).toHaveLength(1);
    const [{ to, from, raw }] = received as [SmtpPeer['received'][number]];
    expect([to, from]).toEqual(['shouguang@example.gov.cn', 'zzb@example.gov.cn']);
    const [text, pdf] = partsOf(raw);
    expect(text!.body.toString()).toContain('现送上通报');
    expect(Buffer.compare(pdf!.body, PDF)).toBe(0);
    const name = [...pdf!.head.matchAll(/filename\*\d+\*=(?:utf-8'')?([^;\s]+)/g)];
    expect(decodeURIComponent(name.map(([, piece]) => piece).join(''))).toBe(`${TITLE}.pdf`);
    expect(raw).toContain('Auto-Submitted: auto-generated');
  });

  it('arrives over TLS from the start, after a login', async () => {
    const { received, logins } = await listen({ secure: true, password: '授权码' });
    const plan = { security: 'tls', user: 'zzb@example.gov.cn' } as const;
    expect(await send(plan, { password: '授权码' as never })).toMatchObject({ state: 'sent' });
    expect([received.length, logins]).toEqual([1, ['zzb@example.gov.cn']]);
  });

  it('is the same to the byte when it is sent again, Message-ID and all', async () => {
    const { received } = await listen();
    await send();
    await send();
    await send({}, { parcel: aParcel({ recipient: 'unit:other' }) });
    const [first, second, other] = received.map(({ raw }) => raw);
    expect(second).toBe(first);
    const idOf = (raw: string): string => /Message-ID: (<[^>]+>)/i.exec(raw)![1]!;
    expect(idOf(first!)).toMatch(/^<[0-9a-f]{32}\.tongbao@example\.gov\.cn>$/);
    expect(idOf(other!)).not.toBe(idOf(first!));
  });

  it.each([
    'kuiwen@example.cn\r\nRCPT TO:<evil@example.cn>',
    'a@example.cn,evil@example.cn',
    '<evil@example.cn>',
    'a b@example.cn',
    'a@localhost',
    '',
  ])('is not sent to %j', async (address) => {
    const { received } = await listen();
    const verdict = await send({}, { parcel: aParcel({ address }) });
    expect(verdict).toMatchObject({ state: 'failed', code: 'address' });
    expect(received).toEqual([]);
  });

  it('hides no second recipient in a name or a subject', async () => {
    const { received } = await listen();
    const evil = '"寿光" <evil@example.cn>\r\nBcc: evil@example.cn';
    await send({}, { parcel: aParcel({ name: evil, subject: evil }) });
    expect(received.map(({ to }) => to)).toEqual(['shouguang@example.gov.cn']);
    expect(received[0]!.raw).not.toMatch(/^Bcc:/im);
  });
});

/** More than the sockets between hold, so that the server has it coming in when it cuts the connection. */
const LARGE = aParcel({}, new Uint8Array(12_000_000).fill(65));

describe('a failure', () => {
  const cases: readonly (readonly [Fault, Verdict['state'], string, object])[] = [
    ['451', 'retry', '451', {}],
    ['550', 'failed', '550', {}],
    ['unknown', 'failed', '550', {}],
    ['553', 'stopped', '553', {}],
    ['qq', 'retry', '550', { minutes: 45 }],
    ['163', 'retry', '554', { minutes: 30, once: true }],
    ['half', 'retry', 'ECONNECTION', {}],
    ['drop-before', 'uncertain', 'ECONNECTION', {}],
    ['drop-after', 'uncertain', 'ECONNECTION', {}],
    ['hang', 'uncertain', 'ETIMEDOUT', {}],
  ];

  it.each(cases)('%s is %s', async (fault, state, code, more) => {
    await listen({ script: [fault] });
    expect(await send({}, { parcel: fault === 'half' ? LARGE : aParcel() })).toMatchObject({
      state,
      code,
      ...more,
    });
  });

  it('of a certificate that nobody vouches for stops the channel, and nothing is sent', async () => {
    const { received } = await listen();
    const steps = notedSteps();
    expect(await send({}, { trusted: false, steps })).toMatchObject({ state: 'stopped' });
    expect([steps.points, received]).toEqual([[], []]);
  });

  it('of the login stops the channel and tells no password', async () => {
    await listen({ secure: true, password: '授权码' });
    const plan = { security: 'tls', user: 'zzb@example.gov.cn' } as const;
    const verdict = await send(plan, { password: 'the wrong one' as never });
    expect(verdict).toMatchObject({ state: 'stopped', code: '535' });
    expect(JSON.stringify(verdict)).not.toContain('the wrong one');
  });

  it('of a server without STARTTLS stops the channel: nothing is sent in the clear', async () => {
    const { received } = await listen({ more: { disabledCommands: ['STARTTLS'] } });
    expect(await send()).toMatchObject({ state: 'stopped' });
    expect(received).toEqual([]);
  });

  it('of a server that is not there stops the channel', async () => {
    const { port, close } = await listen();
    await close();
    const channel = openMail(aMailPlan(port), { password: null, certificates: null });
    expect(await channel.send(aParcel(), notedSteps())).toMatchObject({ state: 'stopped' });
    peer = null;
  });

  it('of a mail larger than the server takes is final', async () => {
    const { received } = await listen({ more: { size: 1000 } });
    expect(await send()).toMatchObject({ state: 'failed' });
    expect(received).toEqual([]);
  });

  it('to keep the turn leaves the mail without its end, and the server without a mail', async () => {
    const { received } = await listen();
    const steps = {
      finalDot: () => Promise.reject(new ClaimLost('lost')),
      reached: () => undefined,
    };
    await expect(send({}, { steps: steps as never })).rejects.toThrow(ClaimLost);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(received).toEqual([]);
  });
});

it('asks for a notice of failure that names the delivery', async () => {
  let asked: unknown;
  await listen({
    more: {
      hideDSN: false,
      onMailFrom(address, _session, done) {
        asked = address.args;
        done(null);
      },
    },
  });
  await send();
  const id = createHash('sha256').update('1\nyouxiang\nunit:shouguang').digest('hex').slice(0, 32);
  expect(asked).toMatchObject({ RET: 'HDRS', ENVID: id });
});
