/** The whole program in a process of its own, its way to Google through the fake's proxy, nothing in it replaced. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Ran } from '../home.ts';
import type { FakeGoogle } from './fake.ts';

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

/** @param home holds the fake's certificate as `ca.pem`. @param flags of node. */
export function ranThere(
  { proxy }: Pick<FakeGoogle, 'proxy'>,
  home: string,
  argv: readonly string[],
  flags: readonly string[] = [],
): Promise<Ran> {
  const env = { ...process.env, HTTPS_PROXY: proxy, NODE_EXTRA_CA_CERTS: join(home, 'ca.pem') };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...flags, MAIN, ...argv],
      { cwd: home, env },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
      },
    );
  });
}
