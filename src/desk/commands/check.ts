/** `tongbao check FILE`: the whole answer to a workbook, without recording anything. */
import { basename } from 'node:path';
import { chinesePeriod } from '../../model/period.ts';
import { unitNameIn, type Plan } from '../../model/plan.ts';
import { EXIT, Refusal } from '../../model/refusal.ts';
import type { Judgement } from '../../model/submission.ts';
import { openFile } from '../../outside.ts';
import { check, filledWords } from '../../line/judging.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import { findingLines } from '../finding-lines.ts';
import type { Answer } from '../output.ts';

export const checkCommand: Command = {
  name: 'check',
  words: 1,
  usage: 'check 文件',
  summary: '试核一份报表，只看结果，不登记',
  alone: false,
  answer,
};

async function answer({ given, plan, world }: Desk): Promise<Answer> {
  const [path] = given.words;
  if (path === undefined) {
    const hint = '请写明要核对的文件，如 npx tongbao check 寿光市.xlsx。';
    throw new Refusal('usage', 'usage-file', { message: '没有写明要核对的文件。', hint });
  }
  const taken = await takenFrom(path);
  const looked = { ...taken, fileName: basename(path), at: world.now() };
  const judgement = await check(looked, plan, world);
  const { unit, period, form, cells, findings } = judgement;
  const outcome = judgement.submission === null ? 'returned' : 'accepted';
  return {
    document: documentOf('check', {
      outcome,
      unit,
      period,
      form,
      cells,
      findings: findings.map((finding) => ({ ...finding, read: finding.read ?? '' })),
    }),
    text: textOf(judgement, plan),
    exit: judgement.submission === null ? EXIT.dataRefused : EXIT.done,
  };
}

async function takenFrom(path: string): ReturnType<typeof openFile> {
  try {
    return await openFile(path);
  } catch (cause) {
    const message = `文件“${path}”打不开。`;
    const hint = '请核对文件名和所在文件夹；文件正被别的程序占用时请先关闭。';
    throw new Refusal('usage', 'file-unreadable', { message, hint, cause });
  }
}

function textOf(judgement: Judgement, plan: Plan): string {
  const verdict =
    judgement.submission === null ? '有需要修改的地方，按现状上报会被退回' : '可以上报';
  const { unit: id, period } = judgement;
  const unit = unitNameIn(plan, id, period) ?? '没有认出';
  const month = period === null ? '没有认出' : chinesePeriod(period);
  const head = `结论：${verdict}\n单位：${unit}　报告期：${month}`;
  return [head, ...filledWords(judgement, plan), ...findingLines(judgement.findings)].join('\n');
}
