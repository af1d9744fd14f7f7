/** An online sheet as bytes that are kept, and how it stands to what came last from it. */
import type { OnlineSheet } from '../model/google.ts';
import { sha256Of } from '../model/sha256.ts';
import { snapshotText } from '../model/sheet-snapshot.ts';
import type { Arrival, ArrivalName } from '../model/submission.ts';
import type { Ledger } from '../model/world.ts';

/** All arrivals of a sheet have keys that begin so. */
export function keysOf(spreadsheet: string): string {
  return `google/${spreadsheet}/`;
}

/** In a key: that a snapshot follows none. */
const NOTHING = 'first';

type Kept = Pick<Arrival, 'bytes' | 'sha256'> & Readonly<{ after: string }>;

/**
 * @property last what came last from it; @property isSame whether nothing has changed since.
 * @property kept the snapshot of then, where nothing has; else a new one behind it.
 */
export type Standing = Readonly<{ last: ArrivalName | null; isSame: boolean; kept: Kept }>;

export async function standingOf(sheet: OnlineSheet, ledger: Ledger): Promise<Standing> {
  const last = await ledger.lastArrivalUnder(keysOf(sheet.spreadsheet));
  const again = last === null ? null : snapshot(sheet, afterIn(last.key));
  if (again !== null && again.sha256 === last?.sha256) return { last, isSame: true, kept: again };
  return { last, isSame: false, kept: snapshot(sheet, last?.sha256 ?? null) };
}

/** Whether a sheet was accepted as it stands: nothing in it has changed since. */
export async function isAcceptedAsItStands(sheet: OnlineSheet, ledger: Ledger): Promise<boolean> {
  const { isSame, kept } = await standingOf(sheet, ledger);
  return isSame && (await ledger.standingReceiptOf(kept.sha256))?.outcome === 'accepted';
}

function afterIn(key: string): string | null {
  const after = key.split('/')[2] ?? NOTHING;
  return after === NOTHING ? null : after;
}

function snapshot({ grid, spreadsheet }: OnlineSheet, after: string | null): Kept {
  const bytes = new TextEncoder().encode(snapshotText(grid, { spreadsheet, after }));
  return { after: after ?? NOTHING, bytes, sha256: sha256Of(bytes) };
}
