/** Every step at which a process changes what stays after it, counted; and death at a chosen one. */
import fs, { type PathLike } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';

type Call = (...given: readonly unknown[]) => unknown;

/** @property named the steps that were met, in order. */
export type Steps = Readonly<{
  named: readonly string[];
  /** Meets a step that is no change by itself. */
  at(name: string): void;
}>;

/**
 * From now on this process dies by SIGKILL at its `death`-th step, counted from 1; 0 for never. A file that is written is
 * two steps: before it, and when half of it is there. Steps outside of `folder` are no steps.
 */
export function steppingIn(folder: string, death: number): Steps {
  const named: string[] = [];
  const at = (name: string): void => {
    named.push(name);
    if (named.length === death) process.kill(process.pid, 'SIGKILL');
  };
  watchFiles(folder, at);
  watchCommits(at);
  return { named, at };
}

/** Shown below the folder, without the chance in the names of files that are not whole. */
function shown(path: unknown, folder: string): string | null {
  const text = Buffer.isBuffer(path) ? path.toString() : String(path);
  if (!text.startsWith(folder)) return null;
  return text.slice(folder.length + 1).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*');
}

function watchFiles(folder: string, at: Steps['at']): void {
  const real = { ...fs.promises };
  const files = fs.promises as unknown as Record<string, Call>;
  const before = (verb: string, of: number): void => {
    const call = files[verb]!;
    files[verb] = (...given) => {
      const name = shown(given[of], folder);
      const isChange = verb !== 'rm' || fs.existsSync(given[of] as PathLike);
      if (name !== null && isChange) at(`${verb} ${name}`);
      return call(...given);
    };
  };
  before('rename', 1);
  before('link', 1);
  for (const verb of ['unlink', 'rm']) before(verb, 0);
  before('cp', 1);
  // Halves are written by the real calls: a step is not met while another one is.
  const half = async (name: string, bytes: unknown, write: Call): Promise<void> => {
    at(`write ${name}`);
    const whole = Buffer.from(bytes as Uint8Array);
    await write(whole.subarray(0, whole.length / 2));
    at(`half ${name}`);
  };
  files['writeFile'] = async (path, bytes, ...rest) => {
    const name = shown(path, folder);
    const write: Call = (part) => real.writeFile(path as PathLike, part as Buffer);
    if (name !== null) {
      await half(name, bytes, write);
      await real.rm(path as PathLike);
    }
    await real.writeFile(path as PathLike, bytes as Buffer, ...(rest as []));
  };
  files['open'] = async (path, ...rest) => {
    const file = await real.open(path as PathLike, ...(rest as []));
    const name = shown(path, folder);
    if (name === null) return file;
    const writeFile = file.writeFile.bind(file);
    file.writeFile = async (bytes) => {
      await half(name, bytes, (part) => file.write(part as Buffer, 0, null, 0));
      return writeFile(bytes);
    };
    return file;
  };
  syncBuiltinESMExports();
}

const READS = 'begin deferred';

/** Commits of what was written, on either engine. What only read commits nothing. */
function watchCommits(at: Steps['at']): void {
  const begun = new WeakMap<object, string>();
  const saw = (connection: object, said: string): void => {
    if (/^(begin|start)/.test(said)) begun.set(connection, said);
    if (said === 'commit' && !/read only$|^begin$/.test(begun.get(connection) ?? READS))
      at('commit');
  };
  const { exec } = DatabaseSync.prototype as unknown as Readonly<{ exec: Call }>;
  DatabaseSync.prototype.exec = function (said) {
    saw(this, said);
    exec.apply(this as never, [said] as never);
  };
  const { query } = Client.prototype as unknown as Readonly<{ query: Call }>;
  Object.assign(Client.prototype, {
    query(this: object, ...given: readonly unknown[]) {
      // A server's plain `begin` writes; a file's reads.
      if (typeof given[0] === 'string')
        saw(this, given[0] === 'begin' ? 'begin to write' : given[0]);
      return query.apply(this, given as never);
    },
  });
}
