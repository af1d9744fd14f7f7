/** `tongbao draft`: the bulletin of a period, of a section or of units as PDF, for the administrator and the signer. */
import { draftSlips, draftThematic, type DraftedSlip } from '../../line/kinds.ts';
import type { Finding } from '../../model/finding.ts';
import type { Office } from '../../model/office.ts';
import { asItWas, type OrgUnitId, type Plan } from '../../model/plan.ts';
import {
  askedFigures,
  draft,
  refuseFaultyTemplates,
  refuseOutsidePlan,
  type Drafted,
} from '../../line/pipeline.ts';
import { planChanges } from '../../adjusting/plan-changes.ts';
import { aboutOf, aboutOption } from '../about.ts';
import { Refusal } from '../../model/refusal.ts';
import { periodOption, type Arguments } from '../arguments.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';

export const draftCommand: Command = {
  name: 'draft',
  usage:
    'draft --period 2007-05 [--section 人才工作 | --unit 寿光市 | --units] [--correct 更正的原因]',
  summary:
    '拟出一期通报（PDF）和随附文件；--section 拟一个部分的专题通报，--unit 拟一个单位的一县一单，--units 拟所有单位的；--correct 拟已经印发那一份的更正稿',
  alone: true,
  duties: ['draft'],
  asks({ given, plan }) {
    refuseOutsidePlan(periodOption(given), plan);
    const about = aboutOption(given);
    if (whyOption(given) !== null && about.startsWith('unit')) throw onlyWhole();
  },
  answer: (desk) => (aboutOption(desk.given) === '' ? wholeAnswer(desk) : partAnswer(desk)),
};

async function wholeAnswer({ given, plan, world }: Desk): Promise<Answer> {
  const period = periodOption(given);
  await refuseFaultyTemplates(world);
  const changes = await planChanges(plan, world, period);
  return answerTo(await draft(period, plan, world, whyOption(given)), plan, changes);
}

async function partAnswer({ given, plan, world }: Desk): Promise<Answer> {
  await refuseFaultyTemplates(world);
  const asked = await askedFigures(periodOption(given), plan, world);
  const about = aboutOf(given, asked.scoreboard, plan);
  if (about !== null && 'section' in about) {
    const document = { section: about.section, why: whyOption(given) };
    return answerTo(await draftThematic(asked, document, plan, world), plan, []);
  }
  const all = asked.scoreboard.units.map(({ id }) => id as OrgUnitId);
  const slips = await draftSlips(asked, about === null ? all : [about.unit], plan, world);
  return slipsAnswer(slips, [...asked.findings, ...slips.flatMap(({ findings }) => findings)]);
}

const LONGEST = 200;

/** Why a document that was given out is corrected, as it will be printed; null for a draft that corrects none. */
function whyOption({ options }: Arguments): string | null {
  const text = options.get('correct');
  if (text === undefined) return null;
  const why = text.trim().replace(/[。.，,；;]+$/, '');
  if (why !== '' && why.length <= LONGEST && !/[\p{Cc}\p{Cs}]/u.test(why)) return why;
  throw new Refusal('usage', 'usage-correct', {
    message: why === '' ? '没有写更正的原因。' : '更正的原因太长，或者有不能印的字符。',
    hint: `原因要印在更正的通报里，请写一句话（不超过 ${String(LONGEST)} 字），如 --correct 寿光市更正了上报的数据。`,
  });
}

function onlyWhole(): Refusal {
  return new Refusal('usage', 'usage-correct', {
    message: '一县一单不单独更正。',
    hint: '请更正整期通报（不写 --unit、--units）：各单位的一县一单随它一起更正。',
  });
}

function answerTo(drafted: Drafted, plan: Plan, changes: readonly Finding[]): Answer {
  const findings = [...changes, ...drafted.findings];
  const { pages, path, period } = drafted.row;
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

/** Also of one: a list. */
function slipsAnswer(slips: readonly DraftedSlip[], findings: readonly Finding[]): Answer {
  const fields = slips.map(({ unit, name, row }) => ({ unit, name, ...rowFields(row) }));
  const lines = slips.map(({ name, row }) => `${name}　${row.path}`);
  return {
    document: documentOf('draft', { slips: fields, findings }),
    text: [`已拟一县一单 ${String(slips.length)} 份：`, ...lines].join('\n'),
    exit: 0,
    remarks: findings,
  };
}

/** A draft as the contract names its parts. */
export function draftFields({ row, attachments }: Drafted): Readonly<Record<string, unknown>> {
  return { ...rowFields(row), attachments };
}

function rowFields(row: Drafted['row']): Readonly<Record<string, unknown>> {
  const { period, path, pdf, pages, snapshot, plan, template } = row;
  return { period, pdf: path, sha256: pdf, pages, snapshot, plan, template };
}

export function attachmentLines({ attachments }: Drafted): readonly string[] {
  return attachments.map((path) => `附件 ${path}`);
}
