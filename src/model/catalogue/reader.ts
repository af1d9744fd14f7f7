/** The words for a machine on which no file can be read. */
import { Refusal } from '../refusal.ts';

/** @param cause what was seen of the process that would not start. */
export function readerRefusal(cause: unknown): Refusal {
  return new Refusal('outsideDown', 'reader-down', {
    message: '读取报表的程序在这台电脑上启动不了，报表没有读，也没有登记。',
    hint: '请稍后再运行一次；还是不行的，请运行 npm ci 重新安装后再试。',
    cause,
  });
}
