/** One unit's own sheet (一县一单): a page that says where it stands and why, and nothing that is only another unit's. */
import type { Block, Bulletin, Run } from '../model/bulletin.ts';
import { chineseMoment } from '../model/day.ts';
import { chinesePeriod, lastMonth } from '../model/period.ts';
import type { Office } from '../model/office.ts';
import { asItWas, type Plan } from '../model/plan.ts';
import type { UnitBoard } from '../model/unit-board.ts';
import type { Dates } from './bulletin.ts';
import { correctedTitle } from './correction.ts';
import { paragraph, say } from './saying.ts';
import { placeBefore } from './slip-figures.ts';
import { reportWords, requestWords, taskWords } from './slip-duties.ts';
import { slipTable } from './slip-table.ts';
import {
  costWords,
  hasReported,
  isYearEnd,
  laggingWords,
  leadingWords,
  restWords,
  standingWords,
} from './slip-words.ts';

/**
 * A bulletin of one sheet, addressed to the unit; `templates/slip.hbs` sets it. It has no number, copies or annexes.
 *
 * Nothing but the unit's own board is asked, so that nothing else can be printed.
 */
export function composeSlip(own: UnitBoard, plan: Plan, dates: Dates): Bulletin {
  const office = asItWas<Office>(plan.office, own.period);
  const period = chinesePeriod(own.period);
  const title = `${own.unit.name}${period}组织工作进展情况`;
  return {
    period: own.period,
    mark: own.mark,
    isDraft: dates.isDraft === true,
    head: office.head,
    fonts: office.fonts,
    issuerMark: office.issuer,
    documentNumber: '',
    title: dates.correction ? correctedTitle(title) : title,
    addressees: own.unit.name,
    body: bodyOf(own, plan),
    attachments: [],
    issuer: office.issuer,
    seal: office.seal,
    issuedOn: dates.issuedOn,
    annexes: [],
    reportTo: '',
    printRun: '',
    copies: '',
    printer: office.printer,
    printedOn: dates.printedOn,
    keywords: ['一县一单', period, own.unit.name],
    remarks: [],
  };
}

function bodyOf(own: UnitBoard, plan: Plan): readonly Block[] {
  const said: readonly Readonly<{ head: string; words: readonly Run[] }>[] = [
    { head: '领先', words: leadingWords(own, plan) },
    { head: isYearEnd(own) ? '差距' : '滞后', words: laggingWords(own) },
    { head: '失分', words: costWords(own) },
    { head: '今后', words: restWords(own) },
    { head: '任务', words: taskWords(own) },
    { head: '报送', words: reportWords(own) },
    { head: '要求', words: requestWords(own) },
  ];
  return [
    paragraph(missingWords(own), standingWords(own), sourceWords(own)),
    ...(own.entries.length === 0 ? [] : [slipTable(own)]),
    ...said.flatMap(({ head, words }): readonly Block[] =>
      words.length === 0 ? [] : [{ type: 'heading', level: 2, text: head }, paragraph(words)],
    ),
  ];
}

/** Of a unit that sent nothing, before all else. */
function missingWords(own: UnitBoard): readonly Run[] {
  const owed = own.reports.some(({ period }) => period === lastMonth(own.period));
  if (!owed || hasReported(own)) return [];
  const { before, scoreBefore, unit, period } = own;
  const last =
    before === null || scoreBefore === null
      ? []
      : say`（${chinesePeriod(before)}综合得分居${placeBefore(scoreBefore)}）`;
  const earlier = own.entries.some(({ standing }) => standing.carried.length > 0);
  const held = earlier ? '；下表带“*”的累计为最近一次报送的数' : '';
  return say`${unit.name}没有报送${chinesePeriod(lastMonth(period))}报表，不评进度、不排位次、不计综合得分${last}${held}。`;
}

function sourceWords({ asOf, period }: UnitBoard): readonly Run[] {
  return say`数据截至${chineseMoment(asOf)}，与${chinesePeriod(period)}通报一致。`;
}
