/** Names that stand twice at the same time, and codes that change their meaning from one stretch to the next. */
import { ACCOUNT_NAMED } from '../../model/catalogue/duty-words.ts';
import { GOOGLE_NAMED } from '../../model/catalogue/plan-google.ts';
import { DELIVERY_NAMED } from '../../model/catalogue/plan-delivery.ts';
import { KIND_CHOICES, NAMED_WORDS, wordOf } from '../../model/catalogue/plan-words.ts';
import type { Finding } from '../../model/finding.ts';
import type { KeyPath } from '../../model/plan-file.ts';
import type { Dated, Indicator } from '../../model/plan.ts';
import { overlap } from './dates.ts';
import {
  findingAt,
  isWritten,
  whereIs,
  type Entries,
  type Located,
  type Loose,
} from './entries.ts';

/** One use of a name: whose it is, and when it is valid. */
type Use = Readonly<{ entry: Located<unknown>; key: string; name: string; dates: Dated }>;

type NamedWord =
  | (typeof NAMED_WORDS)[keyof typeof NAMED_WORDS]
  | (typeof DELIVERY_NAMED)[keyof typeof DELIVERY_NAMED]
  | (typeof ACCOUNT_NAMED)['account']
  | (typeof GOOGLE_NAMED)['place'];

/** What has no dates, so that a second of the same name never is a later stretch. */
const UNDATED: readonly NamedWord[] = [
  NAMED_WORDS.group,
  NAMED_WORDS.section,
  NAMED_WORDS.schedule,
  DELIVERY_NAMED.channel,
  DELIVERY_NAMED.recipient,
  DELIVERY_NAMED.classified,
  NAMED_WORDS.job,
  ACCOUNT_NAMED.account,
  GOOGLE_NAMED.place,
];

/** Every name that stands twice at the same time, and every series whose measure changes. */
export function nameFindings(entries: Entries): readonly Finding[] {
  const { groups, sections, schedules, forms, rules, waivers } = entries.loose;
  const { targets, indicators, texts, tasks } = entries.loose;
  const codes: readonly Loose<Readonly<{ code: string }>>[] = [...indicators, ...texts, ...tasks];
  return [
    ...unitNames(entries),
    ...twice(
      uses(groups, 'id', (group) => group.id),
      NAMED_WORDS.group,
    ),
    ...twice(
      uses(sections, 'id', (section) => section.id),
      NAMED_WORDS.section,
    ),
    ...twice(
      uses(codes, 'code', (entry) => entry.code),
      NAMED_WORDS.code,
    ),
    ...twice(
      uses(schedules, 'name', (schedule) => schedule.name),
      NAMED_WORDS.schedule,
    ),
    ...twice(
      uses(forms, 'id', (form) => form.id),
      NAMED_WORDS.form,
    ),
    ...twice(
      uses(rules, 'id', (rule) => rule.id),
      NAMED_WORDS.rule,
    ),
    ...twice(
      uses(targets, 'indicator', ({ indicator, year }) =>
        indicator === undefined || year === undefined ? undefined : `${indicator} ${String(year)}`,
      ),
      NAMED_WORDS.target,
    ),
    ...twice(
      uses(waivers, 'rule', ({ rule, unit }) =>
        rule === undefined || unit === undefined ? undefined : `${rule} ${unit}`,
      ),
      NAMED_WORDS.waiver,
    ),
    ...deliveryNames(entries),
    ...doingNames(entries),
    ...changedSeries(entries.indicators),
  ];
}

function deliveryNames({
  loose: { channels, recipients, classified },
}: Entries): readonly Finding[] {
  return [
    ...twice(
      uses(channels, 'id', (channel) => channel.id),
      DELIVERY_NAMED.channel,
    ),
    ...twice(
      uses(recipients, 'name', (recipient) => recipient.name),
      DELIVERY_NAMED.recipient,
    ),
    ...twice(
      uses(classified, 'period', ({ period }) => period),
      DELIVERY_NAMED.classified,
    ),
  ];
}

