/** `tongbao run`: the whole job of a period: collect, check, add up, draft, and the files that go with it. */
import { STATUS_WORDS } from '../../model/catalogue/words.ts';
import type { Scoreboard, UnitReport } from '../../model/scoreboard.ts';
import { collectAll } from '../../line/collecting.ts';
import { draft, refuseFaultyTemplates, refuseOutsidePlan } from '../../line/pipeline.ts';
import { planChanges } from '../../adjusting/plan-changes.ts';
import { periodOption } from '../arguments.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';
import { countOutcomes, leftLines } from './collect.ts';
import { attachmentLines, draftFields } from './draft.ts';

export const runCommand: Command = {
  name: 'run',
  usage: 'run --period 2007-05',
  summary: '全程：收报、核对、汇总、拟稿',
  alone: true,
  duties: ['collect', 'draft'],
  asks({ given, plan }) {
    refuseOutsidePlan(periodOption(given), plan);
  },
  answer,
};

async function answer({ given, plan, world }: Desk): Promise<Answer> {
  const period = periodOption(given);
  await refuseFaultyTemplates(world);
  const collected = await collectAll(plan, world);
  const counts = countOutcomes(collected.receipts);
  const left = await world.inbox.left();
  const changes = await planChanges(plan, world, period);
  const drafted = await draft(period, plan, world);
  const { row, scoreboard } = drafted;
  const findings = [...collected.findings, ...changes, ...drafted.findings];
  const late = unitsBy(scoreboard, 'late');
  const missing = [...unitsBy(scoreboard, 'missing'), ...unitsBy(scoreboard, 'returned')];
  const fields = {
    run: world.run,
    ...counts,
    left,
    late,
    missing,
    ...draftFields(drafted),
    findings,
  };
  return {
    document: documentOf('run', fields),
    text: [
      `运行编号 ${world.run}`,
      `收到 ${String(counts.received)} 份：接收 ${String(counts.accepted)}，退回 ${String(counts.returned)}，重复 ${String(counts.repeated)}`,
      ...leftLines(left),
      ...reportingLines(scoreboard),
      `通报 ${String(row.pages)} 页 ${row.path}`,
      ...attachmentLines(drafted),
    ].join('\n'),
    exit: 0,
    remarks: findings,
  };
}

function unitsBy({ reporting }: Scoreboard, status: UnitReport['status']): readonly string[] {
  const reports = reporting.reports.filter((report) => report.status === status);
  return [...new Set(reports.map(({ name }) => name))];
}

/** 迟报、漏报、退回 with the units named, one line each, for the terminal. */
export function reportingLines(scoreboard: Scoreboard): readonly string[] {
  const { expected, actual, actualOnTime } = scoreboard.reporting;
  const head = `应报 ${String(expected)}，实报 ${String(actual)}，按时 ${String(actualOnTime)}`;
  const named = (['late', 'missing', 'returned'] as const).map((status) => {
    const units = unitsBy(scoreboard, status);
    return `${STATUS_WORDS[status]}：${units.length === 0 ? '无' : units.join('、')}`;
  });
  return [head, named.join('；')];
}
