/** The measures of GB/T 9704-2012, in millimetres, for tests that hold printed pages against them. */

/** The type area (§5.2.1): 156 by 225 mm, 37 from the sheet's top and 28 from its left. */
export const AREA = { top: 37, left: 28, right: 184, bottom: 262 } as const;
/** 字 and 行 (§3.1, §3.2, §5.2.3): 28 letters to a line; a row is a letter and 7/8 of one. */
export const ZI = 156 / 28;
export const HANG = ZI * 1.875;
/** The room above and below a 3号 letter in its row. */
export const LEADING = (HANG - ZI) / 2;
export const POINT = 25.4 / 72;
/** What is aimed at; the standard itself allows 1 mm. */
export const WITHIN = 0.5;

/** What is aimed at for the thickness of a rule and the size of a letter. */
export const EXACTLY = 0.02;

/** Clause, what it says, the standard's millimetres, what was measured; how near it has to be, where not within `WITHIN`. */
export type Row = readonly [
  clause: string,
  what: string,
  ideal: number,
  measured: number,
  within?: number,
];

/** The row as a test's name. */
export function titled([clause, what, ideal, measured]: Row): string {
  const [should, is, off] = [ideal, measured, measured - ideal].map((n) => n.toFixed(2));
  return `§${clause} ${what}：应为 ${should!}，量得 ${is!}，差 ${off!}`;
}

export function centre({ left, right }: Readonly<{ left: number; right: number }>): number {
  return (left + right) / 2;
}

export function middle({ top, bottom }: Readonly<{ top: number; bottom: number }>): number {
  return (top + bottom) / 2;
}
