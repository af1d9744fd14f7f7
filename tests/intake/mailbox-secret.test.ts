/** A mail server that repeats what it was sent: the mailbox's password is told to nobody. */
import { createServer } from 'node:tls';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { openMailbox } from '../../src/intake/mailbox.ts';
import { withoutSecrets } from '../../src/model/secret.ts';
import { aCertificate } from '../build/certificate.ts';
import { aMailbox } from '../build/parcel.ts';

const PASSWORD = 'geheim+wort-7';

it.each(['AUTH=PLAIN SASL-IR', ''])('stars the password that comes back (%s)', async (offers) => {
  const { key, cert } = aCertificate();
  const server = createServer({ key, cert }, (socket) => {
    socket.write('* OK ready\r\n');
    socket.on('data', (bytes: Buffer) => {
      for (const line of bytes.toString().split('\r\n').filter(Boolean)) {
        const [tag = '*', verb = ''] = line.split(' ');
        if (verb === 'CAPABILITY') socket.write(`* CAPABILITY IMAP4rev1 ${offers}\r\n`);
        const isLogin = verb === 'LOGIN' || verb === 'AUTHENTICATE';
        const answer = isLogin ? `NO [AUTHENTICATIONFAILED] not with ${line}` : 'OK done';
        socket.write(`${tag} ${answer}\r\n`);
      }
    });
    socket.on('error', () => undefined);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const opening = { password: PASSWORD, certificates: () => [cert] };
  const refusal: unknown = await openMailbox(aMailbox({ port }), opening).catch((e: unknown) => e);
  server.close();
  expect(refusal).toMatchObject({ kind: 'outsideDown', code: 'mailbox-down' });
  const told = inspect(refusal, { depth: 9 });
  expect(told).toContain('EAUTH');
  for (const spelling of [PASSWORD, Buffer.from(`\0zzb\0${PASSWORD}`).toString('base64')]) {
    expect(told).not.toContain(spelling);
  }
});

it('knows a secret in its other spellings', () => {
  const packed = Buffer.from(`\0user\0${PASSWORD}`).toString('base64');
  const said = `535 ${packed} ?k=${encodeURIComponent(PASSWORD)} ${PASSWORD} DXFLDkvKAHR0xQ0`;
  expect(withoutSecrets(said, [PASSWORD, ''])).toBe('535 *** ?k=*** *** DXFLDkvKAHR0xQ0');
});
