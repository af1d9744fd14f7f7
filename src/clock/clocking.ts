/** One step of the clock: looks into the ledger for what is due, and does the first of it, once. */
import { CLOCK_JOBS, type ClockJob, type ClockWorld } from './clock-jobs.ts';
import { beating, type ClockClaim } from './clock-lease.ts';
import {
  faultWords,
  leftOutWords,
  LOST_WORDS,
  planFaultWords,
} from '../model/catalogue/clock-words.ts';
import { isSigningCode } from '../model/catalogue/signing.ts';
import { workWord } from '../model/catalogue/timetable-words.ts';
import type { FaultKind, SlotEnd } from '../model/clock-ledger.ts';
import {
  dueSlots,
  earlyPeriods,
  standingName,
  type DueSlot,
  type Held,
  type Timetable,
} from '../model/due-slots.ts';
import { dutiesOf } from '../model/duty.ts';
import type { Finding } from '../model/finding.ts';
import type { Work } from '../model/job.ts';
import type { Period } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { workingCalendar } from '../model/working-calendar.ts';
import type { World } from '../model/world.ts';
import { allow } from '../line/allowing.ts';
import { standings } from '../line/pipeline.ts';

/** The plan as it lies in the folder now: null where it has faults. */
export type PlanNow = Readonly<{ value: Plan | null; findings: readonly Finding[] }>;

/**
 * What the clock goes by.
 *
 * @property plan the one in the folder, or the last sound one that the ledger keeps; null where there is neither.
 */
export type Looked = Readonly<{
  plan: Plan | null;
  due: readonly DueSlot[];
  /** Whether the plan in the folder is another than the ledger's clock goes by. */
  isNew: boolean;
}>;

/** What a step came to: nothing is due; another process is at it; a slot was worked on; the lease went to another. */
export type Step =
  | Readonly<{ came: 'nothing' | 'waiting' | 'lost' }>
  | Readonly<{ came: 'worked'; due: DueSlot; end: SlotEnd }>;

function timetableOf(plan: Plan): Timetable {
  return { jobs: plan.jobs, calendar: workingCalendar(plan.calendar) };
}

/** What is due now; only reads. */
export async function look(now: PlanNow, world: World): Promise<Looked> {
  const { clock } = world.ledger;
  const plans = await clock.plans();
  const last = plans.at(-1);
  const plan = now.value ?? (last === undefined ? null : await world.planOf(last.plan));
  if (plan === null) return { plan, due: [], isNew: false };
  const timetable = timetableOf(plan);
  const none = (): boolean => false;
  const held: Held = { plans, slots: await clock.slots(), isComplete: none };
  const complete = await completePeriods(timetable, plan, held, world);
  const isComplete = (period: Period): boolean => complete.has(period);
  const due = dueSlots(timetable, world.now(), { ...held, isComplete });
  return { plan, due, isNew: plan === now.value && last?.plan !== plan.version };
}

/** The ended periods that a slot waits for and for which everybody has reported. */
async function completePeriods(
  timetable: Timetable,
  plan: Plan,
  held: Held,
  world: World,
): Promise<ReadonlySet<Period>> {
  const complete = new Set<Period>();
  for (const period of earlyPeriods(timetable, world.now(), held)) {
    const { reporting } = await standings(period, plan, world);
    if (reporting.expected > 0 && reporting.actual === reporting.expected) complete.add(period);
  }
  return complete;
}

/** Does the first slot that is due, under the lease; what is due is asked anew once the lease is held. */
export async function step(
  now: PlanNow,
  world: ClockWorld,
  claim: ClockClaim,
  jobs: Readonly<Record<Work, ClockJob>> = CLOCK_JOBS,
): Promise<Step> {
  const { ledger } = world;
  if (!(await claim.take(ledger))) return { came: 'waiting' };
  try {
    return await beating(world, async () => {
      const looked = await look(now, world);
      if (looked.plan !== null && looked.isNew) await notice(looked.plan, world);
      const [due] = looked.due;
      return due === undefined ? { came: 'nothing' } : await worked(due, now, world, jobs);
    });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'lease-lost') return { came: 'lost' };
    throw error;
  } finally {
    await ledger.clock.giveBack();
  }
}

/** From now on the clock goes by this plan. */
async function notice(plan: Plan, { ledger, now }: World): Promise<void> {
  const at = now();
  await ledger.keep({ kind: 'plan', sha256: plan.version, text: plan.source }, at);
  await ledger.clock.notice({ plan: plan.version, at, jobs: plan.jobs.map(standingName) });
}

async function worked(
  due: DueSlot,
  now: PlanNow,
  world: ClockWorld,
  jobs: Readonly<Record<Work, ClockJob>>,
): Promise<Step> {
  const { ledger, run, log } = world;
  const { slot, reason, merged } = due;
  const { job, key } = slot;
  const at = world.now();
  await ledger.startRun({ id: run, command: `serve ${job.does}`, at });
  const beginning = { job: job.id, key, due: slot.at, merged, reason, run, at };
  const attempt = await ledger.clock.begin(beginning, LOST_WORDS);
  log('slot-begun', { ...attempt, ...beginning });
  const ended = await endOf(due, now, world, jobs[job.does]);
  const end = { ...ended, at: world.now() };
  await ledger.clock.end(attempt, end);
  await ledger.endRun({ id: run, at: end.at, outcome: end.outcome });
  log('slot-ended', { ...attempt, ...end });
  return { came: 'worked', due, end };
}

/** Faults end here as what they are: the clock goes on. Only a lease that went to another is no end of this slot. */
async function endOf(
  { slot, reason }: DueSlot,
  { value: plan, findings }: PlanNow,
  world: ClockWorld,
  work: ClockJob,
): Promise<Omit<SlotEnd, 'at'>> {
  if (reason === 'too-late' || reason === 'before') {
    return { outcome: 'skipped', kind: '', ...leftOutWords(reason, workWord(slot.job.does)) };
  }
  if (plan === null) {
    const words = planFaultWords(findings.filter(({ severity }) => severity === 'error'));
    return { outcome: 'failed', kind: 'dataRefused', ...words };
  }
  try {
    const { does } = slot.job;
    await allow(`serve ${does}`, dutiesOf(does, plan.unattended), plan, world);
    const cause = await work(slot.period, plan, world);
    return { outcome: 'done', kind: '', cause, action: '' };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'lease-lost') throw error;
    world.log('slot-failed', { error: String(error), stack: (error as Error).stack });
    return { outcome: 'failed', kind: faultKind(error), ...faultWords(error) };
  }
}

function faultKind(error: unknown): FaultKind {
  if (!(error instanceof Refusal)) return 'bug';
  return isSigningCode(error.code) ? 'office' : error.kind;
}