function doingNames({ loose: { jobs, accounts, sources } }: Entries): readonly Finding[] {
  return [
    ...twice(
      uses(jobs, 'id', (job) => job.id),
      NAMED_WORDS.job,
    ),
    ...twice(
      uses(accounts, 'account', ({ account }) => account),
      ACCOUNT_NAMED.account,
    ),
    ...twice(
      [
        ...uses(sources, 'spreadsheet', ({ spreadsheet }) => spreadsheet),
        ...uses(sources, 'folder', ({ folder }) => folder),
      ],
      GOOGLE_NAMED.place,
    ),
  ];
}

function uses<T extends object>(
  entries: readonly Located<T>[],
  key: string,
  nameOf: (value: T) => string | undefined,
): readonly Use[] {
  return entries.flatMap((entry) => {
    const name = nameOf(entry.value);
    return name === undefined || !hasSoundDates(entry)
      ? []
      : [{ entry, key, name, dates: datesOf(entry.value) }];
  });
}

/** The dates of an entry of any kind; one without dates is valid always. */
function datesOf(value: object): Dated {
  return value;
}

/** False when a date is written but cannot be read: then nobody knows what overlaps. */
function hasSoundDates(entry: Located<object>): boolean {
  const dates = datesOf(entry.value);
  return (['from', 'to'] as const).every(
    (key) => dates[key] !== undefined || !isWritten(entry, key),
  );
}

function twice(all: readonly Use[], what: NamedWord): readonly Finding[] {
  return all.flatMap((use, index) => {
    const before = all
      .slice(0, index)
      .find((other) => other.name === use.name && overlap(other.dates, use.dates));
    if (before === undefined) return [];
    const where = whereIs(before.entry, use.entry.file);
    const below: KeyPath = [use.key];
    const details = { what, name: use.name, where };
    const code = UNDATED.includes(what) ? 'PLAN_DUPLICATE_PLAIN' : 'PLAN_DUPLICATE';
    return [findingAt(use.entry, below, code, { details })];
  });
}

/** Ids, then names and codes among units that are not the same one written twice. */
function unitNames({ root, loose: { units } }: Entries): readonly Finding[] {
  const roots = root === null ? [] : [root];
  const ids = [...uses(roots, 'id', ({ id }) => id), ...uses(units, 'id', ({ id }) => id)];
  const repeated = twice(ids, NAMED_WORDS.unit);
  const firsts = units.filter(
    (unit, index) => !units.slice(0, index).some((other) => other.value.id === unit.value.id),
  );
  return [
    ...repeated,
    ...twice(
      uses(firsts, 'name', ({ name }) => name),
      NAMED_WORDS.unitName,
    ),
    ...twice(
      [
        ...uses(roots, 'gb2260', (entry) => entry.gb2260),
        ...uses(firsts, 'gb2260', (u) => u.gb2260),
      ],
      NAMED_WORDS.gb2260,
    ),
  ];
}

/** What may not change while the code stays: figures of both stretches are added and compared. */
const LASTING = {
  kind: ({ kind }: Indicator) => wordOf(KIND_CHOICES, kind),
  unitOfMeasure: ({ unitOfMeasure }: Indicator) => unitOfMeasure,
  decimals: ({ decimals }: Indicator) => String(decimals),
} as const;

function changedSeries(indicators: readonly Located<Indicator>[]): readonly Finding[] {
  return indicators.flatMap((entry, index) => {
    const before = indicators.slice(0, index).find(({ value }) => value.code === entry.value.code);
    if (before === undefined || overlap(before.value, entry.value)) return [];
    return Object.entries(LASTING)
      .filter(([, wordsOf]) => wordsOf(before.value) !== wordsOf(entry.value))
      .map(([key, wordsOf]) =>
        findingAt(entry, [key], 'PLAN_SERIES_CHANGED', {
          details: {
            code: entry.value.code,
            key,
            before: wordsOf(before.value),
            where: whereIs(before, entry.file),
          },
        }),
      );
  });
}
