/** The words for what a workbook says of itself, where two of its places differ. */

/** The places that say whose a workbook is (carriers). */
export const CARRIER_WORDS = {
  hidden: '文件标识',
  keywords: '文件属性',
  foot: '表样标识',
  head: '表头',
} as const;

/** 文件标识是“寿光市”，表头是“寒亭区”. */
export function differingWords(
  claims: readonly Readonly<{ carrier: string; text: string }>[],
): string {
  return claims.map(({ carrier, text }) => `${carrier}是“${text}”`).join('，');
}

/** The form that is there and the one that the unit owes, by their numbers. */
export function otherFormWords(there: string, owed: string): string {
  return `表上是“${there}”，本单位应报“${owed}”`;
}
