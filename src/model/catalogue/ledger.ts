/** The words for what stops the ledger (台账): one refusal a code. */
import type { Finding } from '../finding.ts';
import { Refusal, type RefusalKind, type RefusalWords } from '../refusal.ts';

const LEDGER_REFUSALS = {
  'ledger-newer': {
    kind: 'notAllowed',
    message: '台账由更新版本的程序写成，本版本不能打开。',
    hint: '请换用最近一次使用的（或更新的）程序版本。',
  },
  'ledger-not-empty': {
    kind: 'notAllowed',
    message: '台账里已有来件或已有别的标记，不能再改标记。',
    hint: '请换一个空文件夹存放示例台账；真实台账不要加标记。',
  },
  'ledger-lost': {
    kind: 'notAllowed',
    message: '台账里没有来件，可 data 文件夹里留有以前的回执或已处理的报表：原来的台账不见了。',
    hint: '请先用最近的备份恢复 data/ledger.sqlite；确实要重新开始的，请把 data/receipts 和 data/inbox/已处理 移到别处，再运行一次。',
  },
  'now-on-real-ledger': {
    kind: 'notAllowed',
    message: '--now 只能用于示例台账，本台账不是示例。',
    hint: '请去掉 --now 再运行。',
  },
  'ledger-sqlite-old': {
    kind: 'outsideDown',
    message: '本机 Node 自带的 SQLite 低于 3.51.3，有损坏台账的已知缺陷。',
    hint: '请先运行 npm ci，并使用它安装的 Node。',
  },
  'ledger-not-local': {
    kind: 'outsideDown',
    message: '台账所在的磁盘不支持安全写入（可能是共享文件夹）。',
    hint: '请把 data 文件夹放在本机硬盘上。',
  },
  'form-key': {
    kind: 'notAllowed',
    message: 'data/form-key 里不是报表的签名密钥。',
    hint: '请用备份恢复这个文件；没有备份的，把它移走再运行一次，并重新下发报表：原来下发的报表会被退回，附一份新的。',
  },
  'form-key-other': {
    kind: 'notAllowed',
    message:
      '本机的 data/form-key 与这个台账给报表签名用的密钥不是同一个：本机签的报表，别的机器会退回。',
    hint: '请把最先使用这个台账的那台机器上的 data/form-key 复制到本机的 data 文件夹，再运行一次；密钥已经丢失的，见使用手册“data/form-key”一条。',
  },
  'ledger-unreachable': {
    kind: 'outsideDown',
    message: '台账打不开或连不上。',
    hint: '请核对 data 文件夹的位置和权限；用数据库服务器的，请核对地址和服务是否运行。',
  },
  'ledger-full': {
    kind: 'outsideDown',
    message: '磁盘已满或读写出错，台账没有写入，已登记的内容不受影响。',
    hint: '请清理台账所在的磁盘（data 文件夹或数据库服务器），或检查硬盘，再运行一次。',
  },
  'ledger-damaged': {
    kind: 'outsideDown',
    message: '台账文件已损坏，或不是台账文件。',
    hint: '请不要再写入，用最近的备份恢复 data/ledger.sqlite。',
  },
  'lease-lost': {
    kind: 'tryAgain',
    message: '这件事已由另一个通报程序接着做，这一个不再往下做。',
    hint: '不用处理；台账里以接着做的那一次为准。',
  },
  'ledger-busy': {
    kind: 'tryAgain',
    message: '另一个程序正在写台账，等候超时。',
    hint: '请稍后再运行一次。',
  },
} as const satisfies Readonly<Record<string, RefusalWords & { kind: RefusalKind }>>;

export type LedgerRefusalCode = keyof typeof LEDGER_REFUSALS;

/** The same as a remark, for those who only read: what they are shown is not all there was. */
export function ledgerLost(): Finding {
  const { message, hint } = LEDGER_REFUSALS['ledger-lost'];
  return { code: 'L_LOST', severity: 'warning', place: { file: '' }, message, hint };
}

/** @param cause the engine's own error, where there is one. */
export function ledgerRefusal(code: LedgerRefusalCode, cause?: unknown): Refusal {
  const { kind, message, hint } = LEDGER_REFUSALS[code];
  return new Refusal(kind, code, { message, hint, cause });
}
