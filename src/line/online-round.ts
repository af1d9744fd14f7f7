/** One round of looking at the plan's places at Google, and what it has come upon so far. */
import type { Moment } from '../model/day.ts';
import type { Finding } from '../model/finding.ts';
import type { Google } from '../model/google.ts';
import type { Month } from '../model/period.ts';
import type { OrgUnitId, Plan } from '../model/plan.ts';
import type { SheetAct } from '../model/sheet-act.ts';
import type { Receipt } from '../model/submission.ts';
import type { World } from '../model/world.ts';

export type Round = Readonly<{
  google: Google;
  plan: Plan;
  world: World;
  /** When the whole round of collecting began: what lies there then came no later. */
  begun: Moment;
  receipts: Receipt[];
  findings: Finding[];
  /** Names of units whose sheet is not ticked, before the deadline, and units with their month behind it. */
  unticked: Set<string>;
  untickedAtDue: Set<string>;
  /** What is put off until all sheets have been read. Each tells whether the next may be tried. */
  later: (() => Promise<boolean>)[];
  known: Known;
}>;

/** What the ledger says of months, asked once a round; `mayWrite` is false once the account was refused a change as a whole. */
type Known = {
  readonly acts: Map<Month, readonly SheetAct[]>;
  readonly accepted: Map<Month, ReadonlySet<OrgUnitId>>;
  mayWrite: boolean;
};

export function newRound(of: Pick<Round, 'google' | 'plan' | 'world' | 'begun'>): Round {
  const known = { acts: new Map(), accepted: new Map(), mayWrite: of.plan.google?.writes === true };
  const sets = { unticked: new Set<string>(), untickedAtDue: new Set<string>() };
  return { ...of, ...sets, receipts: [], findings: [], later: [], known };
}

/** What is entered of a sheet and a month. */
export async function actsOf(
  spreadsheet: string,
  month: Month,
  { known, world }: Round,
): Promise<readonly SheetAct[]> {
  const acts = known.acts.get(month) ?? (await world.ledger.sheetActs(month));
  known.acts.set(month, acts);
  return acts.filter((act) => act.spreadsheet === spreadsheet);
}

export async function enter(act: SheetAct, { known, world }: Round): Promise<void> {
  const { ledger, who, now, log } = world;
  await ledger.noteSheet(act, { who, at: now() });
  log(act.what, { ...act });
  known.acts.delete(act.month);
}

/** Whether the unit has an accepted report of the month, by whatever way it came. */
export async function hasReported(
  unit: OrgUnitId,
  month: Month,
  { known, world, receipts }: Round,
): Promise<boolean> {
  const before = known.accepted.get(month) ?? (await acceptedIn(month, world));
  known.accepted.set(month, before);
  return (
    before.has(unit) ||
    receipts.some((one) => one.outcome === 'accepted' && one.unit === unit && one.period === month)
  );
}

async function acceptedIn(month: Month, { ledger }: World): Promise<ReadonlySet<OrgUnitId>> {
  return new Set((await ledger.inMonth(month)).map(({ unit }) => unit));
}
