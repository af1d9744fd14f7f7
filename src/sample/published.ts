/** What 2006 is known to have come to, and how a year usually runs: the two things the sample is bent to fit. */

/**
 * Totals of 2006 as the city published them (in the indicator's unit of measure). YC03 and YC04 were published as
 * bounds only (35万多次, 900多万人次): these totals are invented above them.
 */
export const FLOW_TOTALS: ReadonlyMap<string, number> = new Map([
  ['RS01', 11],
  ['RS03', 191],
  ['PX01', 128_000],
  ['PX02', 1880],
  ['PX03', 45_000],
  ['PX04', 3],
  ['RC01', 579],
  ['RC02', 31],
  ['RC03', 417],
  ['RC04', 1],
  ['RC05', 12],
  ['JC01', 4929],
  ['JC03', 9982],
  ['YC01', 413],
  ['YC03', 353_417],
  ['YC04', 9_006_280],
]);

/** Levels at the end of 2006, as published. */
export const STOCK_TOTALS: ReadonlyMap<string, number> = new Map([
  ['RS02', 30],
  ['RC06', 216],
  ['YC02', 8523],
]);

/** A whole that has parts is split as parts, so that no part ever exceeds its whole. */
export const PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['RC01', ['RC02', 'RC03']],
  ['PX01', ['PX03']],
]);

/** What a year of an indicator that begins in 2007 without a target may come to, for all units together. */
export const ASSUMED_2007: ReadonlyMap<string, number> = new Map([
  ['RC07', 2000],
  ['YC05', 360],
  ['ZS03', 480],
]);

/** How many of a thousand of its whole a part is in 2007. */
export const PART_PERMILLE: ReadonlyMap<string, number> = new Map([
  ['RC02', 62],
  ['RC03', 715],
]);

/** Announced once a year by the province: nothing before the month named, all of it then. */
export const ANNOUNCED_IN: ReadonlyMap<string, number> = new Map([
  ['RC04', 10],
  ['RC05', 11],
  ['RS01', 9],
]);

/** Weights of January to December. Spring Festival and the summer are slow, training peaks in spring and autumn. */
const EVEN = [70, 55, 85, 90, 85, 90, 75, 75, 95, 90, 95, 95];
const SEASONS: Readonly<Record<string, readonly number[]>> = {
  PX: [45, 30, 105, 120, 110, 95, 55, 50, 115, 120, 100, 55],
  RC: [50, 35, 80, 85, 80, 90, 130, 125, 105, 85, 75, 60],
  JC: [40, 35, 70, 90, 105, 150, 70, 65, 90, 95, 90, 100],
};

/** Weight of each month of the year, January first, for an indicator by the first letters of its code. */
export function seasonOf(code: string): readonly number[] {
  const announced = ANNOUNCED_IN.get(code);
  if (announced !== undefined) return EVEN.map((_, i) => (i + 1 === announced ? 1 : 0));
  return SEASONS[code.slice(0, 2)] ?? EVEN;
}

/** Rough population in 万人: how a total is shared where the plan has no target to go by. */
const SIZES: ReadonlyMap<string, number> = new Map([
  ['weicheng', 37],
  ['hanting', 35],
  ['fangzi', 26],
  ['kuiwen', 36],
  ['linqu', 85],
  ['changle', 60],
  ['qingzhou', 90],
  ['zhucheng', 105],
  ['shouguang', 103],
  ['anqiu', 95],
  ['gaomi', 85],
  ['changyi', 67],
]);

export function sizeOf(unit: string): number {
  return SIZES.get(unit) ?? 50;
}
