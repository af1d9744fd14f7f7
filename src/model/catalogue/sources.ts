/** The words for sources of reports that cannot be reached: who is not read is not called missing. */
import { chineseMoment } from '../day.ts';
import type { Finding } from '../finding.ts';
import type { SourceName, UnreadReport } from '../source.ts';

/** What stands in the place of 漏报. */
export const UNREAD_WORD = '取数失败';

const NAMES: Readonly<Record<SourceName, string>> = { mailbox: '邮箱', google: '在线表' };

/** 邮箱从2007年6月3日17:00起取数失败，寿光市、青州市的报表可能已经报来; null where none is. */
export function unreadWords(unread: readonly UnreadReport[]): string | null {
  if (unread.length === 0) return null;
  const bySource = Map.groupBy(unread, ({ down }) => down);
  return [...bySource]
    .map(([{ source, since }, all]) => {
      const names = [...new Set(all.map(({ report }) => report.name))].join('、');
      return `${NAMES[source]}从${chineseMoment(since)}起取数失败，${names}的报表可能已经报来`;
    })
    .join('；');
}

/** For whoever drafts. */
export function sourceDown(words: string): Finding {
  return {
    code: 'D_SOURCE_DOWN',
    severity: 'warning',
    place: { file: '' },
    message: `${words}，通报里还印作漏报，不能核稿。`,
    hint: '请等连上以后 npx tongbao collect 收过，再拟稿；那边以后不用了的，从方案里去掉，再收一次。',
  };
}
