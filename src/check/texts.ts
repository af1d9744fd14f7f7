/** Texts, one by one: whether they are there, and not too long. */
import type { Finding } from '../model/finding.ts';
import { COLUMN, printedName, type TextFormItem } from '../model/form.ts';
import type { TextEntry } from '../model/submission.ts';
import {
  canRead,
  cellIn,
  cleanWords,
  findingAt,
  gapCode,
  originIn,
  wordsFault,
} from './reading.ts';
import type { Judged, Reading } from './reading.ts';
import { printedKey } from './rows.ts';

/** Every text of the form, in its order. */
export function judgeTexts(reading: Reading): readonly Judged<TextEntry>[] {
  return reading.sheet.texts.map((text) => judgeText(reading, text));
}

function judgeText(reading: Reading, form: TextFormItem): Judged<TextEntry> {
  const { item } = form;
  const typed = cleanWords(cellIn(reading, item, COLUMN.text));
  const words = isPrinted(form, typed) ? '' : typed;
  const entry: TextEntry = {
    kind: 'text',
    item,
    ...originIn(reading, item, COLUMN.text),
    state: words === '' ? 'blank' : 'reported',
    words,
  };
  const findings = canRead(reading, item, COLUMN.text) ? textFaults(reading, form, words) : [];
  return {
    item: form,
    entry,
    value: words === '' ? null : words,
    code: findings[0]?.code ?? gapCode(reading, item, COLUMN.text) ?? 'OK',
    findings,
  };
}

/** The item's own code or name is no words: cells of its row were moved. */
function isPrinted(form: TextFormItem, words: string): boolean {
  return [form.item, printedName(form)].map(printedKey).includes(printedKey(words));
}

function textFaults(
  reading: Reading,
  { item, name, text }: TextFormItem,
  words: string,
): readonly Finding[] {
  const said = { item, name, title: COLUMN.text };
  const fault = wordsFault(cellIn(reading, item, COLUMN.text));
  if (fault !== null) return [findingAt(reading, fault, said)];
  if (words === '') return text.required ? [findingAt(reading, 'X_BLANK', said)] : [];
  const length = Array.from(words).length;
  if (length <= text.maxLength) return [];
  return [findingAt(reading, 'X_LONG', { ...said, details: { length, limit: text.maxLength } })];
}
