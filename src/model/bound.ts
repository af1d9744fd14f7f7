/** Figures known only as a bound (约数): 35万多次. */

/** `over` 35万多, `about` 约35万, `under` 近35万. */
export type Bound = 'over' | 'about' | 'under';

/** The bound of a total that has these parts: one kind stays, mixed kinds are only "about". */
export function boundOfSum(bounds: readonly (Bound | null)[]): Bound | null {
  const kinds = new Set(bounds.filter((bound) => bound !== null));
  if (kinds.size > 1) return 'about';
  return [...kinds][0] ?? null;
}
