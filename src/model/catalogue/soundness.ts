/** The words for what `verify` finds: the ledger, or a file that was given out, is not what it was. */
import type { Finding } from '../finding.ts';

/** What is wrong, and with what: `receipt:12`, a hash, a file. */
export type Unsound = Readonly<{
  kind:
    'engine' | 'chain' | 'row' | 'bytes' | 'kept' | 'anchor' | 'missing' | 'differs' | 'stranger';
  subject: string;
}>;

const WORDS: Readonly<
  Record<Unsound['kind'], Readonly<{ message: (subject: string) => string; hint: string }>>
> = {
  engine: {
    message: (subject) => `数据库自检没有通过：${subject}。`,
    hint: '请停止使用，用最近的备份恢复台账，再把备份以后收到的报表重新收一遍。',
  },
  chain: {
    message: (subject) =>
      `操作记录在第${subject}条断开：这一条或它前面的内容被改过，或者有删去的。`,
    hint: '请找最近一份没有问题的备份对照，查清是谁在什么时候改的。',
  },
  row: {
    message: (subject) => `登记的内容与操作记录不一致：${subject}。`,
    hint: '请找最近一份没有问题的备份对照，查清改了什么。',
  },
  bytes: {
    message: (subject) => `留存的文件已经不是当初的那一份：${subject}。`,
    hint: '请从备份里找回这份文件；是报表原件的，也可以请报送单位再交一次核对。',
  },
  kept: {
    message: (subject) => `留存的方案或模板已经不是当初的那一份：${subject}。`,
    hint: '请从备份里找回。',
  },
  anchor: {
    message: (subject) => `“${subject}”里记下的操作记录，台账里没有，或者不一样。`,
    hint: '台账可能换过或者改过：请与这份文件同时期的备份对照。',
  },
  missing: {
    message: (subject) => `印发过的文件不在了：“${subject}”。`,
    hint: '请再运行一次 npx tongbao release 文号，会照冻结的那一份放回去。',
  },
  stranger: {
    message: (subject) => `印发的文件夹里多了一个不是印发的文件：“${subject}”。`,
    hint: '请查清是谁放的，移到别处去。',
  },
  differs: {
    message: (subject) => `印发过的文件被改过：“${subject}”。`,
    hint: '请再运行一次 npx tongbao release 文号，会照冻结的那一份放回去；已经发出的，请查清发出的是哪一份。',
  },
};

export function unsound({ kind, subject }: Unsound): Finding {
  const { message, hint } = WORDS[kind];
  return {
    code: `U_${kind.toUpperCase()}`,
    severity: 'error',
    place: { file: '' },
    message: message(subject),
    hint,
  };
}
