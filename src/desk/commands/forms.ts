/** `tongbao forms`: the month's blank workbooks, one for each unit that has to report; or online sheets instead. */
import { join, resolve } from 'node:path';
import { EXIT } from '../../model/refusal.ts';
import { openFolder } from '../../outside.ts';
import { forms } from '../../line/issuing.ts';
import { keepInputs } from '../../line/pipeline.ts';
import { monthOption, outOption } from '../arguments.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import { answerOnline, isOnline, refuseUnwritable } from './forms-online.ts';
import type { Answer } from '../output.ts';

export const formsCommand: Command = {
  name: 'forms',
  usage: 'forms --period 2007-05 --out 目录　或　forms --period 2007-05 --to google',
  summary: '为每个应报单位生成一份空白报表；--to google 写进单位的在线表，已经对的不动',
  alone: true,
  duties: ['collect'],
  asks({ given, plan }) {
    monthOption(given);
    if (isOnline(given)) refuseUnwritable(given, plan);
    else outOption(given);
  },
  answer: (desk) => (isOnline(desk.given) ? answerOnline(desk) : answer(desk)),
};

type Entry = Readonly<{ unit: string; name: string; form: string; path: string }>;

function told(written: readonly Entry[]): readonly string[] {
  return [
    `已生成 ${String(written.length)} 份报表：`,
    ...written.map(({ name, path }) => `${name}　${path}`),
  ];
}

/** A filled form is never written over: nobody's work is lost. */
function toldKept(kept: readonly Entry[]): readonly string[] {
  if (kept.length === 0) return [];
  return [
    `有 ${String(kept.length)} 份没有写：那里已有同名、内容不同的文件（可能已经填过），没有覆盖：`,
    ...kept.map(({ name, path }) => `${name}　${path}`),
    '怎么办：请换一个空文件夹，或先把这些文件移走再生成一次。',
  ];
}

async function answer({ given, plan, world }: Desk): Promise<Answer> {
  const period = monthOption(given);
  const out = outOption(given);
  const folder = openFolder(resolve(out));
  await keepInputs(plan, world);
  const written: Entry[] = [];
  const kept: Entry[] = [];
  for await (const blank of forms(period, plan, world)) {
    const { unit, form } = blank.sheet;
    const entry = { unit: unit.id, name: unit.name, form: form.id };
    const path = await folder.putNew(blank.fileName, blank.bytes);
    if (path === null) kept.push({ ...entry, path: join(resolve(out), blank.fileName) });
    else written.push({ ...entry, path });
  }
  return {
    document: documentOf('forms', { period, forms: written, kept }),
    text: [...told(written), ...toldKept(kept)].join('\n'),
    // What was asked for was not all done, and needs a person.
    exit: kept.length === 0 ? EXIT.done : EXIT.dataRefused,
  };
}
