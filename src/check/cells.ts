/** Every cell of a form that can be filled in, as it was judged: what a receipt and `check` show. */
import type { Finding } from '../model/finding.ts';
import { COLUMN } from '../model/form.ts';
import { maskPersonal } from '../model/personal.ts';
import type { Entry, JudgedCell, Origin } from '../model/submission.ts';
import { headPlace, type Head } from './head.ts';
import { originIn, type Judged, type Reading } from './reading.ts';

/** Item by item, each item's own cell first; then the head's. @param findings worst first. */
export function judgedCells(
  reading: Reading,
  head: Head,
  judged: readonly Judged<Entry>[],
  findings: readonly Finding[],
): readonly JudgedCell[] {
  return [
    ...judged.flatMap((one) => [
      ownCell(one, findings),
      ...besides(one.entry).map(([part, title, value]): JudgedCell => {
        const { item } = one.entry;
        return otherCell(`${item}/${part}`, originIn(reading, item, title), value, findings);
      }),
    ]),
    ...headCells(reading, head, findings),
  ];
}

/** The worst finding at the item's cell decides the code. */
function ownCell({ entry, value, code }: Judged<Entry>, findings: readonly Finding[]): JudgedCell {
  const { sheet, cell, typed, state, item } = entry;
  const worst = at(entry, findings).find(({ severity }) => severity === 'error');
  const own = code !== 'OK' && !code.startsWith('N_') ? code : (worst?.code ?? code);
  return { sheet, cell, typed, item, value, state, code: own };
}

/** What stands in an item's further cells: the part, the column's title, the value as it was read. */
function besides(entry: Entry): readonly (readonly [string, string, string | null])[] {
  switch (entry.kind) {
    case 'figure':
      return [['remark', COLUMN.remark, entry.remark]];
    case 'task':
      return [
        ['percent', COLUMN.percent, entry.percent],
        ['doneOn', COLUMN.doneOn, entry.doneOn],
        ['words', COLUMN.words, entry.words],
      ];
    case 'text':
      return [];
  }
}

function otherCell(
  item: string,
  origin: Origin,
  read: string | null,
  findings: readonly Finding[],
): JudgedCell {
  const value = read === '' ? null : read;
  const code = at(origin, findings)[0]?.code ?? 'OK';
  return { ...origin, item, value, state: value === null ? 'blank' : 'reported', code };
}

function at({ sheet, cell }: Origin, findings: readonly Finding[]): readonly Finding[] {
  if (cell === '') return [];
  return findings.filter(({ place }) => place.cell === cell && place.sheet === sheet);
}

function headCells(
  { page }: Reading,
  head: Head,
  findings: readonly Finding[],
): readonly JudgedCell[] {
  return (['filler', 'reviewer', 'phone'] as const).flatMap((part) => {
    const cell = headPlace(page, head, part);
    if (cell === null) return [];
    const text = head[part]?.text ?? '';
    const typed = part === 'phone' ? text : maskPersonal(text);
    return [otherCell(`head/${part}`, { sheet: page.sheet.name, cell, typed }, typed, findings)];
  });
}
