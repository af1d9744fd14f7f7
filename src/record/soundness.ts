/** Whether the ledger is still what was written into it: its engine, the chain of acts, the rows they speak of, the bytes. */
import type { Transaction } from 'kysely';
import type { Act } from '../model/act.ts';
import { sha256Of } from '../model/sha256.ts';
import type { Unsound } from '../model/catalogue/soundness.ts';
import { actsBehind, hashOfAct } from './acts.ts';
import { ENDS, eventSubject } from './deliveries.ts';
import { editionsHeld } from './editions.ts';
import { hashOfRows } from './rows-said.ts';
import type { Tables } from './tables.ts';

type Trx = Transaction<Tables>;

const AT_ONCE = 1000;

/** All that is wrong; the chain is told of at its first break only, for everything behind it hangs on it. */
export async function unsoundIn(
  trx: Trx,
  engineSays: readonly string[],
): Promise<readonly Unsound[]> {
  const { acts, brokenAt } = await chainOf(trx);
  return [
    ...engineSays.map((subject): Unsound => ({ kind: 'engine', subject })),
    ...(brokenAt === null ? [] : [{ kind: 'chain', subject: String(brokenAt) } as const]),
    ...(await unsoundRows(trx, acts)),
    ...(await unsoundEvents(trx, acts)),
    ...(await lostBytes(trx, acts)),
    ...(await unsoundBytes(trx)),
  ];
}

/** What the acts say, by kind and subject. */
type Said = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

async function chainOf(trx: Trx): Promise<Readonly<{ acts: Said; brokenAt: number | null }>> {
  const acts = new Map<string, Readonly<Record<string, unknown>>>();
  let brokenAt: number | null = null;
  let last: Pick<Act, 'seq' | 'hash'> = { seq: 0, hash: '0'.repeat(64) };
  for (;;) {
    const some = await actsBehind(trx, last.seq, AT_ONCE);
    for (const act of some) {
      const isOwn = hashOfAct(act) === act.hash;
      const holds = act.seq === last.seq + 1 && act.before === last.hash && isOwn;
      if (!holds) brokenAt ??= act.seq;
      acts.set(`${act.what} ${act.subject}`, isOwn ? detailOf(act) : {});
      last = act;
    }
    if (some.length < AT_ONCE) return { acts, brokenAt };
  }
}

function detailOf({ detail }: Act): Readonly<Record<string, unknown>> {
  return JSON.parse(detail) as Readonly<Record<string, unknown>>;
}

/** A row that an act should speak of. */
type Row = Readonly<{ what: string; subject: string; detail: Readonly<Record<string, unknown>> }>;

/** From the first act of an older kind on, every row has its act, which says the same, and every act its row. */
async function unsoundRows(trx: Trx, acts: Said): Promise<readonly Unsound[]> {
  const rows = [
    ...(await receiptRows(trx)),
    ...(await draftRows(trx)),
    ...(await editionRows(trx)),
    ...(await reminderRows(trx)),
  ];
  const known = new Map(rows.map((row) => [`${row.what} ${row.subject}`, row.detail]));
  const first = new Map<string, number>();
  for (const key of acts.keys()) {
    const [what, number] = parted(key);
    first.set(what, Math.min(first.get(what) ?? Infinity, number));
  }
  const lost = [...acts.keys()].filter((key) => isOfRow(key) && !known.has(key));
  const other = [...known].filter(([key, detail]) => {
    const [what, number] = parted(key);
    const act = acts.get(key);
    if (act === undefined)
      return number >= (OLDER.includes(what) ? (first.get(what) ?? Infinity) : 0);
    return Object.entries(detail).some(
      ([name, value]) => JSON.stringify(act[name]) !== JSON.stringify(value),
    );
  });
  const changed: string[] = [];
  for (const [key, { rows: hash }] of acts) {
    const [what = '', subject = ''] = key.split(' ');
    const isSame = hash === undefined || hash === (await hashOfRows(trx, what, subject));
    if (!isSame) changed.push(key);
  }
  const subjects = [...lost, ...other.map(([key]) => key), ...changed].map(
    (key) => key.split(' ')[1] ?? key,
  );
  return [...new Set(subjects)].map((subject) => ({ kind: 'row', subject }));
}

const OF_ROWS = ['receive', 'draft', 'review', 'sign', 'release', 'remind'];

/** Kinds of which there were rows before there was the log. */
const OLDER = ['receive', 'draft'];

function isOfRow(key: string): boolean {
  return OF_ROWS.includes(key.split(' ')[0] ?? '');
}

