/** `tongbao explain`: where a figure comes from, down to file, sheet and cell; `--out` hands out the files themselves. */
import { resolve } from 'node:path';
import { chinesePeriod, type Period } from '../../model/period.ts';
import { EXIT, Refusal } from '../../model/refusal.ts';
import { openFolder } from '../../outside.ts';
import type { About } from '../../line/kinds.ts';
import {
  explain,
  explainable,
  originals,
  type Explained,
  type Listed,
} from '../../line/explaining.ts';
import { figures } from '../../line/figures.ts';
import { aboutOf, aboutOption } from '../about.ts';
import { periodOption } from '../arguments.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';

/** Figures told of where none has the id that was asked for. */
const NEAR = 12;

export const explainCommand: Command = {
  name: 'explain',
  words: 1,
  usage:
    'explain --period 2007-05 [--section 人才工作 | --unit 寿光市] [--figure RC01/city/cumulative] [--out 目录]',
  summary:
    '说明一个数从哪里来，直到文件、表和单元格；不写 --figure 列出全部可查的数；专题通报和一县一单里的数加 --section 或 --unit；加 --out 取出所依据的报表原件',
  alone: false,
  answer,
};

async function answer(desk: Desk): Promise<Answer> {
  const { given, plan, world } = desk;
  const period = periodOption(given);
  const about = await documentAsked(desk, period);
  const figure = given.options.get('figure') ?? given.words[0];
  if (figure === undefined) {
    return listAnswer(period, await explainable({ period, about, figure: '' }, plan, world));
  }
  const found = await explain({ period, about, figure }, plan, world);
  if (!('explanation' in found)) throw unclearFigure(figure, found);
  const paths = await handOut(desk, found);
  return {
    document: documentOf('explain', { period, ...found.explanation, originals: paths }),
    text: [found.text, ...paths.map((path) => `原件 ${path}`)].join('\n'),
    exit: EXIT.done,
  };
}

async function documentAsked({ given, plan, world }: Desk, period: Period): Promise<About> {
  if (aboutOption(given) === '') return null;
  return aboutOf(given, await figures(period, plan, world), plan);
}

/** Every figure that may be asked about, with its id. */
function listAnswer(period: Period, figures: readonly Listed[]): Answer {
  const count = `${chinesePeriod(period)}可查的数共 ${String(figures.length)} 个，编号、名称和数值如下：`;
  return {
    document: documentOf('explain', { period, figures }),
    text: [count, ...figures.map(lineOf)].join('\n'),
    exit: EXIT.done,
  };
}

function lineOf({ figure, name, text }: Listed): string {
  return `${figure}　${name}：${text}`;
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

/** Asks which one is meant where several are like it. */
function unclearFigure(asked: string, like: readonly Listed[]): Refusal {
  if (like.length === 0) {
    const message = `没有编号或名称是“${asked}”的数。`;
    const hint =
      '不写 --figure 可列出这一期全部可查的数；也可以写名称里的字，如 --figure 寿光市引进人才本年累计。';
    return new Refusal('usage', 'usage-figure', { message, hint });
  }
  const message = `有 ${String(like.length)} 个数与“${asked}”相近，要查的是哪一个？`;
  const near = like.slice(0, NEAR);
  const listed = near.length < like.length ? `（前 ${String(NEAR)} 个）` : '';
  const hint = [`请写编号${listed}：`, ...near.map(lineOf)].join('\n');
  return new Refusal('usage', 'usage-figure', { message, hint });
}
