/** What a browser asked to see: which data, how large. */
import type { ProofKind } from '../../adjusting/previewing.ts';
import { PROOF_KINDS } from '../../adjusting/previewing.ts';

/** @property zoom percent. */
export type View = Readonly<{ kind: ProofKind; zoom: number }>;

export const ZOOMS: readonly number[] = [50, 75, 100, 150, 200];

const ZOOM = 100;

/** Null for what is no view: nothing but the words that the page itself writes is taken. */
export function viewIn(query: Readonly<Record<string, string>>, otherwise: ProofKind): View | null {
  const { data = otherwise, zoom = String(ZOOM) } = query;
  const kind = PROOF_KINDS.find((known) => known === data);
  const size = ZOOMS.find((known) => String(known) === zoom);
  return kind === undefined || size === undefined ? null : { kind, zoom: size };
}

/** The query of a view. */
export function queryOf({ kind, zoom }: View): string {
  return `?data=${kind}&zoom=${String(zoom)}`;
}
