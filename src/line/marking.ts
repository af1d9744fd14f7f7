/** The workbook that goes back with a returned one, its faults marked (批注版): read, filled, marked by the rooms in turn. */
import { identify } from '../check/identity.ts';
import { typedFilling } from '../check/typed-filling.ts';
import { annotationOf } from '../compose/annotation.ts';
import type { Marked } from '../model/annotation.ts';
import type { Filling } from '../model/filling.ts';
import type { FormSheet } from '../model/form.ts';
import type { Plan } from '../model/plan.ts';
import type { Arrival, Judgement, Receipt } from '../model/submission.ts';
import type { World } from '../model/world.ts';

/** What the line does elsewhere too: writes a filled form, and judges a file. */
export type Line = Readonly<{
  write: (sheet: FormSheet, filling: Filling) => Promise<Uint8Array>;
  check: (bytes: Uint8Array) => Promise<Judgement>;
}>;

/**
 * The unit's own workbook with its faulty cells marked, or a copy of our form with its values where their own cannot be
 * marked. Null for what is not returned, and where nothing is said of a cell.
 *
 * A help beside the receipt: where it fails, the receipt still goes out, and the fault stands in the log.
 */
export async function markedWorkbook(
  arrival: Arrival,
  receipt: Receipt,
  plan: Plan,
  { world, line }: Readonly<{ world: World; line: Line }>,
): Promise<Marked | null> {
  const located = receipt.findings.some(({ place }) => place.cell !== undefined);
  if (receipt.outcome !== 'returned' || !located) return null;
  try {
    const { annotatedWorkbook } = await import('../render/marks/annotated-workbook.ts');
    const own = isUnsigned(receipt)
      ? null
      : annotatedWorkbook(arrival.bytes, annotationOf(receipt, receipt.findings, 'own'));
    if (own !== null) return { of: 'own', bytes: own };
    const copy = await copied(arrival, plan, { world, line });
    if (copy === null) return null;
    // Rows and columns of the copy are where our form has them: it is judged for its own places.
    const { findings } = await line.check(copy);
    const bytes = annotatedWorkbook(copy, annotationOf(receipt, findings, 'copy'));
    return bytes === null ? null : { of: 'copy', bytes };
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    world.log('marking-failed', { receipt: receipt.number, fault });
    return null;
  }
}

/** A workbook that is none of ours: corrected and sent again it would still be none. */
function isUnsigned({ findings }: Receipt): boolean {
  return findings.some(({ code }) => code === 'I_LOST');
}

/** Our form with what was typed; null where it cannot be told whose it is, or where none of its rows is found. */
async function copied(
  { bytes, fileName, at }: Arrival,
  plan: Plan,
  { world, line }: Readonly<{ world: World; line: Line }>,
): Promise<Uint8Array | null> {
  const { value: grid } = await world.reader.read(bytes, fileName);
  if (grid === null) return null;
  const { sheet } = identify(grid, { plan, seal: await world.seal(), at, fileName });
  const filling = sheet === null ? null : typedFilling(grid, sheet);
  return sheet === null || filling === null ? null : line.write(sheet, filling);
}
