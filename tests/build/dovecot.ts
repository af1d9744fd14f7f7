/** A real Dovecot on a loopback port, started in user space, its mail in a folder of the test's own. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Certificate } from './certificate.ts';
import { freePort, idsOf, listening, type Ids } from './servers.ts';

const DOVECOT = 'dovecot';

export const hasDovecot = ((): boolean => {
  try {
    execFileSync(DOVECOT, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

export const PASSWORD = '授权码1';

export type Dovecot = Readonly<{
  port: number;
  /** Maildir of the one user. */
  maildir: string;
  close(): Promise<void>;
}>;

export async function aDovecot({ key, cert }: Certificate): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'tongbao-dovecot-'));
  // As root the mail belongs to an ordinary user, since Dovecot serves nobody as root.
  const isRoot = userInfo().uid === 0;
  const owner = isRoot ? idsOf('nobody') : userInfo();
  const maildir = join(folder, 'mail');
  chmodSync(folder, 0o755);
  for (const name of ['', 'new', 'cur', 'tmp']) mkdirSync(join(maildir, name));
  execFileSync('chown', ['-R', `${String(owner.uid)}:${String(owner.gid)}`, maildir]);
  writeFileSync(join(folder, 'key.pem'), key);
  writeFileSync(join(folder, 'cert.pem'), cert);
  writeFileSync(join(folder, 'users'), `zzb:{PLAIN}${PASSWORD}\n`);
  chmodSync(join(folder, 'users'), 0o644);
  const port = await freePort();
  writeFileSync(join(folder, 'dovecot.conf'), configuration(folder, port, { isRoot, owner }));
  const child = spawn(DOVECOT, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' });
  try {
    await listening(port, () => child.exitCode !== null);
  } catch (error) {
    child.kill('SIGTERM');
    throw new Error(readFileSync(join(folder, 'log'), 'utf8'), { cause: error });
  }
  return {
    port,
    maildir,
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration(
  folder: string,
  port: number,
  { isRoot, owner: { uid, gid } }: Readonly<{ isRoot: boolean; owner: Ids }>,
): string {
  const me = userInfo().username;
  return `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
${isRoot ? '' : `default_internal_user = ${me}\ndefault_login_user = ${me}\ndefault_internal_group = ${me}\n`}
mail_location = maildir:${folder}/mail
first_valid_uid = 1
first_valid_gid = 1
ssl = required
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=${String(uid)} gid=${String(gid)} home=${folder}/mail
}
service imap-login {
  ${isRoot ? '' : 'chroot ='}
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = ${String(port)}
    ssl = yes
  }
}
${isRoot ? '' : `service anvil {\n  chroot =\n}\nservice stats {\n  chroot =\n}\n`}
`;
}
