/** `tongbao forms`: the month's blank workbooks, one for each unit that has to report. */
import { resolve } from 'node:path';
import { Refusal } from '../../model/refusal.ts';
import { openFolder } from '../../outside.ts';
import { forms } from '../../issuing.ts';
import { keepInputs } from '../../pipeline.ts';
import { monthOption } from '../arguments.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';

export const formsCommand: Command = {
  name: 'forms',
  usage: 'forms --period 2007-05 --out 目录',
  summary: '为每个应报单位生成一份空白报表',
  alone: true,
  answer,
};

async function answer({ given, plan, world }: Desk): Promise<Answer> {
  const period = monthOption(given);
  const out = given.options.get('out');
  if (out === undefined) {
    const hint = '请用 --out 写明放报表的文件夹，如 --out 报表。';
    throw new Refusal('usage', 'usage-out', { message: '没有写明报表放在哪里。', hint });
  }
  const folder = openFolder(resolve(out));
  await keepInputs(plan, world);
  const written: { unit: string; name: string; form: string; path: string }[] = [];
  for await (const blank of forms(period, plan, world)) {
    const path = await folder.put(blank.fileName, blank.bytes);
    const { unit, form } = blank.sheet;
    written.push({ unit: unit.id, name: unit.name, form: form.id, path });
  }
  const lines = written.map((entry) => `${entry.name}　${entry.path}`);
  return {
    document: documentOf('forms', { period, forms: written }),
    text: [`已生成 ${String(written.length)} 份报表：`, ...lines].join('\n'),
    exit: 0,
  };
}
