/** The words for what stands in the way of a proof (试排) that is no fault of one line in a file. */
import type { Finding } from '../finding.ts';
import type { RefusalWords } from '../refusal.ts';

const NOWHERE = { file: '' };

/** Filling or printing was refused. */
export function noProof({ message, hint }: RefusalWords): Finding {
  return { code: 'V_NO_PROOF', severity: 'error', place: NOWHERE, message, hint };
}

/** There are no real data to print. */
export function nothingToProve(): Finding {
  return {
    code: 'V_NO_DATA',
    severity: 'error',
    place: NOWHERE,
    message: '台账里还没有接收任何报表，没有真实数据可排。',
    hint: '请换用“最不利数据”或“空白”查看版面；收报以后再看真实数据。',
  };
}
