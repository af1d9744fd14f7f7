/** Reviews of drafts, signed editions and their release: each a row that is never changed. */
import { sql, type Selectable, type Transaction } from 'kysely';
import type { Moment } from '../model/day.ts';
import type {
  Edition,
  EditionFile,
  Frozen,
  HeldDraft,
  Numbered,
  Release,
  Review,
  Signed,
} from '../model/edition.ts';
import { signingRefusal } from '../model/catalogue/signing.ts';
import type { NumberedBefore } from '../model/office.ts';
import type { Period } from '../model/period.ts';
import { sha256Of } from '../model/sha256.ts';
import { appendAct } from './acts.ts';
import { DRAFT_COLUMNS } from './drafts.ts';
import type { Tables } from './tables.ts';

type Trx = Transaction<Tables>;

/** The newest draft of a period about the same, with its review; null for none. */
export async function heldDraft(
  trx: Trx,
  period: Period,
  about: string,
): Promise<HeldDraft | null> {
  const draft = await trx
    .selectFrom('draft')
    .select(['id', ...DRAFT_COLUMNS])
    .where('period', '=', period)
    .where('about', '=', about)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return draft === undefined ? null : { ...draft, review: await reviewOf(trx, draft.id) };
}

async function reviewOf(trx: Trx, draft: number): Promise<Review | null> {
  const query = trx.selectFrom('review').select(['id', 'who', 'at']).where('draft', '=', draft);
  return (await query.executeTakeFirst()) ?? null;
}

/** Reviewed once is reviewed: again changes nothing. */
export async function appendReview(
  trx: Trx,
  draft: HeldDraft,
  { who, at }: Readonly<{ who: string; at: Moment }>,
): Promise<Review> {
  const held = await reviewOf(trx, draft.id);
  if (held !== null) return held;
  const id = (await highest(trx, 'review')) + 1;
  await trx.insertInto('review').values({ id, draft: draft.id, who, at }).execute();
  const { period, about, snapshot, plan, template } = draft;
  const detail = { draft: draft.id, period, about, snapshot, plan, template };
  await appendAct(trx, { at, who, what: 'review', subject: `review:${String(id)}`, detail });
  return { id, who, at };
}

async function highest(trx: Trx, table: 'review' | 'edition'): Promise<number> {
  const query = trx.selectFrom(table).select((eb) => eb.fn.max<number | null>('id').as('id'));
  return (await query.executeTakeFirst())?.id ?? 0;
}

/** The number that a signature would get now: that of the one it follows, if that was not given out; else the next of the year. */
export async function nextNumber(
  trx: Trx,
  { period, about, year }: Pick<Signed, 'period' | 'about' | 'year'>,
  before: NumberedBefore | null,
): Promise<Numbered> {
  const all = await editionsHeld(trx);
  const last = all.findLast((one) => one.period === period && one.about === about);
  if (last?.released === null && last.year === year) {
    return { year, number: last.number, total: last.total, signature: last.signature + 1 };
  }
  const held = before === null ? all : [before, ...all];
  const numbers = held.filter((one) => one.year === year).map(({ number }) => number);
  return {
    year,
    number: Math.max(0, ...numbers) + 1,
    total: Math.max(0, ...held.map(({ total }) => total)) + 1,
    signature: 1,
  };
}

/**
 * Freezes a signed edition with all its bytes, in the transaction that gives it its number.
 *
 * @throws Refusal `tryAgain` when somebody else took the number that was printed.
 */
export async function appendEdition(
  trx: Trx,
  signed: Signed,
  { frozen, before }: Readonly<{ frozen: Frozen; before: NumberedBefore | null }>,
): Promise<Edition> {
  const due = await nextNumber(trx, signed, before);
  const isDue = (['number', 'total', 'signature'] as const).every(
    (key) => due[key] === signed[key],
  );
  if (!isDue) throw signingRefusal('number-taken', { documentNumber: signed.documentNumber });
  const id = (await highest(trx, 'edition')) + 1;
  for (const sha256 of [signed.pdf, ...signed.files.map((file) => file.sha256)]) {
    await appendFrozen(trx, sha256, { frozen, at: signed.at });
  }
  const { documentNumber, fileName, issuedOn, printedOn, files, ...row } = signed;
  await trx
    .insertInto('edition')
    .values({
      ...row,
      id,
      document_number: documentNumber,
      file_name: fileName,
      issued_on: issuedOn,
      printed_on: printedOn,
    })
    .execute();
  for (const [position, { unit, fileName: file_name, sha256 }] of files.entries()) {
    const file = { edition: id, position, unit, file_name, sha256 };
    await trx.insertInto('edition_file').values(file).execute();
  }
  const { at, who } = signed;
  const detail = {
    documentNumber,
    pdf: signed.pdf,
    issuedOn,
    printedOn,
    review: signed.review,
    files,
  };
  await appendAct(trx, { at, who, what: 'sign', subject: `edition:${String(id)}`, detail });
  return { ...signed, id, released: null };
}

