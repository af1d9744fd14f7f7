/** The words of workbooks that are not read again: the form's prompts and refusals, every sheet's foot. */
import { NOT_APPLICABLE, TASK_STATUSES } from '../form.ts';

/** Who made a workbook, in its properties. */
export const MAKER = '通报';

/** At the right of a printed sheet's foot, in the spreadsheet's own codes. */
export const PAGE_FOOT = '第 &P 页，共 &N 页';

/** A tab whose sheet has no name that a spreadsheet takes. */
export const NAMELESS_TAB = '表';

/** What stands before a sheet's first note, and as wide before the others. */
export const NOTE_LEAD = { first: '注：', next: '　　' } as const;

/** What a spreadsheet says when a cell is entered, and when it refuses what was typed. */
type Prompt = Readonly<{ promptTitle: string; prompt: string; errorTitle: string; error: string }>;

const ASKED: Readonly<Record<string, string>> = {
  本年累计: '填1月到本月的累计数。',
  本月数: '只填本月发生的数。',
  期末数: '填月末那一天的数。',
  位次: '填最近一次公布的名次。',
};

/** @param decimals how many the figure may have; null where an approximate one is taken. */
export function figurePrompt(asks: string, decimals: number | null): Prompt {
  const prompt = `${ASKED[asks] ?? ''}没有发生填0，不适用填“${NOT_APPLICABLE}”。`;
  const words = { promptTitle: asks, errorTitle: '请填数' };
  if (decimals === null) {
    return {
      ...words,
      prompt: `${prompt}没有确数的可填约数，如“35万多”。`,
      error: '这一格填不小于0的数，或者约数，如“35万多”。',
    };
  }
  const shape = decimals === 0 ? '整数' : `数，最多${String(decimals)}位小数`;
  const error = `这一格填不小于0的${shape}，只填数字，不带单位；不适用的填“${NOT_APPLICABLE}”。`;
  return { ...words, prompt, error };
}

export const STATUS_PROMPT: Prompt = {
  promptTitle: '进展状态',
  prompt: `点右边的小箭头选择；不属于本单位的选“${NOT_APPLICABLE}”，并在进展情况里写明原因。`,
  errorTitle: '请选择',
  error: `请从${[...TASK_STATUSES, NOT_APPLICABLE].map((status) => `“${status}”`).join('')}中选一个。`,
};

export const PERCENT_PROMPT: Prompt = {
  promptTitle: '完成比例',
  prompt: '填0到100的数，完成一半填50；不到或刚到1%的连百分号一起填，如0.5%；说不准的可以不填。',
  errorTitle: '请填数',
  error: '这一格填0到100的数，完成一半填50；不到或刚到1%的连百分号一起填，如0.5%。',
};

export const DAY_PROMPT: Prompt = {
  promptTitle: '完成日期',
  prompt: '已完成的填哪天完成，如2007-5-31；没有完成的不填。',
  errorTitle: '请填日期',
  error: '这一格填日期，年月日写全，如2007-5-31。',
};

export function textPrompt(maxLength: number): Prompt {
  return {
    promptTitle: '文字',
    prompt: `不超过${String(maxLength)}字；换行按Alt+回车。`,
    errorTitle: '文字太长',
    error: `这一格不超过${String(maxLength)}字，请精简。`,
  };
}
