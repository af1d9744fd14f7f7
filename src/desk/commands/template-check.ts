/** `tongbao template check`: the templates are sound and print, or all that is wrong with them. */
import { hasError } from '../../model/finding.ts';
import { chinesePeriod } from '../../model/period.ts';
import { EXIT } from '../../model/refusal.ts';
import { checkTemplates, type TemplateCheck } from '../../adjusting/template-checking.ts';
import { documentOf, type Command } from '../command.ts';
import { findingLines } from '../finding-lines.ts';

export const templateCheckCommand: Command = {
  name: 'template',
  word: 'check',
  usage: 'template check',
  summary: '检查模板（templates/）有没有错误，并试排一期通报',
  alone: false,
  async answer({ plan, world }) {
    const check = await checkTemplates(plan, world);
    const { findings, tried } = check;
    const refused = hasError(findings);
    const fields = {
      outcome: refused ? 'refused' : 'accepted',
      template: world.templates.sha256,
      tried,
      findings,
    };
    return {
      document: documentOf('template-check', fields),
      text: [headline(check), ...findingLines(findings)].join('\n'),
      exit: refused ? EXIT.dataRefused : EXIT.done,
    };
  },
};

function headline({ findings, tried }: TemplateCheck): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const others = findings.length - errors;
  const remarks = others === 0 ? '' : `，另有 ${String(others)} 处提示`;
  if (tried === null) return `模板有 ${String(errors)} 处错误${remarks}，改好之前不能拟稿：`;
  const { period, pages } = tried;
  const on = period === null ? '最不利的假想数据' : `${chinesePeriod(period)}的数据`;
  return `模板没有错误${remarks}；用${on}试排，共 ${String(pages)} 页。`;
}
