/** The shape of the plan's files: the one definition behind the check and the editors' JSON Schemas. */
import * as z from 'zod';
import { KEY_WORDS } from '../../model/catalogue/plan-keys.ts';
import {
  ASKS_CHOICES,
  DIRECTION_CHOICES,
  FILE_WORDS,
  KIND_CHOICES,
  MILESTONE_SPELLING,
  RELATION_CHOICES,
  REPORTED_BY_CHOICES,
  SEVERITY_CHOICES,
  SPELLING_WORDS,
  STYLE_CHOICES,
  YES_NO_CHOICES,
} from '../../model/catalogue/plan-words.ts';
import { channelEntry, classifiedEntry, deliveryFile, recipientEntry } from './delivery-schema.ts';
import { USUAL_REMINDERS } from '../../model/catalogue/calendar-words.ts';
import { formerKeys } from './former.ts';
import { officeFile } from './office-schema.ts';
import { googleFile, sourceEntry } from './google-schema.ts';
import { accountEntry, rolesFile } from './roles-schema.ts';
import * as s from './scalars.ts';
import { jobEntry, scheduleFile } from './timetable-schema.ts';
import { paragraphEntry, paragraphsFile, phraseEntry, phrasesFile } from './wording-schema.ts';

const K = KEY_WORDS;

const dated = {
  from: s.month.describe(K.unit.from).exactOptional(),
  to: s.month.describe(K.unit.to).exactOptional(),
};

const rootEntry = z.strictObject({
  id: s.unitId.describe(K.root.id),
  name: s.text.describe(K.root.name),
  gb2260: s.gb2260.describe(K.root.gb2260).exactOptional(),
});

const groupEntry = z.strictObject({
  id: s.id.describe(K.group.id),
  name: s.text.describe(K.group.name),
});

const unitEntry = z.strictObject({
  id: s.unitId.describe(K.unit.id),
  name: s.text.describe(K.unit.name),
  gb2260: s.gb2260.describe(K.unit.gb2260).exactOptional(),
  parent: s.unitId.describe(K.unit.parent),
  group: s.id.describe(K.unit.group),
  reports: s.choice(REPORTED_BY_CHOICES).describe(K.unit.reports),
  contact: z
    .strictObject({
      role: s.text.describe(K.unit.role),
      phone: s.phone.describe(K.unit.phone),
      mail: s.mail.describe(K.unit.mail).exactOptional(),
    })
    .describe(K.unit.contact),
  ...dated,
});

const sectionEntry = z.strictObject({
  id: s.id.describe(K.section.id),
  name: s.text.describe(K.section.name),
});

const part = z.strictObject({
  name: s.text.describe(K.indicator.partName),
  unitOfMeasure: s.text.describe(K.indicator.partUnit),
});

const indicatorEntry = z.strictObject({
  code: s.code.describe(K.indicator.code),
  name: s.text.describe(K.indicator.name),
  section: s.id.describe(K.indicator.section),
  kind: s.choice(KIND_CHOICES).describe(K.indicator.kind),
  by: s.choice(REPORTED_BY_CHOICES).describe(K.indicator.by),
  unitOfMeasure: s.text.describe(K.indicator.unitOfMeasure),
  decimals: s.decimals.default(0).describe(K.indicator.decimals),
  asks: s.choice(ASKS_CHOICES).default('cumulative').describe(K.indicator.asks),
  direction: s.choice(DIRECTION_CHOICES).default('higher').describe(K.indicator.direction),
  partOf: s.code.describe(K.indicator.partOf).exactOptional(),
  approximate: s.choice(YES_NO_CHOICES).default(false).describe(K.indicator.approximate),
  floorTo: s.amount.describe(K.indicator.floorTo).exactOptional(),
  weight: s.weight.default(0).describe(K.indicator.weight),
  numerator: part.describe(K.indicator.numerator).exactOptional(),
  denominator: part.describe(K.indicator.denominator).exactOptional(),
  maxPercent: s.percent.describe(K.indicator.maxPercent).exactOptional(),
  short: s.text.describe(K.indicator.short).exactOptional(),
  says: s.pattern(['figure'], SPELLING_WORDS.says).describe(K.indicator.says),
  style: s.choice(STYLE_CHOICES).default('plain').describe(K.indicator.style),
  note: s.textOrEmpty.default('').describe(K.indicator.note),
  ...dated,
});

