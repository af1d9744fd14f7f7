/** `tongbao restore`: puts the ledger of a backup back; what lay there is put aside. */
import { restore } from '../../keeping/backing-up.ts';
import { chineseMoment } from '../../model/day.ts';
import { EXIT, Refusal } from '../../model/refusal.ts';
import { account, clockNow } from '../../outside.ts';
import { documentOf, type BareCommand } from '../command.ts';

export const restoreCommand: BareCommand = {
  name: 'restore',
  words: 1,
  usage: 'restore data/备份/通报备份-20261130-0200',
  summary: '用一份备份恢复台账；现有的台账移到旁边，不会丢',
  alone: true,
  duties: ['administer'],
  async answer(given, environment) {
    const [from] = given.words;
    if (from === undefined) {
      throw new Refusal('usage', 'usage-backup', {
        message: '没有写明用哪一份备份恢复。',
        hint: '请写备份文件夹，如 npx tongbao restore data/备份/通报备份-20261130-0200。',
      });
    }
    const { home } = given;
    const done = await restore({ home, environment }, from, { who: account(), at: clockNow() });
    const { arrivals, aside, doubted } = done;
    return {
      document: documentOf('restore', done),
      text: [
        `已恢复到${chineseMoment(done.from)}：来件 ${String(arrivals)} 份。这以后收到的报表请重新收一遍（在 data/inbox/已处理 里）。`,
        ...(aside === null ? [] : [`原来的台账移到了 ${aside}`]),
        ...(doubted === 0
          ? []
          : [
              `备份时有 ${String(doubted)} 件还没有发出，以后可能已经发出：现在记为“不知是否送达”，请用 npx tongbao deliveries 逐件核对，没有收到的再 resend。`,
            ]),
      ].join('\n'),
      exit: EXIT.done,
      remarks: done.findings,
    };
  },
};
