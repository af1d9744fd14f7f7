/** Gives a signed document out (印发): its frozen bytes, never rendered again, with a list that names every file's hash. */
import { deliveriesOf } from '../compose/delivery.ts';
import { changedSinceSigned, signingRefusal } from '../model/catalogue/signing.ts';
import { PLACE_WORDS, signedFileName } from '../model/catalogue/words.ts';
import { chineseDay, dayOfMoment } from '../model/day.ts';
import { lastEdition, type Edition } from '../model/edition.ts';
import { fileWord } from '../model/file-name.ts';
import type { Finding } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import type { World } from '../model/world.ts';
import { changesSince } from './staleness.ts';

/** @property path where the document lies. @property findings what has come since the signature. */
export type Released = Readonly<{ edition: Edition; path: string; findings: readonly Finding[] }>;

/**
 * Once given out it is given out: again only puts files back that are missing.
 *
 * @throws Refusal `notAllowed` on another day than the one that is printed on it.
 */
export async function release(edition: Edition, plan: Plan, world: World): Promise<Released> {
  const at = world.now();
  const today = dayOfMoment(at);
  const { printedOn } = edition;
  const last = lastEdition(await world.ledger.editions(), edition) ?? edition;
  if (edition.released === null && last.id !== edition.id) {
    const { documentNumber, signature } = last;
    throw signingRefusal('followed', { documentNumber, signature: String(signature) });
  }
  if (edition.released === null && today !== printedOn) {
    throw signingRefusal('other-day', {
      printedOn: chineseDay(printedOn),
      today: chineseDay(today),
    });
  }
  const changes =
    edition.released === null
      ? await changesSince({ ...edition, at: edition.at }, plan, world)
      : [];
  const by = { who: world.who, at };
  const released = await world.ledger.release(edition.id, by, deliveriesOf(edition, plan));
  const path = await putFiles(released, world);
  world.log('released', { edition: released.id, documentNumber: released.documentNumber });
  return {
    edition: released,
    path,
    findings: changes.length === 0 ? [] : [changedSinceSigned(changes)],
  };
}

/** Each document has its own folder, where no later draft comes. Whatever was cut off half way is put right by doing it again. */
async function putFiles(edition: Edition, world: World): Promise<string> {
  const { ledger, outbox } = world;
  const { period } = edition;
  const main = { fileName: edition.fileName, sha256: edition.pdf };
  for (const { fileName, sha256 } of [...edition.files, main]) {
    const bytes = await ledger.original(sha256);
    if (bytes === null) throw new Error(`the ledger does not hold ${fileName}`);
    await outbox.put(period, inFolder(edition, fileName), bytes);
  }
  const list = new TextEncoder().encode(manifestOf(edition));
  await outbox.put(period, inFolder(edition, PLACE_WORDS.manifest), list);
  // What was to be looked at before would still say that it waits.
  await outbox.remove(period, signedFileName(fileWord(edition.title)));
  return outbox.pathOf(period, inFolder(edition, edition.fileName));
}

/** The name below the period's folder that a file of a document has once it is given out. */
export function inFolder({ documentNumber }: Edition, fileName: string): string {
  return `${fileWord(documentNumber)}/${fileName}`;
}

/** It holds the release's entry in the log of acts: anybody can tell by it later whether the log was changed. */
export function manifestOf(edition: Edition): string {
  const { documentNumber, title, period, about, snapshot, plan, template, pages } = edition;
  const { issuedOn, printedOn, who, at, released, fileName, pdf, files } = edition;
  const document = {
    schema: 'tongbao.manifest/1',
    ...{ documentNumber, title, period, about, issuedOn, printedOn, pages },
    ...{ snapshot, plan, template },
    signed: { who, at },
    released,
    files: [{ unit: null, fileName, sha256: pdf }, ...files],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
