/** Fills the text items: by turns, so that no two units tell the same in a month and none tells the same twice. */
import type { TextItem } from '../model/plan.ts';
import { CITY_HIGHLIGHTS, CITY_PROBLEMS, HIGHLIGHTS, INDUSTRY, PROBLEMS } from './text-bank.ts';
import { within } from './seed.ts';

type Writer = Readonly<{ id: string; reports: 'county' | 'city'; group: string }>;

/** In ten units, how many write something in a month. */
const OFTEN: ReadonlyMap<string, number> = new Map([
  ['WZ01', 8],
  ['WZ02', 6],
]);
/** Odd, and no multiple of 7: every turn of 16 or 14 themes meets all of them. */
const BY_UNIT = 5;
const BY_MONTH = 3;
const SEASONS = ['春耕备播', '夏季田间管理', '秋收秋种', '冬季农闲'] as const;
const PLAIN = '按要求开展工作，情况正常。';

/**
 * @param order the unit's place in the plan: what keeps the units of one month apart.
 * @returns null when the unit leaves the item blank this month; never longer than the item allows.
 */
export function textFilling(
  text: TextItem,
  unit: Writer,
  month: string,
  order: number,
): string | null {
  const key = `${text.code}|${unit.id}|${month}`;
  const silent = within(`often|${key}`, 1, 10) > (OFTEN.get(text.code) ?? 10);
  if (silent && !text.required) return null;
  const turn = Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  const words = filled(themeOf(text.code, unit, turn, order), unit, key);
  return words.slice(0, text.maxLength);
}

function themeOf(code: string, { reports }: Writer, turn: number, order: number): string {
  const at = order * BY_UNIT + turn * BY_MONTH;
  if (reports === 'city') return among(CITY.get(code) ?? [], turn);
  if (code === 'WZ02') return among(PROBLEMS, at);
  if (code !== 'WZ01') return PLAIN;
  // After a whole turn of the themes the other way to tell each.
  const lap = Math.floor(turn / HIGHLIGHTS.length) + order;
  return HIGHLIGHTS[at % HIGHLIGHTS.length]?.[lap % 2 === 0 ? 0 : 1] ?? PLAIN;
}

const CITY: ReadonlyMap<string, readonly string[]> = new Map([
  ['WZ01', CITY_HIGHLIGHTS],
  ['WZ02', CITY_PROBLEMS],
]);

function among(themes: readonly string[], at: number): string {
  return themes[at % themes.length] ?? PLAIN;
}

function filled(theme: string, unit: Writer, key: string): string {
  const season = SEASONS[Math.floor(((Number(key.slice(-2)) + 9) % 12) / 3)] ?? SEASONS[0];
  return theme
    .replaceAll('{乡镇}', unit.group === 'qu' ? '街道' : '乡镇')
    .replaceAll('{产业}', INDUSTRY.get(unit.id) ?? '特色产业')
    .replaceAll('{农时}', season)
    .replaceAll(/\{(\d+)-(\d+)\}/g, (_, low: string, high: string, at: number) =>
      String(within(`${key}|${String(at)}`, Number(low), Number(high))),
    );
}
