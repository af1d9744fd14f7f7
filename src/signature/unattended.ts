/** What the clock does with a bulletin that nobody looks at: signs it and gives it out, where the plan allows that. */
import { incompleteness } from '../check/drafting.ts';
import { draft, standings } from '../line/pipeline.ts';
import { signingRefusal } from '../model/catalogue/signing.ts';
import { workWord } from '../model/catalogue/timetable-words.ts';
import { dayOfMoment } from '../model/day.ts';
import { lastEdition, type Edition } from '../model/edition.ts';
import type { Unattended } from '../model/job.ts';
import type { Period } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import type { World } from '../model/world.ts';
import { release, type Released } from './releasing.ts';
import { nameOf, review, sign, type Document } from './signing.ts';
import { changesSince } from './staleness.ts';

/**
 * Signs the period's bulletin; what was signed before and still holds is left as it is. Where the plan allows 核稿 too, a
 * draft that is stale or that nobody reviewed is drafted anew and reviewed in the clock's name.
 *
 * @throws Refusal `notAllowed` where the plan does not allow it or its rule does not hold; else as `sign` does.
 */
export async function signUnattended(period: Period, plan: Plan, world: World): Promise<Edition> {
  const document = { period, section: null };
  const permission = permitted('sign', document, plan);
  const last = await lastOf(period, world);
  if (last !== null && (last.released !== null || (await standsToday(last, plan, world)))) {
    return last;
  }
  const reported = await wholeEnough(document, permission, plan, world);
  if (!(await isReady(period, plan, world)) && permission.allows.includes('review')) {
    await draft(period, plan, world);
    await review(document, plan, world);
  }
  if (await isReady(period, plan, world))
    await entered('sign', document, { permission, reported, plan }, world);
  return sign(document, null, plan, world);
}

/**
 * Gives out what is signed for today. What was not given out on its printed day, or no longer says what is reported, is
 * signed anew first where the plan allows that too.
 *
 * @throws Refusal `notAllowed` where the plan does not allow it, its rule does not hold, or a new signature is needed
 * that is somebody else's to give; `usage` where nothing was signed.
 */
export async function releaseUnattended(
  period: Period,
  plan: Plan,
  world: World,
): Promise<Released> {
  const document = { period, section: null };
  const permission = permitted('release', document, plan);
  const last = await lastOf(period, world);
  if (last === null) throw signingRefusal('nothing-signed', { document: nameOf(document) });
  if (last.released !== null) return release(last, plan, world);
  const reported = await wholeEnough(document, permission, plan, world);
  const edition = await signedForToday(last, document, { permission, plan }, world);
  if (edition.printedOn === dayOfMoment(world.now())) {
    await entered('release', document, { permission, reported, plan }, world);
  }
  return release(edition, plan, world);
}

function permitted(step: 'sign' | 'release', document: Document, { unattended }: Plan): Unattended {
  if (unattended?.allows.includes(step) === true) return unattended;
  const work = workWord(step);
  throw signingRefusal('not-unattended', { document: nameOf(document), work });
}

async function lastOf(period: Period, { ledger }: World): Promise<Edition | null> {
  return lastEdition(await ledger.editions(), { period, about: '' });
}

/** Whether it can still be given out as it was signed. */
async function standsToday(edition: Edition, plan: Plan, world: World): Promise<boolean> {
  return (
    edition.printedOn >= dayOfMoment(world.now()) &&
    (await changesSince(edition, plan, world)).length === 0
  );
}

async function isReady(period: Period, plan: Plan, world: World): Promise<boolean> {
  const held = await world.ledger.heldDraft(period, '');
  if (!held?.review) return false;
  return (await changesSince(held, plan, world)).length === 0;
}

/** How many units have reported all they owe, and of how many. @throws Refusal `notAllowed` when too few have. */
async function wholeEnough(
  document: Document,
  { completeness }: Unattended,
  plan: Plan,
  world: World,
): Promise<string> {
  const board = await standings(document.period, plan, world);
  const { reported, why } = incompleteness(board, completeness);
  if (why === null) return reported;
  throw signingRefusal('incomplete', { document: nameOf(document), rule: completeness.words, why });
}

type Permitted = Readonly<{ permission: Unattended; plan: Plan }>;

async function signedForToday(
  last: Edition,
  document: Document,
  { permission, plan }: Permitted,
  world: World,
): Promise<Edition> {
  if (await standsToday(last, plan, world)) return last;
  if (permission.allows.includes('sign')) return signUnattended(document.period, plan, world);
  const changes = await changesSince(last, plan, world);
  // Nothing changed: its day is past, which `release` says.
  if (changes.length === 0) return last;
  const { documentNumber } = last;
  throw signingRefusal('changed-since', { documentNumber, changes: changes.join('；') });
}

/** Before it is done, so that nothing is done without it: under which plan's permission, and what the rule came to. */
async function entered(
  does: 'sign' | 'release',
  { period }: Document,
  { permission, reported, plan }: Permitted & Readonly<{ reported: string }>,
  { ledger, who, now }: World,
): Promise<void> {
  const { approver, reason, completeness } = permission;
  const rule = completeness.words;
  await ledger.act({
    at: now(),
    who,
    what: 'unattended',
    subject: `period:${period}`,
    detail: { does, plan: plan.version, approver, reason, rule, reported },
  });
}
