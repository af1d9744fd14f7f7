/** Which bulletin is reviewed, signed or given out, and how an edition is told of. */
import { chineseDay, chineseMoment } from '../model/day.ts';
import type { Edition } from '../model/edition.ts';
import { parsePeriod, type Period } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { nameOf, type Document } from '../signature/signing.ts';
import { sectionNamed } from './about.ts';
import { periodOption, type Arguments } from './arguments.ts';

/** The one that `--period` and `--section` name. */
export function documentAsked(given: Arguments, plan: Plan): Document {
  const period = periodOption(given);
  const asked = given.options.get('section');
  const section = asked === undefined ? null : sectionNamed(asked, plan.sections, period);
  return { period, section };
}

/** The document that an edition is of. */
function documentOfEdition({ period, about }: Edition, plan: Plan): Document {
  const section = plan.sections.find(({ id }) => about === `section:${id}`) ?? null;
  return { period, section };
}

/**
 * By id, or the newest of a document number or a period.
 *
 * @throws Refusal `usage` for none.
 */
export function editionNamed(word: string, editions: readonly Edition[]): Edition {
  const period = parsePeriod(word);
  const meant = editions.filter(
    (one) => one.documentNumber === word || String(one.id) === word || isWhole(one, period),
  );
  const found = meant.at(-1);
  if (found !== undefined) return found;
  const others = editions.filter((one) => one.period === period);
  const signed = [...new Set(others.map(({ documentNumber }) => documentNumber))].join('、');
  const example = '如 npx tongbao release 2007-05；各期办到哪一步见 npx tongbao editions。';
  throw new Refusal('usage', 'usage-edition', {
    message: word === '' ? '没有写明哪一份通报。' : `没有签发过“${word}”的通报。`,
    hint: `${signed === '' ? '' : `这一期签发的专题通报有${signed}，请写文号。`}请写发文字号、编号或者报告期，${example}`,
  });
}

function isWhole({ period, about }: Edition, asked: Period | null): boolean {
  return period === asked && about === '';
}

/** As the contract names its parts. */
export function editionFields(edition: Edition): Readonly<Record<string, unknown>> {
  const { id, period, about, documentNumber, signature, title, issuedOn, printedOn } = edition;
  const { snapshot, plan, template, pdf: sha256, pages, who, at, released, files } = edition;
  return {
    ...{ id, period, about, documentNumber, signature, title, issuedOn, printedOn, sha256, pages },
    ...{ snapshot, plan, template, signed: { who, at }, released, files },
  };
}

/** One line of the list. @param all the whole register: what was signed again is not given out any more. */
export function editionLine(edition: Edition, all: readonly Edition[], plan: Plan): string {
  const { id, documentNumber, signature } = edition;
  const again = signature > 1 ? `（第${String(signature)}次签发）` : '';
  return `${String(id)}　${documentNumber}${again}　${nameOf(documentOfEdition(edition, plan))}　${stateWords(edition, all)}`;
}

function stateWords(edition: Edition, all: readonly Edition[]): string {
  const { documentNumber, released, at, printedOn } = edition;
  const followers = all.filter(
    ({ id, period, about }) =>
      id > edition.id && period === edition.period && about === edition.about,
  );
  if (released !== null) {
    const next = followers.find((one) => one.released !== null);
    const corrected = next === undefined ? '' : `，已由${next.documentNumber}更正`;
    return `${chineseMoment(released.at)}印发${corrected}`;
  }
  const signed = `${chineseMoment(at)}签发`;
  const [next] = followers;
  if (next === undefined) return `${signed}，待${chineseDay(printedOn)}印发`;
  const same = followers.findLast((one) => one.documentNumber === documentNumber);
  return same === undefined
    ? `${signed}，没有印发，文号作废（改用${next.documentNumber}）`
    : `${signed}，已由第${String(same.signature)}次签发代替`;
}
