/** `tongbao remind`: writes to the units that still owe a month's report, each step of the reminders once. */
import { parseReminder } from '../../model/catalogue/calendar-words.ts';
import { chineseMoment } from '../../model/day.ts';
import { chinesePeriod, type Month } from '../../model/period.ts';
import { unitsOwing } from '../../model/form.ts';
import type { OrgUnitId, Plan } from '../../model/plan.ts';
import type { OnLadder } from '../../model/reminder.ts';
import { Refusal } from '../../model/refusal.ts';
import { refuseFaultyTemplates, refuseOutsidePlan } from '../../line/pipeline.ts';
import { collectOrRefuse } from '../../line/collecting.ts';
import { remind, type Given, type Only, type Reminded } from '../../line/reminding.ts';
import { monthOption, type Arguments } from '../arguments.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';

export const remindCommand: Command = {
  name: 'remind',
  usage: 'remind --period 2007-05 [--step 截止当天] [--unit 寿光市]',
  summary: '催报：给还没有报的单位写催报短文和催报通知（PDF），同一步只催一次',
  alone: true,
  duties: ['collect'],
  asks({ given, plan }) {
    refuseOutsidePlan(monthOption(given), plan);
    onlyOf(given, plan);
  },
  answer,
};

async function answer({ given, plan, world }: Desk): Promise<Answer> {
  await refuseFaultyTemplates(world);
  const period = monthOption(given);
  // What lies unread has come all the same: its sender owes nothing.
  const receipts = await collectOrRefuse(plan, world);
  const reminded = await remind(period, onlyOf(given, plan), plan, world);
  const { findings, files } = reminded;
  const reminders = reminded.given.map(fieldsOf);
  const waiting = reminded.waiting.map(({ report: { unit, name, due }, now, next }) => ({
    ...{ unit, name, due, now, next },
  }));
  return {
    document: documentOf('remind', {
      period,
      received: receipts.length,
      reminders,
      waiting,
      files,
      findings,
    }),
    text: [...takenLines(receipts.length), textOf(period, reminded, plan)].join('\n'),
    exit: 0,
    remarks: findings,
  };
}

function takenLines(count: number): readonly string[] {
  return count === 0 ? [] : [`先收了 ${String(count)} 份报表，回执在 data/receipts`];
}

/** @throws Refusal `usage` for a step that the plan does not have, or a unit that owes nothing for the month. */
function onlyOf(given: Arguments, plan: Plan): Only {
  const [step, unit] = [given.options.get('step'), given.options.get('unit')];
  return {
    ...(step === undefined ? {} : { step: stepOf(step, plan) }),
    ...(unit === undefined ? {} : { unit: unitOf(unit, monthOption(given), plan) }),
  };
}

function stepOf(written: string, { calendar }: Plan): string {
  const name = parseReminder(written)?.name;
  const found = calendar.reminders.find((step) => step.name === name);
  if (found !== undefined) return found.name;
  const message = `方案里没有“${written}”这一步催报。`;
  const names = calendar.reminders.map((step) => step.name).join('、');
  const hint = names === '' ? NO_STEPS : `calendar.yaml 的 reminders 里有：${names}。`;
  throw new Refusal('usage', 'usage-step', { message, hint });
}

function unitOf(written: string, period: Month, plan: Plan): OrgUnitId {
  const units = unitsOwing(plan, period);
  const found = units.find(({ id, name }) => id === written || name === written);
  if (found !== undefined) return found.id;
  const message = `${chinesePeriod(period)}没有“${written}”这个要报的单位。`;
  const names = units.map(({ id, name }) => `${name}（${id}）`).join('、');
  throw new Refusal('usage', 'usage-unit', { message, hint: `可以写名称或代号：${names}。` });
}

/** All that a channel needs: whom, what, and the hash of it. */
function fieldsOf({ name, contact, reminder, isNew }: Given): Readonly<Record<string, unknown>> {
  return { name, contact, ...reminder, new: isNew };
}

const NO_STEPS = '要催报的，请在 calendar.yaml 的 reminders 里写明什么时候催。';

function textOf(period: Month, { mark, given, waiting, files }: Reminded, plan: Plan): string {
  const head = `${chinesePeriod(period)}催报${mark === '' ? '' : `（${mark}）`}`;
  if (given.length + waiting.length === 0) return `${head}：报表都已收到，不用催。`;
  if (plan.calendar.reminders.length === 0) return `${head}：方案没有写催报的步骤。${NO_STEPS}`;
  return [
    `${head}：这次催${String(given.filter(({ isNew }) => isNew).length)}个单位`,
    ...given.map(givenLine),
    ...waiting.map(waitingLine),
    ...files.filter((path) => path.endsWith('.pdf')).map((path) => `催报通知 ${path}`),
  ].join('\n');
}

function givenLine({ reminder, isNew, contact, name }: Given): string {
  const { step, at, text } = reminder;
  if (!isNew) return `${name}　${step}　${chineseMoment(at)}已经催过`;
  const whom = contact === null ? '' : `　联系人：${contact.role} ${contact.phone}`;
  return `${name}　${step}${whom}\n　　${text}`;
}

function waitingLine({ report, now, next }: OnLadder): string {
  const come = now === null ? '' : `　现在是“${now.step}”这一步`;
  const coming = next === null ? '' : `　下一步“${next.step}”在${chineseMoment(next.at)}`;
  return `${report.name}　这次不催${come}${coming}`;
}
