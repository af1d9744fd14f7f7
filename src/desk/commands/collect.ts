/** `tongbao collect`: takes what lies in the inbox and answers each file with one receipt. */
import { oneLine } from '../../model/catalogue/catalogue.ts';
import { LEFT_WORDS, OUTCOME_WORDS } from '../../model/catalogue/words.ts';
import { chinesePeriod } from '../../model/period.ts';
import { unitNameIn, type Plan } from '../../model/plan.ts';
import type { Receipt } from '../../model/submission.ts';
import type { LeftLying } from '../../model/world.ts';
import { EXIT } from '../../model/refusal.ts';
import { collectAll } from '../../line/collecting.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';

export const collectCommand: Command = {
  name: 'collect',
  usage: 'collect',
  summary: '收取收件箱里的报表，逐份核对并写出回执',
  alone: true,
  duties: ['collect'],
  answer,
};

async function answer({ plan, world }: Desk): Promise<Answer> {
  const { receipts, isDown, findings } = await collectAll(plan, world);
  const left = await world.inbox.left();
  const counts = countOutcomes(receipts);
  const lines =
    receipts.length === 0
      ? ['收件箱里没有新文件。']
      : receipts.flatMap((receipt) => [line(receipt, plan), ...doubts(receipt)]);
  return {
    document: documentOf('collect', { ...counts, receipts: receipts.map(brief), left, findings }),
    text: [...lines, ...leftLines(left)].join('\n'),
    exit: isDown ? EXIT.outsideDown : EXIT.done,
    remarks: findings,
  };
}

/** What was left lying in the inbox, one line each. */
export function leftLines(left: readonly LeftLying[]): readonly string[] {
  return left.map(({ fileName, reason }) => `未收　${oneLine(fileName)}　${LEFT_WORDS[reason]}`);
}

/** How many arrivals were accepted, returned and seen before. */
export function countOutcomes(
  receipts: readonly Receipt[],
): Readonly<{ received: number; accepted: number; returned: number; repeated: number }> {
  const count = (outcome: Receipt['outcome']): number =>
    receipts.filter((receipt) => receipt.outcome === outcome).length;
  return {
    received: receipts.length,
    accepted: count('accepted'),
    returned: count('returned'),
    repeated: count('seen-before'),
  };
}

function brief(receipt: Receipt): Readonly<Record<string, unknown>> {
  const { cells, ...rest } = receipt;
  return { ...rest, cells: cells.length };
}

function line(receipt: Receipt, plan: Plan): string {
  const { unit, period, findings } = receipt;
  const faults = findings.filter(({ severity }) => severity === 'error').length;
  const name = unitNameIn(plan, unit, period) ?? '没有认出单位';
  const who = `${name}${period === null ? '' : chinesePeriod(period)}`;
  const tail = faults === 0 ? '' : `，${String(faults)} 处需要修改`;
  return `${OUTCOME_WORDS[receipt.outcome]}　${oneLine(receipt.fileName)}　${who}${tail}`;
}

/** What was accepted and is to be looked at, with the reasons that units gave: the administrator reads no receipts. */
function doubts({ outcome, findings }: Receipt): readonly string[] {
  if (outcome !== 'accepted') return [];
  return findings
    .filter(({ severity }) => severity === 'warning')
    .map(
      ({ item, message }) =>
        `　　　核实　${item === undefined ? '' : `${oneLine(item)}：`}${message}`,
    );
}
