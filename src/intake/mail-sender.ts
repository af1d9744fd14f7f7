/** Who a mail is from, whether the server vouches for that, and whether a program sent it. */
import type { MailboxPlan } from '../model/mailbox.ts';

/** A mail's header fields by name in small letters, in the order in which they stand. */
export type Header = ReadonlyMap<string, readonly string[]>;

/** @param raw the lines of a header, folded or not. */
export function headerOf(raw: Uint8Array): Header {
  const lines = Buffer.from(raw)
    .toString('utf8')
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  const fields = lines.flatMap((line) => {
    const [, name, value] = /^([!-9;-~]+):\s*(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name: name.toLowerCase(), value: (value ?? '').trim() }];
  });
  const byName = Map.groupBy(fields, ({ name }) => name);
  return new Map([...byName].map(([name, all]) => [name, all.map(({ value }) => value)]));
}

/** Sent by a program, or to a list: whoever answers such a mail may be answered for ever. */
export function isAutomatic(header: Header): boolean {
  return AUTOMATIC.some(([name, spelling]) => spelling.test(header.get(name)?.[0] ?? ''));
}

/** Fields by which programs and lists are known. */
const AUTOMATIC: readonly (readonly [string, RegExp])[] = [
  ['auto-submitted', /^(?!no\b)./i],
  ['list-id', /./],
  ['precedence', /^(?:bulk|junk|list|auto_reply)/i],
  ['return-path', /^<>$/],
  ['x-auto-response-suppress', /\b(?:all|autoreply|oof)\b/i],
  ['x-autoreply', /./],
  ['x-autorespond', /./],
];

/** What vacation programs write that say nothing of themselves in the header. */
const BY_ITSELF =
  /^(?:自动(?:回复|答复)|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office)/i;

/** Whether a mail without a report says in its subject that a program wrote it. */
export function isByItself(subject: string): boolean {
  return BY_ITSELF.test(subject.trim());
}

/** Whether a mail answers one that Tongbao sent. */
export function answersOurs(header: Header): boolean {
  const fields = ['in-reply-to', 'references'].flatMap((name) => header.get(name) ?? []);
  return fields.some((field) => /<[0-9a-f]{32}\.tongbao@/.test(field));
}

/**
 * Whether the server vouches for a sender: on a server of the office's own network always, elsewhere where its own
 * `Authentication-Results` (RFC 8601) name the sender's domain.
 */
export function isVouched(
  header: Header,
  sender: string,
  { internal, authserv }: Pick<MailboxPlan, 'internal' | 'authserv'>,
): boolean {
  const [from = '', ...others] = header.get('from') ?? [];
  if (others.length > 0 || !namesOnly(from, sender)) return false;
  if (internal) return true;
  // The topmost of the server's own: those below may have come with the mail.
  const results = (header.get('authentication-results') ?? []).map(withoutComments);
  const own = results.find((one) => serverOf(one) === authserv.toLowerCase());
  return own !== undefined && authserv !== '' && names(own, domainOf(sender));
}

/**
 * Whether no other address stands in the field: `a@x <b@y>` is read as either, and by the server that proved it perhaps as
 * the other.
 */
function namesOnly(from: string, sender: string): boolean {
  const addresses = from.toLowerCase().match(/[^\s<>"'(),;:@]+@[^\s<>"'(),;:@]+/g) ?? [];
  return !/\p{Cc}/u.test(from) && addresses.every((address) => address === sender);
}

function withoutComments(text: string): string {
  return text.replace(/\([^()]*\)/g, ' ');
}

function serverOf(results: string): string {
  return results.split(';')[0]?.trim().split(/\s+/)[0]?.toLowerCase() ?? '';
}

/** DMARC, which looks at the visible sender by itself; else DKIM or SPF for that very domain or one that it lies in. */
function names(results: string, domain: string): boolean {
  const [, ...methods] = results.split(';').map((method) => method.trim().toLowerCase());
  return methods.some((method) => {
    if (/^dmarc\s*=\s*pass\b/.test(method)) return propertyOf(method, 'header.from') === domain;
    if (/^dkim\s*=\s*pass\b/.test(method)) {
      return isWithin(domain, propertyOf(method, 'header.d') || propertyOf(method, 'header.i'));
    }
    return (
      /^spf\s*=\s*pass\b/.test(method) && isWithin(domain, propertyOf(method, 'smtp.mailfrom'))
    );
  });
}

/** The domain of a property's value. */
function propertyOf(method: string, name: string): string {
  const value = method
    .split(/\s+/)
    .find((word) => word.startsWith(`${name}=`))
    ?.slice(name.length + 1);
  return domainOf((value ?? '').replace(/["<>]/g, ''));
}

/** A name of one word is no domain that anybody could speak for. */
function isWithin(domain: string, signer: string): boolean {
  return signer.split('.').length > 2
    ? domain === signer || domain.endsWith(`.${signer}`)
    : domain === signer;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
