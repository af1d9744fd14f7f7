/** `tongbao verify`: proves that neither the ledger nor what was given out was changed unseen (核验). */
import { EXIT } from '../../model/refusal.ts';
import { verify } from '../../keeping/verifying.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import { findingLines } from '../finding-lines.ts';
import type { Answer } from '../output.ts';

export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify',
  summary: '核验：操作记录一条扣一条，登记的、留存的、印发的都还是当初的样子',
  alone: false,
  answer,
};

async function answer({ world }: Desk): Promise<Answer> {
  const { head, findings } = await verify(world);
  const isSound = findings.length === 0;
  const at = `操作记录共 ${String(head.seq)} 条，最后一条 ${head.hash}`;
  const lines = isSound
    ? [`核验无误。${at}`]
    : [`核验发现 ${String(findings.length)} 处问题。${at}`, ...findingLines(findings)];
  return {
    document: documentOf('verify', { outcome: isSound ? 'sound' : 'unsound', head, findings }),
    text: lines.join('\n'),
    exit: isSound ? EXIT.done : EXIT.dataRefused,
  };
}
