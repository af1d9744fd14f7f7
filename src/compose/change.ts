/** How a figure moved against an earlier one, in words: 同比增长12.3%, 环比持平, 比上月提高0.3个百分点. */
import type { Run } from '../model/bulletin.ts';
import { compareFractions } from '../model/decimal.ts';
import type { Indicator } from '../model/plan.ts';
import type { Figure } from '../model/scoreboard.ts';
import { isZero, signOf, type Matter } from './matter.ts';
import { phrased } from './phrasing.ts';
import { say } from './saying.ts';
import { changeText, percentOf, pointsText } from './percentage.ts';
import { valueText } from './wording.ts';

export type Compared = Readonly<{
  indicator: Indicator;
  change: Figure;
  now: Figure;
  before: Figure;
}>;

/**
 * A change taken over the units that both periods hold says so: 可比口径同比增长12.3%. One too small for the printed figures
 * to show is none: 基本持平.
 *
 * @param lead 同比, 环比; of a level or ratio the day compared with: 比4月底.
 * @returns null where there is nothing to compare with (the overview says so once for all).
 */
export function changeWords(
  matter: Pick<Matter, 'plan'>,
  lead: string,
  compared: Compared,
): readonly Run[] | null {
  const { indicator, change, now } = compared;
  if (change.value === null) return zeroBaseWords(lead, compared);
  const whole = change.lineage.operands.includes(now.id);
  if (whole && !agrees(compared)) return null;
  const scope = whole ? '' : '可比口径';
  const said = `${scope}${lead}`;
  const sign = signOf(change);
  if (sign === 0) return say`${scope}${level(lead, '持平')}`;
  if (printsAlike(compared)) return say`${scope}${level(lead, '基本持平')}`;
  const size = percentOf(change.value);
  if (indicator.kind === 'ratio') {
    const figures = { 比: said, 变动: pointsText(change) };
    return phrased(matter, '比率增减', { quantities: { 变动: size }, figures });
  }
  const figures = { 比: said, 增幅: changeText(change) };
  return phrased(matter, '增减', { quantities: { 增幅: size }, figures });
}

/** 环比持平, 与4月底持平. */
function level(lead: string, how: '持平' | '基本持平'): string {
  return `${lead.replace(/^比/, '与')}${how}`;
}

/** Whether a figure and what it is compared with print alike, though they differ; over some units only, nothing of both is printed. */
export function printsAlike({ indicator, change, now, before }: Compared): boolean {
  if (!change.lineage.operands.includes(now.id)) return false;
  return valueText(now, indicator).text === valueText(before, indicator).text;
}

function zeroBaseWords(
  lead: string,
  { indicator, change, now, before }: Compared,
): readonly Run[] | null {
  if (change.absent !== 'zero-base' || before.value === null) return null;
  const then = lead === '同比' ? '上年同期' : lead === '环比' ? '上期' : lead.replace(/^比/, '');
  if (isZero(now)) return null;
  return say`${then}为${valueText(before, indicator)}`;
}

/** A rate on a negative base points the wrong way: nothing is said of growth that the two figures do not show. */
function agrees({ change, now, before }: Compared): boolean {
  if (now.value === null || before.value === null) return true;
  return Math.sign(compareFractions(now.value, before.value)) === signOf(change);
}
