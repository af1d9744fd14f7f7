/** Units that know two of the figures only as a bound (约数), and how they write it. */

type Approximator = Readonly<{
  /** What they round down to. */
  step: number;
  /** What they write after the number of 万. */
  ending: string;
}>;

/** By indicator and unit. */
export const APPROXIMATORS: ReadonlyMap<string, Approximator> = new Map([
  ['YC03|anqiu', { step: 10_000, ending: '多' }],
  ['YC03|gaomi', { step: 1000, ending: '多次' }],
  ['YC04|zhucheng', { step: 10_000, ending: '多' }],
  ['YC04|linqu', { step: 10_000, ending: '多人次' }],
]);

/**
 * What such a unit types for an amount: 34 210 becomes 3万多; below a step it counts exactly.
 *
 * @returns null for a unit that counts.
 */
export function approximateWords(code: string, unit: string, amount: number): string | null {
  const how = APPROXIMATORS.get(`${code}|${unit}`);
  if (how === undefined || amount < Math.max(how.step, 10_000)) return null;
  const thousands = Math.floor((amount - (amount % how.step)) / 1000);
  const rest = thousands % 10 === 0 ? '' : `.${String(thousands % 10)}`;
  return `${String(Math.floor(thousands / 10))}${rest}万${how.ending}`;
}
