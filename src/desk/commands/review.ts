/** `tongbao review`: passes the newest draft on to the signature (核稿). */
import { notCollected } from '../../model/catalogue/signing.ts';
import { EXIT } from '../../model/refusal.ts';
import { nameOf, review } from '../../signature/signing.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import { documentAsked } from '../document.ts';
import type { Answer } from '../output.ts';

export const reviewCommand: Command = {
  name: 'review',
  usage: 'review --period 2007-05 [--section 人才工作]',
  summary: '核稿：看过最新的拟稿，交领导签发；所依据的报表、方案、模板就此定下',
  alone: true,
  duties: ['review'],
  asks({ given, plan }) {
    documentAsked(given, plan);
  },
  answer,
};

async function answer({ given, plan, world }: Desk): Promise<Answer> {
  const document = documentAsked(given, plan);
  const {
    period,
    about,
    pdf: sha256,
    snapshot,
    plan: version,
    template,
    path,
    review: by,
  } = await review(document, plan, world);
  const fields = {
    period,
    about,
    sha256,
    snapshot,
    plan: version,
    template,
    pdf: path,
    review: by,
  };
  const left = await world.inbox.waiting();
  return {
    document: documentOf('review', fields),
    text: `${nameOf(document)}已由${by.who}核稿。签发：npx tongbao sign --period ${period}${sectionWord(document.section)}`,
    exit: EXIT.done,
    remarks: left === 0 ? [] : [notCollected(left)],
  };
}

function sectionWord(section: Readonly<{ name: string }> | null): string {
  return section === null ? '' : ` --section ${section.name}`;
}