/** `receive receipt:12` as `receive` and 12. */
function parted(key: string): readonly [string, number] {
  const [what = '', subject = ''] = key.split(' ');
  return [what, Number(subject.split(':')[1])];
}

async function receiptRows(trx: Trx): Promise<readonly Row[]> {
  const rows = await trx
    .selectFrom('receipt')
    .innerJoin('arrival', 'arrival.id', 'receipt.arrival')
    .select([
      'receipt.number',
      'receipt.outcome',
      'receipt.unit',
      'receipt.period',
      'arrival.sha256',
    ])
    .execute();
  return rows.map(({ number, ...detail }) => ({
    what: 'receive',
    subject: `receipt:${String(number)}`,
    detail,
  }));
}

async function draftRows(trx: Trx): Promise<readonly Row[]> {
  const drafts = await trx
    .selectFrom('draft')
    .select(['id', 'period', 'about', 'snapshot', 'plan', 'template', 'pdf'])
    .execute();
  const reviews = await trx.selectFrom('review').select(['id', 'draft']).execute();
  return [
    ...drafts.map(({ id, ...detail }) => ({
      what: 'draft',
      subject: `draft:${String(id)}`,
      detail,
    })),
    ...reviews.map(({ id, draft }) => ({
      what: 'review',
      subject: `review:${String(id)}`,
      detail: { draft },
    })),
  ];
}

async function editionRows(trx: Trx): Promise<readonly Row[]> {
  const editions = await editionsHeld(trx);
  return editions.flatMap(
    ({ id, documentNumber, pdf, issuedOn, printedOn, review, files, released }) => {
      const subject = `edition:${String(id)}`;
      const signed = { documentNumber, pdf, issuedOn, printedOn, review, files };
      return [
        { what: 'sign', subject, detail: signed },
        ...(released === null
          ? []
          : [{ what: 'release', subject, detail: { documentNumber, pdf } }]),
      ];
    },
  );
}

/** A reminder's text is held by its hash. */
async function reminderRows(trx: Trx): Promise<readonly Row[]> {
  const rows = await trx
    .selectFrom('reminder')
    .select(['id', 'period', 'unit', 'step', 'due', 'text'])
    .execute();
  return rows.map(({ id, text, ...detail }) => ({
    what: 'remind',
    subject: `reminder:${String(id)}`,
    detail: { ...detail, sha256: sha256Of(text) },
  }));
}

/** Ends of deliveries that no act tells of, but for those of before there were such acts. */
async function unsoundEvents(trx: Trx, acts: Said): Promise<readonly Unsound[]> {
  const ends = await trx
    .selectFrom('delivery_event')
    .select(['delivery as id', 'step', 'at'])
    .where('state', 'in', ENDS)
    .orderBy('delivery')
    .orderBy('step')
    .execute();
  const told = (end: (typeof ends)[number]): boolean => acts.has(`deliver ${eventSubject(end)}`);
  const since = ends
    .filter(told)
    .map(({ at }) => at)
    .sort()[0];
  const untold = ends.filter((end) => since !== undefined && end.at >= since && !told(end));
  return untold.map(({ id }) => ({ kind: 'row', subject: `delivery:${String(id)}` }));
}

/** Bytes that are gone: of what was given out, and of arrivals whose act says that they were kept. */
async function lostBytes(trx: Trx, acts: Said): Promise<readonly Unsound[]> {
  const gone = await trx.selectFrom('blob').select('sha256').where('bytes', 'is', null).execute();
  const notKept = new Set(
    [...acts]
      .filter(([key, { kept }]) => key.startsWith('receive ') && kept !== true)
      .map(([, { sha256 }]) => sha256),
  );
  return gone
    .filter(({ sha256 }) => !notKept.has(sha256))
    .map(({ sha256 }) => ({ kind: 'bytes', subject: sha256 }));
}

/** Each kept file and plan by its hash, one after another: they may be many. */
async function unsoundBytes(trx: Trx): Promise<readonly Unsound[]> {
  const found: Unsound[] = [];
  const blobs = await trx
    .selectFrom('blob')
    .select('sha256')
    .where('bytes', 'is not', null)
    .execute();
  for (const { sha256 } of blobs) {
    const row = await trx
      .selectFrom('blob')
      .select('bytes')
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    if (!row?.bytes || sha256Of(row.bytes) !== sha256)
      found.push({ kind: 'bytes', subject: sha256 });
  }
  const plans = await trx
    .selectFrom('kept_text')
    .select(['sha256', 'text'])
    .where('kind', '=', 'plan')
    .execute();
  for (const { sha256, text } of plans) {
    if (sha256Of(text) !== sha256) found.push({ kind: 'kept', subject: sha256 });
  }
  return found;
}
