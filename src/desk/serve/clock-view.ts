/** What is shown of the clock: what comes next, what came of what was done, and what is at fault. */
import type { Looked, PlanNow } from '../../clock/clocking.ts';
import { holidaysUnknown, PLANS_CONTESTED } from '../../model/catalogue/clock-words.ts';
import type { SlotAttempt } from '../../model/clock-ledger.ts';
import { areContested, nextSlots, openFailures } from '../../model/due-slots.ts';
import type { Finding } from '../../model/finding.ts';
import type { Job } from '../../model/job.ts';
import type { Slot } from '../../model/timetable.ts';
import { workingCalendar, type WorkingCalendar } from '../../model/working-calendar.ts';
import type { World } from '../../model/world.ts';

const NEXT = 12;
const RECENT = 20;

/** @property failed what somebody has still to mend. */
export type ClockView = Readonly<{
  next: readonly Slot[];
  calendar: WorkingCalendar | null;
  recent: readonly SlotAttempt[];
  failed: readonly SlotAttempt[];
  counts: Awaited<ReturnType<World['ledger']['clock']['counts']>>;
  findings: readonly Finding[];
  jobs: readonly Job[];
}>;

export async function clockView(now: PlanNow, { plan }: Looked, world: World): Promise<ClockView> {
  const { clock } = world.ledger;
  const calendar = plan === null ? null : workingCalendar(plan.calendar);
  const jobs = plan?.jobs ?? [];
  const begun = await clock.slots();
  const next = calendar === null ? [] : nextSlots({ jobs, calendar }, world.now(), NEXT);
  return {
    next,
    calendar,
    recent: await clock.recent(RECENT),
    failed: openFailures(await clock.failed(), jobs, begun, world.now()),
    counts: await clock.counts(),
    findings: [
      ...(now.value === null ? now.findings.filter(({ severity }) => severity === 'error') : []),
      ...(areContested(await clock.plans(), world.now()) ? [PLANS_CONTESTED] : []),
      ...holidaysUnknown(next, plan?.calendar.restDays ?? []),
    ],
    jobs,
  };
}
