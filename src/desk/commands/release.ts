/** `tongbao release`: gives a signed document out (印发), byte for byte as it was signed. */
import { EXIT } from '../../model/refusal.ts';
import { release } from '../../signature/releasing.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import { editionFields, editionNamed } from '../document.ts';
import type { Answer } from '../output.ts';

export const releaseCommand: Command = {
  name: 'release',
  words: 1,
  usage: 'release 2007-05',
  summary: '印发签发过的通报：写报告期、发文字号或编号；发的就是签发时冻结的那一份',
  alone: true,
  duties: ['release'],
  answer,
};

async function answer({ given, plan, world }: Desk): Promise<Answer> {
  const named = editionNamed(given.words[0] ?? '', await world.ledger.editions());
  const { edition, path, findings } = await release(named, plan, world);
  return {
    document: documentOf('release', { ...editionFields(edition), pdf: path, findings }),
    text: `${edition.documentNumber}已印发：${path}`,
    exit: EXIT.done,
    remarks: findings,
  };
}