type Bytes = Readonly<{ frozen: Frozen; at: Moment }>;

/** Keeps bytes under their hash, once. @throws Error for bytes that have another. */
export async function appendFrozen(trx: Trx, sha256: string, { frozen, at }: Bytes): Promise<void> {
  const query = trx.selectFrom('blob').select('sha256').where('sha256', '=', sha256);
  if ((await query.executeTakeFirst()) !== undefined) return;
  const bytes = frozen.get(sha256);
  if (bytes === undefined || sha256Of(bytes) !== sha256) {
    throw new Error(`no bytes are frozen under ${sha256}`);
  }
  await trx.insertInto('blob').values({ sha256, bytes, at }).execute();
}

/**
 * Given out once is given out: again changes nothing.
 *
 * @throws Refusal `notAllowed` when the same was signed again, perhaps this very moment: of two signatures under one number
 * only the last may go out.
 */
export async function appendRelease(
  trx: Trx,
  id: number,
  { who, at }: Readonly<{ who: string; at: Moment }>,
): Promise<Edition> {
  const all = await editionsHeld(trx);
  const edition = all.find((one) => one.id === id);
  if (edition === undefined) throw new Error(`the ledger holds no edition ${String(id)}`);
  if (edition.released !== null) return edition;
  const { period, about } = edition;
  const last = all.findLast((one) => one.period === period && one.about === about);
  if (last !== undefined && last.id !== id) {
    const { documentNumber, signature } = last;
    throw signingRefusal('followed', { documentNumber, signature: String(signature) });
  }
  await trx.insertInto('edition_release').values({ edition: id, who, at }).execute();
  const detail = { documentNumber: edition.documentNumber, pdf: edition.pdf };
  const subject = `edition:${String(id)}`;
  const chain = await appendAct(trx, { at, who, what: 'release', subject, detail });
  return { ...edition, released: { who, at, chain } };
}

/** All editions in the order of their signing: some dozens a year. */
export async function editionsHeld(trx: Trx): Promise<readonly Edition[]> {
  const rows = await trx.selectFrom('edition').selectAll().orderBy('id').execute();
  const files = await trx
    .selectFrom('edition_file')
    .selectAll()
    .orderBy('edition')
    .orderBy('position')
    .execute();
  const releases = await trx
    .selectFrom('edition_release')
    .leftJoin('act', (join) =>
      join
        .on('act.subject', '=', sql`'edition:' || edition_release.edition`)
        .on('act.what', '=', 'release'),
    )
    .selectAll('edition_release')
    .select(['act.seq', 'act.hash'])
    .execute();
  return rows.map((row) => {
    const release = releases.find(({ edition }) => edition === row.id);
    return {
      ...edition(row, files.filter(({ edition }) => edition === row.id).map(fileOf)),
      released: release === undefined ? null : releaseOf(release),
    };
  });
}

function edition(
  row: Selectable<Tables['edition']>,
  files: readonly EditionFile[],
): Omit<Edition, 'released'> {
  const { document_number, file_name, issued_on, printed_on, ...same } = row;
  return {
    ...same,
    documentNumber: document_number,
    fileName: file_name,
    issuedOn: issued_on,
    printedOn: printed_on,
    files,
  };
}

/** An act that somebody took away leaves no place in the chain: `verify` tells. */
function releaseOf({
  who,
  at,
  seq,
  hash,
}: Omit<Release, 'chain'> & Readonly<{ seq: number | null; hash: string | null }>): Release {
  return { who, at, chain: { seq: seq ?? 0, hash: hash ?? '' } };
}

function fileOf({ unit, file_name, sha256 }: Selectable<Tables['edition_file']>): EditionFile {
  return { unit, fileName: file_name, sha256 };
}
