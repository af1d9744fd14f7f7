/** `tongbao explain`: where a figure comes from, down to file, sheet and cell. */
import { explainFigure, explanationText } from '../../compose/explain.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Scoreboard } from '../../model/scoreboard.ts';
import { figures, words } from '../../pipeline.ts';
import { periodOption } from '../arguments.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';

export const explainCommand: Command = {
  name: 'explain',
  usage: 'explain --period 2007-05 --figure RC01/city/cumulative',
  summary: '说明一个数从哪里来，直到文件、表和单元格',
  alone: false,
  answer,
};

async function answer({ given, plan, world }: Desk): Promise<Answer> {
  const period = periodOption(given);
  const scoreboard = await figures(period, plan, world);
  const figure = given.options.get('figure') ?? given.words[0];
  const explanation =
    figure === undefined ? null : explainFigure(scoreboard, words(scoreboard, plan), figure);
  if (explanation === null) throw unknownFigure(figure, scoreboard);
  return {
    document: documentOf('explain', { period, ...explanation }),
    text: explanationText(explanation),
    exit: 0,
  };
}

function unknownFigure(figure: string | undefined, scoreboard: Scoreboard): Refusal {
  const first = scoreboard.sections[0]?.indicators[0];
  const example = first === undefined ? 'RC01/city/cumulative' : first.city.cumulative.id;
  const message = figure === undefined ? '没有写明要查哪个数。' : `没有编号为“${figure}”的数。`;
  const hint = `编号写作“指标/单位/口径”，如 --figure ${example}；导出的 JSON 里有全部指标和单位的代码。`;
  return new Refusal('usage', 'usage-figure', { message, hint });
}
