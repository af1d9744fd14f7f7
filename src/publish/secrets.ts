/** The channels' passwords and keys: in a file of their own, which others may not read, or in the environment. */
import { readFileSync, statSync } from 'node:fs';
import { parse } from 'yaml';
import { deliveryRefusal } from '../model/catalogue/delivery.ts';
import { errorCode } from '../model/error-code.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a channel may have to keep. */
export type SecretName = 'password' | 'key' | 'token' | 'secret';

/** A channel's secret, or null where there is none of that name. */
export type SecretOf = (channel: string, name: SecretName) => string | null;

/**
 * Reads the file anew; the environment's `TONGBAO_<CHANNEL>_<NAME>` goes before it.
 *
 * @throws Refusal `notAllowed` when others may read the file, or it does not hold secrets by channel. What it holds is
 * never told.
 */
export function readSecrets(file: string, environment: Environment): SecretOf {
  const held = inFile(file);
  return (channel, name) => {
    const variable = ['TONGBAO', channel.replaceAll('-', '_'), name].join('_').toUpperCase();
    return environment[variable] ?? held.get(channel)?.get(name) ?? null;
  };
}

function inFile(file: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const text = textOf(file);
  const parsed = text === null ? {} : parsedSafely(text);
  return new Map(
    Object.entries(mapping(parsed)).map(([channel, secrets]) => [
      channel,
      new Map(Object.entries(mapping(secrets)).map(([name, value]) => [name, textIn(value)])),
    ]),
  );
}

function textOf(file: string): string | null {
  try {
    // Windows knows no such bits: there the folder's own rights decide.
    const isOpen = process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0;
    if (isOpen) throw deliveryRefusal('secrets-open');
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The parser's own message shows the line that it stumbles over: it is not passed on. */
function parsedSafely(text: string): unknown {
  try {
    return parse(text, { schema: 'failsafe' }) ?? {};
  } catch {
    throw deliveryRefusal('secrets-form');
  }
}

function mapping(value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw deliveryRefusal('secrets-form');
  }
  return value;
}

function textIn(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw deliveryRefusal('secrets-form');
  return value;
}
