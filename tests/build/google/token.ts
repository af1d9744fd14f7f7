/** The token endpoint: RFC 7523 for a service account, RFC 6749 §4.1.3 and §6 for a person. */
import { createHash, createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto';
import { ERRORS, type GoogleError } from './errors.ts';
import { ok, type FakeState } from './state.ts';

/** @property text a key file's content; @property pem of the public half. */
export type Key = Readonly<{ text: string; pem: string }>;

export const MAIL = 'tongbao@example.iam.gserviceaccount.com';
const REFRESH = 'the-refresh-token';

export function aKey(): Key {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const text = JSON.stringify({
    type: 'service_account',
    project_id: 'example',
    private_key_id: 'k1',
    private_key: pem,
    client_email: MAIL,
    token_uri: 'https://oauth2.googleapis.com/token',
  });
  return { text, pem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

/** The content of a logged-in person's token file. */
export const LOGIN = JSON.stringify({
  type: 'authorized_user',
  client_id: 'client',
  client_secret: 'client-secret',
  refresh_token: REFRESH,
  scope: '',
  account: 'person@example.com',
  created_at: '2007-06-01T09:00:00+08:00',
});

type Asked = Readonly<{ state: FakeState; key: Key; tokens: Map<string, string>; body: string }>;

export function token({ state, key, tokens, body }: Asked): GoogleError {
  const form = new URLSearchParams(body);
  const scope = form.has('assertion')
    ? scopeOf(form.get('assertion') ?? '', key, state)
    : scopeOfPerson(form, state);
  if (scope === null || state.isRevoked) return ERRORS.grant;
  const hash = createHash('sha256')
    .update(`${body}${String(Math.random())}`)
    .digest('hex');
  const given = `ya29.${String(tokens.size)}.${hash}`;
  tokens.set(given, scope);
  const isFirst = form.get('grant_type') === 'authorization_code' && !state.keepsRefresh;
  return ok({
    access_token: given,
    expires_in: 3599,
    token_type: 'Bearer',
    scope,
    ...(isFirst ? { refresh_token: REFRESH } : {}),
  });
}

function scopeOfPerson(form: URLSearchParams, { granted }: FakeState): string | null {
  const isProved =
    form.get('grant_type') === 'authorization_code'
      ? form.get('code') === 'the-code'
      : form.get('refresh_token') === REFRESH;
  return isProved && form.get('client_secret') === 'client-secret' ? (granted ?? GRANTED) : null;
}

const GRANTED =
  'https://www.googleapis.com/auth/spreadsheets.readonly https://www.googleapis.com/auth/drive.readonly';

/** The scopes that a signed word asks for; null where it is not ours, or not of this hour. */
function scopeOf(assertion: string, { pem }: Key, { ahead }: FakeState): string | null {
  const [head = '', claims = '', signature = ''] = assertion.split('.');
  const verify = createVerify('RSA-SHA256').update(`${head}.${claims}`);
  if (!verify.verify(createPublicKey(pem), signature, 'base64url')) return null;
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Claims;
  const now = (Date.now() + ahead) / 1000;
  const isNow = said.iat <= now + 60 && said.exp > now && said.exp - said.iat <= 3600;
  const isOurs = said.iss === MAIL && said.aud === 'https://oauth2.googleapis.com/token';
  return isNow && isOurs ? said.scope : null;
}

type Claims = Readonly<{ iss: string; aud: string; iat: number; exp: number; scope: string }>;
