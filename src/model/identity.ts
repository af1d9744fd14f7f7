/** What a workbook says it is: the mark that the form carries and the reader looks for. */

/** The word that stands in every sample workbook, ledger and page. */
export const SAMPLE_MARK = '示例数据';

/** As written, not yet trusted: every part may name something that the plan does not know. */
export type IdentityMark = Readonly<{
  form: string;
  unit: string;
  period: string;
  /** Hash of the plan the workbook was made from. */
  plan: string;
  /** 示例数据, or empty. */
  sample: string;
}>;

const PREFIX = 'tongbao1.';
const TOKEN = /tongbao1\.([A-Za-z0-9_-]{1,1000})/;

/**
 * The mark as one word for the document's keywords. It holds no separator: LibreOffice takes keywords apart at
 * commas and semicolons when it saves a file again.
 */
export function identityToken(mark: IdentityMark): string {
  const parts = [mark.form, mark.unit, mark.period, mark.plan, mark.sample];
  return `${PREFIX}${Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url')}`;
}

/** The mark in a document's keywords, or null when there is none that can be read. */
export function parseIdentityToken(keywords: string): IdentityMark | null {
  const word = TOKEN.exec(keywords)?.[1];
  if (word === undefined) return null;
  const parts = parsedList(Buffer.from(word, 'base64url').toString('utf8'));
  if (parts?.length !== 5) return null;
  const [form = '', unit = '', period = '', plan = '', sample = ''] = parts;
  return { form, unit, period, plan, sample };
}

function parsedList(json: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value : null;
  } catch {
    return null; // A damaged word is no mark; the caller looks at the other carriers.
  }
}