const textEntry = z.strictObject({
  code: s.code.describe(K.text.code),
  name: s.text.describe(K.text.name),
  maxLength: s.maxLength.describe(K.text.maxLength),
  required: s.choice(YES_NO_CHOICES).describe(K.text.required),
  note: s.textOrEmpty.default('').describe(K.text.note),
  ...dated,
});

const taskEntry = z.strictObject({
  code: s.code.describe(K.task.code),
  name: s.text.describe(K.task.name),
  section: s.id.describe(K.task.section),
  by: s.choice(REPORTED_BY_CHOICES).describe(K.task.by),
  deadlineWords: s.textOrEmpty.default('').describe(K.task.deadlineWords),
  deadline: s.day.describe(K.task.deadline).exactOptional(),
  everyMonth: s.choice(YES_NO_CHOICES).default(false).describe(K.task.everyMonth),
  ...dated,
});

const scheduleEntry = z.strictObject({
  name: s.text.describe(K.schedule.name),
  milestones: z
    .record(
      z.string().regex(MILESTONE_SPELLING, SPELLING_WORDS.milestone),
      s.percent.describe(K.schedule.share),
    )
    .describe(K.schedule.milestones),
});

const targetEntry = z.strictObject({
  indicator: s.code.describe(K.targets.indicator),
  year: s.year.describe(K.targets.year),
  schedule: s.text.describe(K.targets.schedule).exactOptional(),
  city: s.target.describe(K.targets.city).exactOptional(),
  by: s.day.describe(K.targets.by).exactOptional(),
  units: z
    .record(s.id, s.target.describe(K.targets.unitTarget))
    .default({})
    .describe(K.targets.units),
  ...dated,
});

const scoringEntry = z.strictObject({
  cap: s.share.describe(K.targets.cap),
  tolerance: s.amount.describe(K.targets.tolerance),
  nearDays: s.count.describe(K.targets.nearDays),
  named: s.count.describe(K.targets.named),
});

const formEntry = z.strictObject({
  id: s.id.describe(K.form.id),
  number: s.text.describe(K.form.number),
  title: s.text.describe(K.form.title),
  by: s.choice(REPORTED_BY_CHOICES).describe(K.form.by),
  notes: z.array(s.text).describe(K.form.notes),
  ...dated,
});

const ruleExample = z.record(s.ruleFigure, s.amount.describe(K.rule.figure));

const ruleEntry = z.strictObject({
  id: s.code.describe(K.rule.id),
  left: z.array(s.ruleTerm).min(1, SPELLING_WORDS.some).describe(K.rule.left),
  relation: s.choice(RELATION_CHOICES).describe(K.rule.relation),
  right: z.array(s.ruleTerm).min(1, SPELLING_WORDS.some).describe(K.rule.right),
  severity: s.choice(SEVERITY_CHOICES).describe(K.rule.severity),
  trial: s.choice(YES_NO_CHOICES).default(false).describe(K.rule.trial),
  says: s.text.describe(K.rule.says),
  passes: ruleExample.describe(K.rule.passes),
  fails: ruleExample.describe(K.rule.fails),
  ...dated,
});

const waiverEntry = z.strictObject({
  rule: s.code.describe(K.waiver.rule),
  unit: s.unitId.describe(K.waiver.unit),
  from: s.month.describe(K.waiver.from),
  to: s.month.describe(K.waiver.to),
  reason: s.text.describe(K.waiver.reason),
  approver: s.text.describe(K.waiver.approver),
});

const extensionEntry = z.strictObject({
  unit: s.unitId.describe(K.extension.unit),
  period: s.month.describe(K.extension.period),
  until: s.until.describe(K.extension.until),
  reason: s.text.describe(K.extension.reason),
  approver: s.text.describe(K.extension.approver),
});

