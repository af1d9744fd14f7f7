/** `tongbao backup`: the ledger and all that belongs to it, copied while others may work. */
import { join } from 'node:path';
import { backUp } from '../../keeping/backing-up.ts';
import { PLACE_WORDS } from '../../model/catalogue/words.ts';
import { EXIT } from '../../model/refusal.ts';
import { clockNow } from '../../outside.ts';
import { documentOf, type BareCommand } from '../command.ts';

export const backupCommand: BareCommand = {
  name: 'backup',
  words: 0,
  usage: 'backup [--out 目录]',
  summary: '备份台账、签名密钥、方案和模板，放在 data/备份 或指定的目录；别人可以同时收报',
  alone: false,
  duties: ['administer'],
  async answer(given, environment) {
    const { home } = given;
    const out = given.options.get('out') ?? join(home, 'data', PLACE_WORDS.backups);
    const made = await backUp({ home, environment }, out, clockNow());
    const { path, arrivals, chain, findings } = made;
    return {
      document: documentOf('backup', { path, arrivals, chain, findings }),
      text: `已备份来件 ${String(arrivals)} 份、操作记录 ${String(chain.seq)} 条：${path}`,
      exit: findings.length === 0 ? EXIT.done : EXIT.dataRefused,
      remarks: findings,
    };
  },
};
