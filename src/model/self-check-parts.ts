/** What the form's own check is put together from: conditions with the words for each, as formulas. */
import { CHECK_SIGN, CHECK_WORDS } from './catalogue/self-check.ts';
import { listed } from './reason.ts';

/**
 * The hidden formulas of a row, without the equals sign: what is wrong, what is to be verified, and how many marks there
 * are that its remark gives no reason; null where none is asked for.
 */
export type RowCheck = Readonly<{ faults: string; told: string; reason: string | null }>;

type Words = keyof typeof CHECK_WORDS;

/** `told`: what is said where the city will verify it; null where it is refused whatever is written. */
export type Judgement = Readonly<{
  when: string;
  words: string;
  explained: boolean;
  told: string | null;
}>;

export function bad(when: string, words: Words): Judgement {
  return { when, words: CHECK_WORDS[words], explained: false, told: null };
}

/** Refused without a reason in the remark; with one it is told. */
export function explained(when: string, words: Words): Judgement {
  return { when, words: CHECK_WORDS[words], explained: true, told: CHECK_WORDS.reason };
}

/** Taken, and verified by the city. */
export function told(when: string, words: Words): Judgement {
  return { when, words: '', explained: false, told: CHECK_WORDS[words] };
}

const SEPARATOR = '；';

export function said(words: Words): string {
  return fault(CHECK_WORDS[words]);
}

/** Behind the sign, by which the first of several is known. */
function fault(words: string): string {
  return quoted(`${CHECK_SIGN.bad}${words}`);
}

/**
 * Whether a cell shows its number as a day, or with `P` as a percentage: Excel calls a day's format `D`, LibreOffice `G`,
 * which is Excel's word for none.
 */
export function showsAs(cell: string, letters: readonly ('D' | 'P')[]): string {
  const form = `CELL("format",${cell})`;
  const isIn = (what: string, all: readonly string[]): string => `MATCH(${what},${listed(all)},0)`;
  const isOther = `ISNA(${isIn('INFO("system")', ['pcdos', 'mac'])})`;
  const isDay = `AND(ISNUMBER(${cell}),${form}="G",${isOther})`;
  return `OR(ISNUMBER(${isIn(`LEFT(${form})`, letters)}),${isDay})`;
}

/** Whether a cell shows its number as a percentage, where a number stands in it. */
export function showsPercent(cell: string): string {
  return `LEFT(CELL("format",${cell}),1)="P"`;
}

/**
 * The same formula for a program that knows neither CELL("format") nor INFO, but what a cell shows and whether it is a day:
 * Google's.
 */
export function onlineFormula(formula: string): string {
  const asked = formula.matchAll(/CELL\("format",([A-Z]+\d+)\)/g);
  const cells = new Set([...asked].map(([, cell = '']) => cell));
  return [...cells].reduce((text, cell) => {
    const isDay = `AND(ISNUMBER(${cell}),ISDATE(${cell}))`;
    const isPercent = `RIGHT(TO_TEXT(${cell}),1)="%"`;
    return text
      .replaceAll(showsAs(cell, ['P', 'D']), `OR(${isPercent},${isDay})`)
      .replaceAll(showsAs(cell, ['D']), isDay)
      .replaceAll(showsPercent(cell), isPercent);
  }, formula);
}

/** What the server takes for no words though something stands there. */
export function noWords(cell: string): string {
  const broken = `AND(LEN(${cell})<14,OR(LEFT(${cell},1)="#",LEFT(${cell},4)="Err:"))`;
  return `IF(OR(ISLOGICAL(${cell}),${broken}),${said('words')},"")`;
}

/** All that is wrong, each behind the sign, the cause before what follows from it; empty where nothing is. */
export function faultsOf(judgements: readonly Judgement[], reason: string): string {
  const parts = judgements
    .filter(({ words }) => words !== '')
    .map(({ when, words, explained: passes }) => {
      const condition = passes ? `AND(${when},${reason}>0)` : when;
      return `IF(${condition},${fault(words)},"")`;
    });
  return parts.length === 0 ? '""' : parts.join('&');
}

/** What passes and will be verified, each after a separator. */
export function toldOf(judgements: readonly Judgement[]): string {
  const parts = judgements.flatMap(({ when, told: words }) =>
    words === null ? [] : [`IF(${when},${quoted(`${SEPARATOR}${words}`)},"")`],
  );
  return parts.length === 0 ? '""' : parts.join('&');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
