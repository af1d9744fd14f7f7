/** What a bulletin that corrects another says first: which one, why, and every reported figure that is now another. */
import type { Paragraph, Run } from '../model/bulletin.ts';
import type { Correction } from '../model/correction.ts';
import { chineseDay } from '../model/day.ts';
import type { Scoreboard } from '../model/scoreboard.ts';
import { namedFigures, type NamedFigure } from './explain-index.ts';
import { allIndicators, mainFigure, type Matter } from './matter.ts';
import { join, paragraph, say } from './saying.ts';

/** 《关于……的通报》（更正）. */
export function correctedTitle(title: string): string {
  return `${title}（更正）`;
}

export function correctionParagraph(correction: Correction, { board }: Matter): Paragraph {
  const { documentNumber, title, releasedOn, reason, before } = correction;
  const changed = changedFigures(before, board, documentNumber);
  return paragraph(
    `《${title}》（${documentNumber}，${chineseDay(releasedOn)}印发）印发后，${reason}。现重新通报如下，以本通报为准。`,
    changed.length === 0
      ? '各单位上报的指标数没有变动。'
      : say`更正的指标数：${join(changed, '；')}。有关的汇总数、完成率和位次随之更正。`,
  );
}

/** 寿光市“引进高层次人才”本年累计由80人更正为84人. Of units' own reports: totals and places follow from them. */
function changedFigures(
  before: Scoreboard,
  now: Scoreboard,
  documentNumber: string,
): readonly (readonly Run[])[] {
  const [were, are] = [namedFigures(before), namedFigures(now)];
  const ids = allIndicators(now).flatMap(({ indicator, units }) =>
    units.map((standing) => mainFigure(indicator, standing).id),
  );
  return ids.flatMap((id) => {
    const [was, is] = [were.get(id)?.(), are.get(id)?.()];
    if (was === undefined || is === undefined || isSame(was, is)) return [];
    const { figure, name, text, value } = is;
    const told = { id, text, value, lineage: figure.lineage };
    return [say`${name}由${asItStood(was, documentNumber)}更正为${told}`];
  });
}

function isSame(a: NamedFigure, b: NamedFigure): boolean {
  return a.text === b.text && a.value === b.value;
}

/** The figure of the other document: its own cells, and none of what it would be computed from now. */
function asItStood({ figure, text, value }: NamedFigure, documentNumber: string) {
  const { id, lineage } = figure;
  return { id: `${id}@${documentNumber}`, text, value, lineage: { ...lineage, operands: [] } };
}
