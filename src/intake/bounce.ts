/** Reports that a mail did not arrive: as RFC 3464 has them, and as free text. */
import type { Bounce } from '../model/mailbox.ts';

const OURS = /<([0-9a-f]{32})\.tongbao@/;
const ADDRESS = /[A-Za-z0-9._+=-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g;

/**
 * @param status the part message/delivery-status.
 * @param original what of the mail itself came back, its header at least; empty for nothing.
 * @returns null where it says of no mail of ours that it failed: one that is delayed is still on its way.
 */
export function bounceOf(status: string, original: string): Bounce | null {
  const [about = [], ...recipients] = blocksOf(status);
  const id = /^[0-9a-f]{32}$/.exec(field(about, 'original-envelope-id'))?.[0] ?? idIn(original);
  const failed = recipients.filter((block) => field(block, 'action').toLowerCase() === 'failed');
  const [first] = failed;
  if (id === null || first === undefined) return null;
  return {
    id,
    recipients: failed.flatMap((block) =>
      ['final-recipient', 'original-recipient'].flatMap((name) => addressesIn(field(block, name))),
    ),
    code: /^\d\.\d+\.\d+/.exec(field(first, 'status'))?.[0] ?? '',
    said: field(first, 'diagnostic-code').replace(/^[a-z-]+;\s*/i, ''),
  };
}

/** @param text the letter of a server that writes no such report; null where it names no mail of ours. */
export function bounceInText(text: string): Bounce | null {
  const id = idIn(text);
  if (id === null) return null;
  const line = text.split(/\r?\n/).find((one) => /\b[45]\d\d\b/.test(one) && !OURS.test(one)) ?? '';
  const code = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0] ?? /\b[45]\d\d\b/.exec(line)?.[0] ?? '';
  return { id, recipients: addressesIn(text), code, said: line.trim() };
}

function idIn(text: string): string | null {
  return OURS.exec(text)?.[1] ?? null;
}

function addressesIn(text: string): readonly string[] {
  return [...new Set((text.match(ADDRESS) ?? []).map((address) => address.toLowerCase()))];
}

/** The fields of the whole, then those of each recipient. */
function blocksOf(status: string): readonly (readonly string[])[] {
  return status
    .replace(/\r\n/g, '\n')
    .split(/\n\s*\n/)
    .map((block) => block.replace(/\n[ \t]+/g, ' ').split('\n'))
    .filter((block) => block.some((line) => line.trim() !== ''));
}

function field(block: readonly string[], name: string): string {
  const line = block.find((one) => one.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim() ?? '';
}
