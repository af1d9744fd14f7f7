/** Which reports that are lacking may lie where nobody can look: their source cannot be reached (取数失败). */
import type { Moment } from '../model/day.ts';
import type { Plan } from '../model/plan.ts';
import type { Scoreboard, UnitReport } from '../model/scoreboard.ts';
import type { SourceName, UnreadReport } from '../model/source.ts';
import type { World } from '../model/world.ts';

/** A source that goes down so long after a report was due had been read since: what came in time was taken. */
const READ_SINCE_DAYS = 7;
const DAY_MS = 86_400_000;

/** Of units that may report there, those without a report that was due while it was down, or shortly before. */
export async function unreadReports(
  { reporting }: Scoreboard,
  plan: Plan,
  { ledger }: World,
): Promise<readonly UnreadReport[]> {
  const downs = await ledger.sourcesDown();
  if (downs.length === 0) return [];
  return reporting.reports
    .filter(({ status }) => status === 'missing')
    .flatMap((report): readonly UnreadReport[] => {
      const down = downs.find(
        ({ source, since }) => mayReportAt(source, report.unit, plan) && !isLate(since, report.due),
      );
      return down === undefined ? [] : [{ report, down }];
    });
}

/** Of units without a report those whose online sheet was not ticked when their deadline came. */
export async function untickedReports(
  { reporting }: Scoreboard,
  { google }: Plan,
  { ledger }: World,
): Promise<ReadonlySet<UnitReport>> {
  const lacking = google === null ? [] : reporting.reports.filter(({ arrivedAt }) => !arrivedAt);
  const months = [...new Set(lacking.map(({ period }) => period))];
  const acts = (await Promise.all(months.map((month) => ledger.sheetActs(month)))).flat();
  const unticked = acts.filter(({ what }) => what === 'sheet-unticked');
  return new Set(
    lacking.filter(({ unit, period, due }) =>
      unticked.some((act) => act.unit === unit && act.month === period && act.due === due),
    ),
  );
}

function isLate(since: Moment, due: Moment): boolean {
  return Date.parse(since) - Date.parse(due) > READ_SINCE_DAYS * DAY_MS;
}

function mayReportAt(source: SourceName, unit: string, { delivery, google }: Plan): boolean {
  if (source === 'mailbox') return delivery.mailbox !== undefined;
  return google?.sources.some((one) => one.unit === unit) === true;
}
