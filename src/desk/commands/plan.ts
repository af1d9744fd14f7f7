/** `tongbao plan check`: the plan's files are sound, or all that is wrong with them. */
import { rolesLine } from '../../model/catalogue/duty-words.ts';
import type { Finding } from '../../model/finding.ts';
import { EXIT } from '../../model/refusal.ts';
import type { Plan } from '../../model/plan.ts';
import { planChanges } from '../../adjusting/plan-changes.ts';
import { documentOf, type Command } from '../command.ts';
import { findingLines } from '../finding-lines.ts';
import type { Answer } from '../output.ts';

export const planCommand: Command = {
  name: 'plan',
  word: 'check',
  usage: 'plan check',
  summary: '检查方案（config/）有没有错误，改动会不会改变以前的通报',
  alone: false,
  async answer({ plan, findings, world }) {
    return planAnswer(plan, [...findings, ...(await planChanges(plan, world))]);
  },
};

/** What `plan check` answers. */
export function planAnswer(plan: Plan | null, findings: readonly Finding[]): Answer {
  const outcome = plan === null ? 'refused' : 'accepted';
  return {
    document: documentOf('plan', { outcome, plan: plan?.version ?? null, findings }),
    text: [
      headline(plan, findings),
      ...(plan === null ? [] : [rolesLine(plan.roles?.length ?? null)]),
      ...findingLines(findings),
    ].join('\n'),
    exit: plan === null ? EXIT.dataRefused : EXIT.done,
  };
}

/** The same words before any other command that a faulty plan stops. */
export function planRefused(findings: readonly Finding[]): Answer {
  const message = headline(null, findings);
  const hint = '请按所列问题改好 config 中的文件；可用 npx tongbao plan check 复查。';
  const document = documentOf('refusal', { code: 'plan-refused', message, hint, findings });
  return { ...planAnswer(null, findings), document };
}

function headline(plan: Plan | null, findings: readonly Finding[]): string {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const others = findings.length - errors;
  const remarks = others === 0 ? '' : `，另有 ${String(others)} 处提示`;
  if (plan === null)
    return `方案有 ${String(errors)} 处错误${remarks}，改好之前各项工作都不会运行：`;
  const { units, indicators, tasks, targets } = plan;
  const counts = [
    `单位 ${String(units.length)} 个`,
    `指标 ${String(indicators.length)} 个`,
    `重点任务 ${String(tasks.length)} 项`,
    `目标 ${String(targets.length)} 项`,
  ];
  return `方案没有错误${remarks}：${counts.join('，')}。`;
}
