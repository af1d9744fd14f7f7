/** `tongbao sign`: the leader's signature (签发): number and dates are given, the clean pages frozen. */
import { laterThanPlanned } from '../../model/catalogue/signing.ts';
import { chineseDay, dayOfMoment } from '../../model/day.ts';
import { issueMoment } from '../../line/figures.ts';
import { EXIT } from '../../model/refusal.ts';
import { nameOf, sign, signedPath } from '../../signature/signing.ts';
import { dayOption } from '../arguments.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import { documentAsked, editionFields } from '../document.ts';
import type { Answer } from '../output.ts';

export const signCommand: Command = {
  name: 'sign',
  usage: 'sign --period 2007-05 [--section 人才工作] [--on 2007-06-08]',
  summary:
    '签发：给核过的稿编文号、定成文日期和印发日期，排好清稿，就此冻结；--on 写哪一天印发，不写按日历',
  alone: true,
  duties: ['sign'],
  asks({ given, plan }) {
    documentAsked(given, plan);
    dayOption(given);
  },
  answer,
};

async function answer({ given, plan, world }: Desk): Promise<Answer> {
  const document = documentAsked(given, plan);
  const edition = await sign(document, dayOption(given), plan, world);
  const { documentNumber, pages, issuedOn, printedOn, files } = edition;
  const path = signedPath(edition, world);
  const planned = dayOfMoment(issueMoment(edition.period, plan));
  const first = planned < issuedOn ? issuedOn : planned;
  const isLater = dayOption(given) !== null && printedOn > first;
  const findings = isLater ? [laterThanPlanned(printedOn, first)] : [];
  return {
    document: documentOf('sign', { ...editionFields(edition), pdf: path, findings }),
    text: [
      `${nameOf(document)}已签发：${documentNumber}，共 ${String(pages)} 页，随附 ${String(files.length)} 个文件。`,
      `签发稿 ${path}`,
      `${chineseDay(printedOn)}印发：npx tongbao release ${documentNumber}`,
    ].join('\n'),
    exit: EXIT.done,
    remarks: findings,
  };
}
