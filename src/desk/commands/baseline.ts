/** `tongbao baseline`: the blank workbook for the figures of a year before Tongbao. */
import { join, resolve } from 'node:path';
import { EXIT, Refusal } from '../../model/refusal.ts';
import { periodType, type Period } from '../../model/period.ts';
import { openFolder } from '../../outside.ts';
import { baselineForm } from '../../line/issuing.ts';
import { keepInputs } from '../../line/pipeline.ts';
import { outOption, periodOption, type Arguments } from '../arguments.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';

export const baselineCommand: Command = {
  name: 'baseline',
  usage: 'baseline --period 2006 --out 目录',
  summary: '生成一份基数表，填以前年份各月的数，供同比和序时进度用',
  alone: true,
  duties: ['collect'],
  asks({ given }) {
    yearOption(given);
    outOption(given);
  },
  answer,
};

function yearOption(given: Arguments): Period {
  const period = periodOption(given);
  if (periodType(period) === 'year') return period;
  const message = `“${period}”不是一个年份，基数表按年填。`;
  throw new Refusal('usage', 'usage-year', { message, hint: '请写成 --period 2006。' });
}

async function answer({ given, plan, world }: Desk): Promise<Answer> {
  const year = yearOption(given);
  const out = resolve(outOption(given));
  await keepInputs(plan, world);
  const { fileName, bytes, units } = await baselineForm(year, plan, world);
  const path = await openFolder(out).putNew(fileName, bytes);
  const document = documentOf('baseline', {
    period: year,
    units,
    path: path ?? join(out, fileName),
  });
  if (path !== null) {
    const text = `已生成基数表（${String(units.length)} 个单位，一单位一张）：${path}\n填好后放进 data/inbox，再运行 npx tongbao collect。`;
    return { document, text, exit: EXIT.done };
  }
  const lines = [
    `没有写：那里已有同名、内容不同的文件（可能已经填过），没有覆盖：${join(out, fileName)}`,
    '怎么办：请换一个空文件夹，或先把这个文件移走再生成一次。',
  ];
  return { document, text: lines.join('\n'), exit: EXIT.dataRefused };
}