const outliersEntry = z.strictObject({
  leap: s.times.prefault('8').describe(K.outliers.leap),
  spread: s.times.prefault('8').describe(K.outliers.spread),
  months: s.ownMonths.prefault('6').describe(K.outliers.months),
  least: s.amount.prefault('20').describe(K.outliers.least),
  same: s.sameFigures.prefault('5').describe(K.outliers.same),
});

const calendarKeys = {
  due: s.dueRule.describe(K.calendar.due),
  issue: s.dueRule.describe(K.calendar.issue),
};

/** The files by name. */
export const FILE_SCHEMAS = {
  office: officeFile,
  units: z
    .strictObject({
      root: rootEntry.describe(K.root.root),
      groups: z.array(groupEntry).describe(K.group.list),
      units: z.array(unitEntry).min(1, SPELLING_WORDS.someUnits).describe(K.unit.list),
    })
    .describe(FILE_WORDS.units),
  indicators: z
    .strictObject({
      sections: z.array(sectionEntry).describe(K.section.list),
      indicators: z.array(indicatorEntry).describe(K.indicator.list),
      texts: z.array(textEntry).describe(K.text.list),
    })
    .describe(FILE_WORDS.indicators),
  tasks: z
    .strictObject({ tasks: z.array(taskEntry).describe(K.task.list) })
    .describe(FILE_WORDS.tasks),
  targets: z
    .strictObject({
      targetsNote: s.textOrEmpty.describe(K.targets.targetsNote),
      schedules: z.array(scheduleEntry).describe(K.schedule.list),
      scoring: scoringEntry.describe(K.targets.scoring),
      targets: z.array(targetEntry).describe(K.targets.list),
    })
    .describe(FILE_WORDS.targets),
  forms: z
    .strictObject({ forms: z.array(formEntry).describe(K.form.list) })
    .describe(FILE_WORDS.forms),
  rules: z
    .strictObject({
      rules: z.array(ruleEntry).describe(K.rule.list),
      waivers: z.array(waiverEntry).default([]).describe(K.waiver.list),
      outliers: outliersEntry.prefault({}).describe(K.outliers.outliers),
    })
    .describe(FILE_WORDS.rules),
  calendar: z
    .strictObject({
      ...calendarKeys,
      formerly: z
        .array(z.strictObject(formerKeys(calendarKeys, K.calendar)))
        .default([])
        .describe(K.calendar.formerly),
      extensions: z.array(extensionEntry).default([]).describe(K.calendar.extensions),
      reminders: z
        .array(s.reminder)
        .default([...USUAL_REMINDERS])
        .describe(K.calendar.reminders),
      restDays: z.array(s.day).describe(K.calendar.restDays),
      workDays: z.array(s.day).describe(K.calendar.workDays),
    })
    .describe(FILE_WORDS.calendar),
  delivery: deliveryFile,
  phrases: phrasesFile,
  paragraphs: paragraphsFile,
  schedule: scheduleFile,
  roles: rolesFile,
  google: googleFile,
} as const;

/** What single entries of the files' lists have to be. */
export const ENTRY_SCHEMAS = {
  root: rootEntry,
  group: groupEntry,
  unit: unitEntry,
  section: sectionEntry,
  indicator: indicatorEntry,
  text: textEntry,
  task: taskEntry,
  schedule: scheduleEntry,
  target: targetEntry,
  scoring: scoringEntry,
  form: formEntry,
  rule: ruleEntry,
  waiver: waiverEntry,
  extension: extensionEntry,
  phrase: phraseEntry,
  paragraph: paragraphEntry,
  channel: channelEntry,
  recipient: recipientEntry,
  classified: classifiedEntry,
  job: jobEntry,
  account: accountEntry,
  source: sourceEntry,
} as const;

/** A schedule as written: month and percent by the end of it. */
export type ScheduleEntry = z.output<typeof scheduleEntry>;
/** A rule as written: with its examples. */
export type RuleEntry = z.output<typeof ruleEntry>;
/** A target as written: each amount with or without a percent sign. */
export type TargetEntry = z.output<typeof targetEntry>;
