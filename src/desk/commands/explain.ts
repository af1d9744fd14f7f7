/** `tongbao explain`: where a figure comes from, down to file, sheet and cell; `--out` hands out the files themselves. */
import { resolve } from 'node:path';
import type { Plan } from '../../model/plan.ts';
import { Refusal } from '../../model/refusal.ts';
import { openFolder } from '../../outside.ts';
import { explain, originals, type Explained } from '../../pipeline.ts';
import { periodOption } from '../arguments.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';

export const explainCommand: Command = {
  name: 'explain',
  usage: 'explain --period 2007-05 --figure RC01/city/cumulative [--out 目录]',
  summary: '说明一个数从哪里来，直到文件、表和单元格；加 --out 取出所依据的报表原件',
  alone: false,
  answer,
};

async function answer(desk: Desk): Promise<Answer> {
  const { given, plan, world } = desk;
  const period = periodOption(given);
  const figure = given.options.get('figure') ?? given.words[0];
  const found = figure === undefined ? null : await explain(period, figure, plan, world);
  if (found === null) throw unknownFigure(figure, plan);
  const paths = await handOut(desk, found);
  return {
    document: documentOf('explain', { period, ...found.explanation, originals: paths }),
    text: [found.text, ...paths.map((path) => `原件 ${path}`)].join('\n'),
    exit: 0,
  };
}

/** Writes the workbooks that the figure rests on where `--out` says. */
async function handOut({ given, world }: Desk, found: Explained): Promise<readonly string[]> {
  const out = given.options.get('out');
  if (out === undefined) return [];
  const folder = openFolder(resolve(out));
  const paths: string[] = [];
  for await (const { fileName, bytes } of originals(found.explanation, world)) {
    paths.push(await folder.put(fileName, bytes));
  }
  return paths;
}

function unknownFigure(figure: string | undefined, plan: Plan): Refusal {
  const example = `${plan.indicators[0]?.code ?? 'RC01'}/city/cumulative`;
  const message = figure === undefined ? '没有写明要查哪个数。' : `没有编号为“${figure}”的数。`;
  const hint = `编号写作“指标/单位/口径”，如 --figure ${example}；导出的 JSON 里有全部指标和单位的代码。`;
  return new Refusal('usage', 'usage-figure', { message, hint });
}
