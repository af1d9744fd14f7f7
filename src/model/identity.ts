/** What a workbook says it is: the mark that the form carries, and the signature that shows it is one of ours. */
import { createHmac } from 'node:crypto';

/** The word that stands in every sample workbook, ledger and page. */
export const SAMPLE_MARK = '示例数据';

/** As signed; still every part may name something that the plan does not know any more. */
export type IdentityMark = Readonly<{
  form: string;
  unit: string;
  period: string;
  /** The first `PLAN_LETTERS` of the hash of the plan the workbook was made from. */
  plan: string;
  /** 示例数据, or empty. */
  sample: string;
}>;

/** What the forms of one ledger are signed with. */
export type Seal = Readonly<{
  /** 示例数据, or empty. */
  mark: string;
  /** Known to nobody else; the sample's forms are signed with a word everybody knows, so that they are the same everywhere. */
  key: string;
}>;

/** Enough to tell one plan from another. */
const PLAN_LETTERS = 16;
/** 96 bits: nobody guesses it, and the token stays short enough to be seen in a cell. */
const SIGNATURE_LETTERS = 16;

const PREFIX = 'tb2';
/** No letter that any program takes words apart at: LibreOffice parts keywords at commas and semicolons. */
const TOKEN = /tb2\.([A-Za-z0-9_-]{1,400})\.([A-Za-z0-9_-]{16})(?![A-Za-z0-9_-])/g;

/** The plan's hash as a mark names it. */
export function planWord(version: string): string {
  return version.slice(0, PLAN_LETTERS);
}

/** The mark as one signed word, the same wherever the workbook carries it. */
export function identityToken(mark: IdentityMark, { key }: Seal): string {
  const parts = [mark.form, mark.unit, mark.period, planWord(mark.plan), mark.sample];
  const payload = Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url');
  return `${PREFIX}.${payload}.${signature(payload, mark.sample, key)}`;
}

/** The first mark of ours in a text; null when there is none whose signature is right. */
export function parseIdentityToken(text: string, { key }: Seal): IdentityMark | null {
  for (const [, payload = '', signed] of text.matchAll(TOKEN)) {
    const mark = markOf(payload);
    if (mark !== null && signature(payload, mark.sample, key) === signed) return mark;
  }
  return null;
}

function signature(payload: string, sample: string, key: string): string {
  const secret = sample === '' ? key : SAMPLE_MARK;
  const digest = createHmac('sha256', secret).update(payload).digest('base64url');
  return digest.slice(0, SIGNATURE_LETTERS);
}

function markOf(payload: string): IdentityMark | null {
  const parts = parsedList(Buffer.from(payload, 'base64url').toString('utf8'));
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
