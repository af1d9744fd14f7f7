/** The files that hold a key or a login: readable for their owner alone, JSON of the shape that is wanted, and nothing else. */
import { createPrivateKey, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { keyRefusal } from '../model/catalogue/google.ts';
import { errorCode } from '../model/error-code.ts';
import { GOOGLE_FILES } from '../model/google.ts';

const word = z.string().min(1);

const SHAPES = {
  service: z.object({
    type: z.literal('service_account'),
    client_email: word,
    private_key: word.refine(isPrivateKey),
  }),
  user: z.object({
    type: z.literal('authorized_user'),
    client_id: word,
    client_secret: word,
    refresh_token: word,
    scope: z.string(),
    account: z.string(),
    created_at: z.string(),
  }),
  /** Of a desktop application: what comes back goes to this machine. */
  client: z.object({
    installed: z.object({
      client_id: word,
      client_secret: word,
      redirect_uris: z.array(z.url({ protocol: /^http$/, hostname: /^localhost$/ })).min(1),
    }),
  }),
} as const;

type Kind = keyof typeof SHAPES;

export type UserToken = z.output<typeof SHAPES.user>;

/** @throws Refusal `notAllowed` when it is lacking, others may read it, or it is of another shape. */
export function readKey<Of extends Kind>(data: string, kind: Of): z.output<(typeof SHAPES)[Of]> {
  const file = GOOGLE_FILES[kind];
  const parsed = SHAPES[kind].safeParse(parsedSafely(textOf(join(data, file), file)));
  if (!parsed.success) throw keyRefusal('form', file);
  // The schema asked is the kind's own.
  return parsed.data as z.output<(typeof SHAPES)[Of]>;
}

/** Writes a login whole or not at all, for its owner alone. */
export async function writeToken(data: string, token: UserToken): Promise<void> {
  const path = join(data, GOOGLE_FILES.user);
  const part = `${path}.${randomUUID()}.part`;
  mkdirSync(data, { recursive: true });
  const file = await open(part, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(token, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}

function textOf(path: string, file: string): string {
  try {
    // Windows knows no such bits: there the folder's own rights decide.
    const isOpen = process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
    if (isOpen) throw keyRefusal('open', file);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') throw keyRefusal('lacking', file);
    throw error;
  }
}

/** A parser's message shows what it stumbles over: it is not passed on. */
function parsedSafely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
