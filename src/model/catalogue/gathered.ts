/** Many findings of one row that say the same of several cells, said as one. */
import { cellsOf, type Finding } from '../finding.ts';
import { READ_LIMIT, shortened } from './catalogue.ts';
import { cellRuns } from './rows.ts';

/** What a sentence says whatever was typed: without its quotations and its numbers; codes such as JC02-1 stay. */
export function kindOfWords(message: string): string {
  return message.replace(/“[^”]*”/g, '“”').replace(/(?<![A-Za-z\d.]|[A-Za-z\d]-)-?\d[\d.]*/g, '0');
}

/**
 * The first of them, said of the cells of all; where they say different things, each stands behind its cells.
 *
 * @param alike at least one, of the same code and row.
 */
export function gatheredFinding(alike: readonly [Finding, ...Finding[]]): Finding {
  const [first] = alike;
  const cells = [...new Set(alike.flatMap(({ place }) => cellsOf(place)))];
  if (alike.every(({ message, place }) => message === first.message && place.cell === cells[0])) {
    return first;
  }
  const { suggestion, read, ...rest } = first;
  const reads = new Set(alike.flatMap((one) => one.read ?? []));
  const isMeant = alike.every((one) => one.suggestion === suggestion);
  const isAdvised = new Set(alike.map(({ hint }) => withoutExample(hint))).size === 1;
  return {
    ...rest,
    place: cells.length > 1 ? { ...first.place, cells } : first.place,
    ...(read === undefined ? {} : { read: shortened([...reads].join('、'), READ_LIMIT) }),
    message: oneSentence(alike) ?? byCells(alike, ({ message }) => message, '；'),
    hint: isMeant && isAdvised ? first.hint : byCells(alike, ({ hint }) => hint, ''),
    ...(isMeant && suggestion !== undefined ? { suggestion } : {}),
  };
}

/** 填的是“甲”、“乙”，读不成一个数: where nothing but the first quotation differs; null elsewhere. */
function oneSentence(alike: readonly Finding[]): string | null {
  const parts = alike.map(({ message }) => /^([^“]*)(“[^”]*”)(.*)$/s.exec(message)?.slice(1) ?? []);
  const [[before, , behind] = []] = parts;
  const isAlike = parts.every(([first, , last]) => first === before && last === behind);
  if (before === undefined || behind === undefined || !isAlike) return null;
  return `${before}${[...new Set(parts.map(([, quotation]) => quotation))].join('、')}${behind}`;
}

/** 例如填 128: an example of the shape serves every cell. */
function withoutExample(hint: string): string {
  return hint.replace(/例如[^，；。]*/g, '');
}

/** D7至F7格：…；G7格：…, or the words alone where they are the same everywhere. */
function byCells(
  alike: readonly Finding[],
  wordsOf: (finding: Finding) => string,
  between: string,
): string {
  const groups = [...Map.groupBy(alike, wordsOf)];
  if (groups.length === 1) return groups[0]?.[0] ?? '';
  return groups
    .map(([words, of]) => `${cellRuns(of.flatMap(({ place }) => cellsOf(place)))}格：${words}`)
    .join(between);
}
