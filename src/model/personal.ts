/** Numbers that name a person: a resident's identity number, a mobile telephone. They are not kept in words. */

/** 18 digits with a birthday inside; `X` may stand last. */
const ID_NUMBER =
  /(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/g;
/** Eleven digits, whole or in 3-4-4; an amount of money is none. */
const MOBILE = /(?<!\d)(?:\+?86[ -]?)?(1[3-9]\d([ -]?)\d{4}\2\d{4})(?!\d|\.\d|\s?[元万亿])/g;
const FULL_WIDTH = /[\uff01-\uff5e\u3000]/g;

/** The factors of GB 11643-1999 for the first 17 digits, and its check letter by remainder. */
const FACTORS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_LETTERS = '10X98765432';

function hasCheckLetter(id: string): boolean {
  const total = FACTORS.reduce((sum, factor, at) => sum + factor * Number(id[at]), 0);
  return CHECK_LETTERS[total % 11] === id[17]?.toUpperCase();
}

/** Whether the whole text is a mobile number. */
export function isMobile(folded: string): boolean {
  return /^(?:\+86[ -]?)?1[3-9]\d{9}$/.test(folded);
}

/**
 * The text with the middle of every such number starred: 370702********1234, 138****5678. Lengths stay.
 *
 * Identity numbers only where their check letter is right, so that other long numbers stay as they are.
 */
export function maskPersonal(text: string): string {
  if (!/[\d\uff10-\uff19]{3}/.test(text)) return text;
  // Letter by letter, so that what is found here stands at the same place in the text.
  const plain = text.replace(FULL_WIDTH, (letter) =>
    letter === '\u3000' ? ' ' : String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
  );
  const ids = [...plain.matchAll(ID_NUMBER)]
    .filter(([id]) => hasCheckLetter(id))
    .map(({ index }) => ({ from: index + 6, to: index + 14 }));
  const mobiles = [...plain.matchAll(MOBILE)].map((found) => {
    const [whole, number = ''] = found;
    const end = found.index + whole.length;
    return { from: end - number.length + 3, to: end - 4 };
  });
  return [...ids, ...mobiles].reduce(
    (sofar, { from, to }) => sofar.slice(0, from) + '*'.repeat(to - from) + sofar.slice(to),
    text,
  );
}
