/** Drafts (拟稿) and the plans and templates they were made from. */
import type { Transaction } from 'kysely';
import type { Moment } from '../model/day.ts';
import type { Period } from '../model/period.ts';
import type { DraftRow, KeptTemplate, KeptText } from '../model/draft.ts';
import { appendAct } from './acts.ts';
import { storable } from './storable.ts';
import type { Tables } from './tables.ts';

/** Keeps a text under its hash; keeping it again changes nothing. */
export async function keepText(
  trx: Transaction<Tables>,
  { kind, sha256, text }: KeptText,
  at: Moment,
): Promise<void> {
  const query = trx.selectFrom('kept_text').select('sha256').where('sha256', '=', sha256);
  if ((await query.executeTakeFirst()) !== undefined) return;
  await trx.insertInto('kept_text').values({ kind, sha256, text, at }).execute();
}

/** A foreign key refuses a draft whose plan or template was not kept. @param by `run` is null outside of a run. */
export async function appendDraft(
  trx: Transaction<Tables>,
  draft: DraftRow,
  { run, who }: Readonly<{ run: string | null; who: string }>,
): Promise<void> {
  const last = await trx
    .selectFrom('draft')
    .select((eb) => eb.fn.max<number | null>('id').as('id'))
    .executeTakeFirst();
  const id = (last?.id ?? 0) + 1;
  await trx
    .insertInto('draft')
    .values({ ...draft, reason: draft.reason === null ? null : storable(draft.reason), id, run })
    .execute();
  const { at, period, about, snapshot, plan, template, pdf } = draft;
  const detail = { period, about, snapshot, plan, template, pdf };
  await appendAct(trx, { at, who, what: 'draft', subject: `draft:${String(id)}`, detail });
}

/** The text kept under a hash, or under the one that begins so; null for none. @param hash at least `planWord` letters. */
export async function keptText(trx: Transaction<Tables>, hash: string): Promise<string | null> {
  if (!/^[0-9a-f]{16,64}$/.test(hash)) return null;
  const query = trx.selectFrom('kept_text').select('text').where('sha256', 'like', `${hash}%`);
  return (await query.executeTakeFirst())?.text ?? null;
}

/** The versions of the templates, the first that was kept first, each with its drafts in the order they were made. */
export async function templatesHeld(trx: Transaction<Tables>): Promise<readonly KeptTemplate[]> {
  const kept = await trx
    .selectFrom('kept_text')
    .select(['sha256', 'at'])
    .where('kind', '=', 'template')
    .orderBy('at')
    .orderBy('sha256')
    .execute();
  const drafts = await trx
    .selectFrom('draft')
    .select(['template', 'period', 'about', 'at'])
    .orderBy('id')
    .execute();
  const byTemplate = Map.groupBy(drafts, ({ template }) => template);
  return kept.map(({ sha256, at }) => ({
    sha256,
    at,
    drafts: (byTemplate.get(sha256) ?? []).map(({ period, about, at: made }) => ({
      period,
      about,
      at: made,
    })),
  }));
}

/** The draft of a period about the same that was recorded last, or null. @param about as in `DraftRow`. */
export async function newestDraft(
  trx: Transaction<Tables>,
  period: Period,
  about: string,
): Promise<DraftRow | null> {
  const drafts = await newestOf(trx, about);
  return drafts.find((draft) => draft.period === period) ?? null;
}

/** Of every period that has a bulletin of the whole drafted, the one recorded last. */
export function newestDrafts(trx: Transaction<Tables>): Promise<readonly DraftRow[]> {
  return newestOf(trx, '');
}

/** What of a draft's row is told. */
export const DRAFT_COLUMNS = [
  'period',
  'about',
  'at',
  'snapshot',
  'plan',
  'template',
  'pdf',
  'pages',
  'path',
  'corrects',
  'reason',
] as const;

async function newestOf(trx: Transaction<Tables>, about: string): Promise<readonly DraftRow[]> {
  const newest = trx
    .selectFrom('draft')
    .where('about', '=', about)
    .groupBy('period')
    .select((eb) => eb.fn.max<number>('id').as('id'));
  return trx
    .selectFrom('draft')
    .select(DRAFT_COLUMNS)
    .where('id', 'in', newest)
    .orderBy('period')
    .execute();
}
