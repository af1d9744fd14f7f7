/** Sound files as one plan. */
import { DEFAULT_PHRASES } from '../../model/catalogue/occasions.ts';
import { EVEN_SCHEDULE } from '../../model/catalogue/plan-words.ts';
import { planText, type PlanFile, type PlanFileName } from '../../model/plan-file.ts';
import type { OrgUnitId, Plan, Target } from '../../model/plan.ts';
import { sha256Of } from '../../model/sha256.ts';
import { channelOf } from './channels.ts';
import { googleOf } from './google.ts';
import { mailboxOf } from './mailbox.ts';
import { EVEN, scheduleOf } from './schedules.ts';
import { FILE_SCHEMAS, type TargetEntry } from './schema.ts';
import { jobOf } from './timetable.ts';

function targetOf({ indicator, year, schedule, city, units, by, ...dates }: TargetEntry): Target {
  return {
    ...dates,
    indicator,
    year,
    schedule: schedule ?? EVEN_SCHEDULE,
    units: new Map(Object.entries(units).map(([id, { amount }]) => [id as OrgUnitId, amount])),
    ...(city === undefined ? {} : { city: city.amount }),
    ...(by === undefined ? {} : { by }),
  };
}

/** The administrator's phrases, and the usual ones for the occasions that have none. */
function phrasesOf(own: Plan['phrases']): Plan['phrases'] {
  const told = new Set(own.map(({ occasion }) => occasion));
  return [...own, ...DEFAULT_PHRASES.filter(({ occasion }) => !told.has(occasion))];
}

/**
 * The plan that sound files say. Its version is the SHA-256 of all their text, so a changed comment is another plan.
 *
 * @throws ZodError when a file is missing or not sound: look at the findings first.
 */
export function planOf(files: ReadonlyMap<PlanFileName, PlanFile>): Plan {
  const data = (name: PlanFileName): unknown => files.get(name)?.data;
  const { units, groups, root } = FILE_SCHEMAS.units.parse(data('units'));
  const { sections, indicators, texts } = FILE_SCHEMAS.indicators.parse(data('indicators'));
  const { targets, schedules, scoring, targetsNote } = FILE_SCHEMAS.targets.parse(data('targets'));
  const office = FILE_SCHEMAS.office.parse(data('office'));
  const { mailbox, ...delivery } = FILE_SCHEMAS.delivery.parse(data('delivery'));
  const { jobs, unattended } = FILE_SCHEMAS.schedule.parse(data('schedule') ?? { jobs: [] });
  const roles = data('roles');
  const google = data('google');
  const source = planText([...files.values()]);
  return {
    version: sha256Of(source),
    source,
    office,
    root,
    groups,
    units,
    sections,
    indicators,
    texts,
    tasks: FILE_SCHEMAS.tasks.parse(data('tasks')).tasks,
    targets: targets.map(targetOf),
    targetsNote,
    schedules: [EVEN, ...schedules.map(scheduleOf)],
    forms: FILE_SCHEMAS.forms.parse(data('forms')).forms,
    ...FILE_SCHEMAS.rules.parse(data('rules')),
    calendar: FILE_SCHEMAS.calendar.parse(data('calendar')),
    scoring,
    delivery: {
      ...delivery,
      channels: delivery.channels.map((entry) => channelOf(entry, office.issuer)),
      ...(mailbox === undefined ? {} : { mailbox: mailboxOf(mailbox) }),
    },
    phrases: phrasesOf(FILE_SCHEMAS.phrases.parse(data('phrases') ?? { phrases: [] }).phrases),
    ...FILE_SCHEMAS.paragraphs.parse(data('paragraphs') ?? { paragraphs: [] }),
    jobs: jobs.map(jobOf),
    unattended: unattended ?? null,
    roles: roles === undefined ? null : FILE_SCHEMAS.roles.parse(roles).accounts,
    google: google === undefined ? null : googleOf(FILE_SCHEMAS.google.parse(google)),
  };
}
