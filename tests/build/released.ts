/** A bulletin that was released: its frozen bytes in the ledger, and its deliveries enqueued. */
import { deliveriesOf } from '../../src/compose/delivery.ts';
import type { Moment } from '../../src/model/day.ts';
import type { Delivery } from '../../src/model/delivery.ts';
import type { EditionFile, Signed } from '../../src/model/edition.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Ledger } from '../../src/model/world.ts';
import { aDraft, aSigned, MAY, sha256 } from '../record/builders.ts';

const AT = '2007-06-08T09:00:00+08:00' as Moment;

export type Release = Readonly<{ over?: Partial<Signed>; bytes?: Uint8Array }>;

/** @param bytes of the bulletin; every unit has a sheet of its own, `sheet of <id>`. */
export async function release(
  ledger: Ledger,
  plan: Plan,
  { over = {}, bytes = new TextEncoder().encode('%PDF-1.7 the bulletin') }: Release = {},
): Promise<readonly Delivery[]> {
  const source = sha256('plan');
  await ledger.keep({ kind: 'plan', sha256: source, text: 'plan' }, AT);
  await ledger.recordDraft({ ...aDraft(source, source), pages: over.number ?? 1 }, 'tester');
  const draft = await ledger.heldDraft(MAY, '');
  const review = await ledger.review(draft!, { who: '核稿人', at: AT });
  const sheets = new Map(
    plan.units.map(({ id }) => [id, new TextEncoder().encode(`sheet of ${id}`)] as const),
  );
  const files = [...sheets].map(([unit, sheet]): EditionFile => {
    return { unit, fileName: `一县一单/${unit}.pdf`, sha256: sha256(sheet) };
  });
  const { signed } = aSigned(review.id, source, { pdf: sha256(bytes), files, ...over });
  const frozen = new Map([bytes, ...sheets.values()].map((one) => [sha256(one), one]));
  const edition = await ledger.sign(signed, frozen, null);
  const by = { who: '印发人', at: AT };
  await ledger.release(edition.id, by, deliveriesOf(edition, plan));
  return ledger.deliveries();
}
