/** `tongbao editions`: the register of document numbers, and how far each document has come. */
import { EXIT } from '../../model/refusal.ts';
import { periodOption } from '../arguments.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import { editionFields, editionLine } from '../document.ts';
import type { Answer } from '../output.ts';

export const editionsCommand: Command = {
  name: 'editions',
  usage: 'editions [--period 2007-05]',
  summary: '发文登记：哪些通报签发了、印发了，文号、日期和经手人',
  alone: false,
  asks({ given }) {
    if (given.options.has('period')) periodOption(given);
  },
  answer,
};

async function answer({ given, plan, world }: Desk): Promise<Answer> {
  const period = given.options.has('period') ? periodOption(given) : null;
  const all = await world.ledger.editions();
  const editions = all.filter((one) => period === null || one.period === period);
  return {
    document: documentOf('editions', { editions: editions.map(editionFields) }),
    text:
      editions.length === 0
        ? '还没有签发过通报。'
        : editions.map((edition) => editionLine(edition, all, plan)).join('\n'),
    exit: EXIT.done,
  };
}
