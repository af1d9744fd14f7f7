/** A real Postfix on a loopback port with a queue of its own: one domain's mail lies in a folder, all other addresses bounce. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Certificate } from './certificate.ts';
import { freePort, idsOf, listening } from './servers.ts';

/** Only the system's administrator starts one. */
export const hasPostfix = ((): boolean => {
  try {
    execFileSync('postconf', ['mail_version'], { stdio: 'ignore' });
    return userInfo().uid === 0;
  } catch {
    return false;
  }
})();

export type Postfix = Readonly<{ port: number; close(): Promise<void> }>;

/** @param maildir where mail to example.gov.cn goes; it is nobody's own. */
export async function aPostfix({ key, cert }: Certificate, maildir: string): Promise<Postfix> {
  const folder = mkdtempSync(join(tmpdir(), 'tongbao-postfix-'));
  chmodSync(folder, 0o755);
  for (const name of ['queue', 'data']) mkdirSync(join(folder, name));
  execFileSync('chown', ['postfix', join(folder, 'data')]);
  writeFileSync(join(folder, 'key.pem'), key);
  writeFileSync(join(folder, 'cert.pem'), cert);
  const [port, next] = [await freePort(), await freePort()];
  writeFileSync(join(folder, 'main.cf'), main(folder, maildir, next));
  writeFileSync(join(folder, 'master.cf'), master(port, next));
  const run = (command: string): void => {
    execFileSync('postfix', ['-c', folder, command], { stdio: 'ignore' });
  };
  run('start');
  await listening(port, () => false);
  return {
    port,
    close() {
      run('stop');
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

function main(folder: string, maildir: string, next: number): string {
  const { uid, gid } = idsOf('nobody');
  return `
compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file = ${folder}/log
maillog_file_prefixes = ${folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.example.gov.cn
mydestination =
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_tls_security_level = may
smtpd_tls_key_file = ${folder}/key.pem
smtpd_tls_cert_file = ${folder}/cert.pem
virtual_mailbox_domains = example.gov.cn
virtual_mailbox_base = ${maildir}/..
virtual_mailbox_maps = static:mail/
virtual_uid_maps = static:${String(uid)}
virtual_gid_maps = static:${String(gid)}
virtual_minimum_uid = 1
default_transport = smtp:[127.0.0.1]:${String(next)}
`;
}

/** The services that take a mail, give it to a folder, or pass it on to a server that knows nobody. */
function master(port: number, next: number): string {
  return `127.0.0.1:${String(port)} inet n - n - - smtpd
127.0.0.1:${String(next)} inet n - n - - smtpd
  -o myhostname=next.example.cn
  -o { smtpd_recipient_restrictions = check_recipient_access static:{550 5.1.1 no such mailbox} }
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`;
}
