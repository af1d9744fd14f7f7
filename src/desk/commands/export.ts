/** `tongbao export`: the whole scoreboard as JSON, XLSX or CSV. */
import { Refusal } from '../../model/refusal.ts';
import type { Attachment } from '../../model/plan.ts';
import { askedFigures, boardFile } from '../../line/pipeline.ts';
import { periodOption } from '../arguments.ts';
import type { Command, Desk } from '../command.ts';
import type { Answer } from '../output.ts';

export const exportCommand: Command = {
  name: 'export',
  usage: 'export --period 2007-05 --format json|xlsx|csv',
  summary: '导出汇总表',
  alone: false,
  answer,
};

const FORMATS: ReadonlyMap<string, Attachment> = new Map([
  ['json', '汇总表.json'],
  ['xlsx', '汇总表.xlsx'],
  ['csv', '汇总表.csv'],
]);

/** Whatever the file's format, `--json` answers the scoreboard itself; the file lies where it always does. */
async function answer({ given, plan, world }: Desk): Promise<Answer> {
  const period = periodOption(given);
  const format = given.options.get('format') ?? 'json';
  const attachment = FORMATS.get(format);
  if (attachment === undefined) {
    const message = `没有“${format}”这种导出格式。`;
    const hint = '请用 --format json、--format xlsx 或 --format csv。';
    throw new Refusal('usage', 'usage-format', { message, hint });
  }
  const { scoreboard, findings } = await askedFigures(period, plan, world);
  const bytes = await boardFile(attachment, scoreboard, plan);
  const path = await world.outbox.put(period, attachment, bytes);
  const json = format === 'json' ? bytes : await boardFile('汇总表.json', scoreboard, plan);
  const text = new TextDecoder().decode(json);
  return {
    document: JSON.parse(text) as Readonly<Record<string, unknown>>,
    text: format === 'json' ? text : `已导出：${path}`,
    exit: 0,
    remarks: findings,
  };
}
