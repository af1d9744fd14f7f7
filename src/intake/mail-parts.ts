/** What of a mail could be a workbook, by its structure, and what an attachment is called. */
import type { MessageStructureObject } from 'imapflow';
import { MAIL_WORDS } from '../model/catalogue/mailbox.ts';
import type { MailPart } from '../model/mailbox.ts';
import { decodeText } from './text.ts';

type Node = MessageStructureObject;

/** All leaves, those of forwarded mails too. */
export function leavesOf(node: Node): readonly Node[] {
  return node.childNodes === undefined ? [node] : node.childNodes.flatMap(leavesOf);
}

/** @returns the parts that could be a workbook; where none looks like one, whatever was attached: it is answered as what it is. */
export function workbookParts(root: Node): readonly MailPart[] {
  const attached = leavesOf(root).filter((leaf) => isAttached(leaf) && !isPacked(leaf));
  const likely = attached.filter(isLikely);
  return (likely.length > 0 ? likely : attached).map((leaf) => ({
    part: leaf.part ?? '1',
    fileName: nameIn(leaf) || MAIL_WORDS.unnamed(leaf.part ?? '1'),
    size: decodedSize(leaf),
  }));
}

/** Attachments that Outlook has packed into one of its own format (TNEF). */
export function isPacked(leaf: Node): boolean {
  return leaf.type === 'application/ms-tnef' || /^winmail\.dat$/i.test(nameIn(leaf));
}

/** What is the mail's own text, a signature or a picture in the text is not attached. */
function isAttached(leaf: Node): boolean {
  if (/^(?:message|multipart)\/|^application\/(?:pkcs7|x-pkcs7|pgp)-/.test(leaf.type)) return false;
  if (leaf.type.startsWith('image/') && leaf.id !== undefined) return false;
  const isText = leaf.type.startsWith('text/');
  return nameIn(leaf) !== '' || leaf.disposition === 'attachment' || !isText;
}

const LIKELY_NAME = /\.(?:xls[xmb]?|et|ods|csv|zip)$/i;
const OTHER_NAME = /\.[a-z0-9]{2,5}$/i;
const LIKELY_TYPE = /excel|spreadsheet|octet-stream|csv/;

/** A name that says otherwise goes before a type, which mail programs guess. */
function isLikely(leaf: Node): boolean {
  const name = nameIn(leaf);
  if (LIKELY_NAME.test(name)) return true;
  return !OTHER_NAME.test(name) && LIKELY_TYPE.test(leaf.type);
}

function nameIn(leaf: Node): string {
  return leaf.dispositionParameters?.['filename'] ?? leaf.parameters?.['name'] ?? '';
}

/** As far as the server tells; base64 has four letters for three bytes, and line ends. */
function decodedSize({ size = 0, encoding = '' }: Node): number {
  return encoding === 'base64' ? Math.floor((size / 78) * 57) : size;
}

/**
 * The name in a part's own header where that holds bytes which no header may: some programs write GBK or UTF-8 as it is,
 * and what the server tells of it is lost. Null where there are none.
 */
export function rawName(header: Uint8Array): string | null {
  const text = Buffer.from(header)
    .toString('latin1')
    .replace(/\r?\n[ \t]+/g, ' ');
  const found = /\b(?:file)?name="?([^"\r\n]*[\u0080-\u00ff][^"\r\n]*)/i.exec(text)?.[1];
  if (found === undefined) return null;
  return decodeText(Buffer.from(found, 'latin1'))?.trim() ?? null;
}
