/** `tongbao template list`: the versions of the templates that the ledger keeps, since when, and which drafts used them. */
import { shortHash } from '../../model/catalogue/version.ts';
import { chineseMoment } from '../../model/day.ts';
import { chinesePeriod } from '../../model/period.ts';
import { EXIT } from '../../model/refusal.ts';
import type { KeptTemplate } from '../../model/draft.ts';
import { listedVersions, type ListedVersion } from '../../adjusting/template-versions.ts';
import { documentOf, type Command } from '../command.ts';

export const templateListCommand: Command = {
  name: 'template',
  word: 'list',
  usage: 'template list',
  summary: '列出台账留存的模板版本：从何时起用，哪几期用它拟过稿',
  alone: false,
  async answer({ world }) {
    const versions = await listedVersions(world);
    return {
      document: documentOf('template-list', { versions: versions.map(fieldsOf) }),
      text: [`模板共 ${String(versions.length)} 个版本，新的在前：`, ...versions.map(lineOf)].join(
        '\n',
      ),
      exit: EXIT.done,
    };
  },
};

function fieldsOf({ sha256, present, kept }: ListedVersion): Readonly<Record<string, unknown>> {
  return { sha256, present, firstKept: kept?.at ?? null, drafts: kept?.drafts ?? [] };
}

function lineOf({ sha256, present, kept }: ListedVersion): string {
  const parts = [
    shortHash(sha256),
    ...(present ? ['现在'] : []),
    kept === null
      ? '还没有留存，拟稿或收报时留存'
      : `${chineseMoment(kept.at)}首次使用　${draftWords(kept)}`,
  ];
  return parts.join('　');
}

function draftWords({ drafts }: KeptTemplate): string {
  if (drafts.length === 0) return '没有拟过稿';
  const named = Map.groupBy(
    drafts,
    ({ period, about }) => `${chinesePeriod(period)}${kindWord(about)}`,
  );
  const words = [...named].map(([name, made]) => {
    const times = made.length === 1 ? '' : `（${String(made.length)}次）`;
    return `${name}${times}`;
  });
  return `拟稿：${words.join('、')}`;
}

/** What a draft is about, without whom: `section:rencai`, `unit:shouguang`, nothing for the whole. */
function kindWord(about: string): string {
  if (about === '') return '通报';
  return about.startsWith('unit:') ? '一县一单' : '专题通报';
}
