/** The words for what stands in the way of a backup, or of putting one back. */
import { Refusal, type RefusalKind, type RefusalWords } from '../refusal.ts';

const REFUSALS = {
  'backup-server': [
    'notAllowed',
    () => ({
      message: '台账在数据库服务器上，这里不能备份和恢复。',
      hint: '请由数据库管理员用 pg_dump 备份；data/form-key、config、templates 另外复制一份。schedule.yaml 里有“备份”这件事的，请去掉。',
    }),
  ],
  'backup-nothing': [
    'usage',
    () => ({
      message: '这里还没有台账，没有可备份的内容。',
      hint: '请核对当前文件夹，或用 --home 指明。',
    }),
  ],
  'backup-unknown': [
    'usage',
    (place) => ({
      message: `“${place}”不是备份文件夹：里面没有清单.json，或者读不懂。`,
      hint: '请写 backup 给出的那个文件夹，如 npx tongbao restore data/备份/通报备份-20261130-0200。',
    }),
  ],
  'backup-damaged': [
    'dataRefused',
    (files) => ({
      message: `备份里的文件与清单不符：${files}。没有恢复任何内容。`,
      hint: '请换一份备份。',
    }),
  ],
} as const satisfies Readonly<
  Record<string, readonly [RefusalKind, (said: string) => RefusalWords]>
>;

export function backupRefusal(code: keyof typeof REFUSALS, said = ''): Refusal {
  const [kind, words] = REFUSALS[code];
  return new Refusal(kind, code, words(said));
}
