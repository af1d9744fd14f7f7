/** Keeps secrets out of what is told: a peer may repeat what it was sent, as it is or spelt for a header or an address. */

const PACKED = /[A-Za-z0-9+/_-]{8,}={0,2}/g;

/** The text with every secret starred, also where it stands in Base64 or percent signs. */
export function withoutSecrets(text: string, secrets: Iterable<string>): string {
  let told = text;
  for (const secret of secrets) {
    if (secret === '') continue;
    told = told.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret), '***');
    told = told.replace(PACKED, (word) =>
      Buffer.from(word, 'base64').toString('utf8').includes(secret) ? '***' : word,
    );
  }
  return told;
}
