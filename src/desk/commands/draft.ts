/** `tongbao draft`: the bulletin of a period as PDF, for the administrator and the signer to look at. */
import type { Office } from '../../model/office.ts';
import { asItWas } from '../../model/plan.ts';
import { draft, refuseFaultyTemplates, refuseOutsidePlan, type Drafted } from '../../pipeline.ts';
import { planChanges } from '../../plan-changes.ts';
import { periodOption } from '../arguments.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';

export const draftCommand: Command = {
  name: 'draft',
  usage: 'draft --period 2007-05',
  summary: '拟出一期通报（PDF）和随附文件',
  alone: true,
  asks({ given, plan }) {
    refuseOutsidePlan(periodOption(given), plan);
  },
  answer,
};

async function answer({ given, plan, world }: Desk): Promise<Answer> {
  const period = periodOption(given);
  await refuseFaultyTemplates(world);
  const changes = await planChanges(plan, world, period);
  const drafted = await draft(period, plan, world);
  const findings = [...changes, ...drafted.findings];
  const { pages, path } = drafted.row;
  const { signer } = asItWas<Office>(plan.office, period);
  return {
    document: documentOf('draft', { ...draftFields(drafted), findings }),
    text: [
      `已拟稿，共 ${String(pages)} 页，请${signer}审阅：${path}`,
      ...attachmentLines(drafted),
    ].join('\n'),
    exit: 0,
    remarks: findings,
  };
}

/** A draft as the contract names its parts. */
export function draftFields({ row, attachments }: Drafted): Readonly<Record<string, unknown>> {
  const { period, path, pdf, pages, snapshot, plan, template } = row;
  return { period, pdf: path, sha256: pdf, pages, snapshot, plan, template, attachments };
}

export function attachmentLines({ attachments }: Drafted): readonly string[] {
  return attachments.map((path) => `附件 ${path}`);
}
