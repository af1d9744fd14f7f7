/** Notes and list of a returned workbook: one mark a cell, the worst first, everything said in both places. */
import { describe, expect, it } from 'vitest';
import { annotationOf } from '../../src/compose/annotation.ts';
import { NOTE_MARK } from '../../src/model/annotation.ts';
import type { Finding, Severity } from '../../src/model/finding.ts';
import { receiptOf } from '../build/receipt.ts';
import { moment } from '../build/world.ts';

function said(severity: Severity, cell: string | null, over: Partial<Finding> = {}): Finding {
  const place = { file: 'x.xlsx', ...(cell === null ? {} : { sheet: '表', cell }) };
  return {
    code: 'E_X',
    severity,
    place,
    message: '填的不是数',
    hint: '请只填一个数；例如填 128。',
    ...over,
  };
}

const arrival = {
  key: 'k',
  bytes: new Uint8Array(),
  sha256: 'f'.repeat(64),
  channel: 'folder',
  fileName: '5月\n报表.xlsx',
  at: moment('2007-06-02T09:00:00+08:00'),
};

const FINDINGS = [
  said('error', 'E8', { item: '人才', read: '很多', suggestion: '57' }),
  said('error', null, { code: 'R_NOTHING' }),
  said('warning', 'E8', { message: '与上月相差很大' }),
  said('note', 'B3'),
];

describe('an annotation', () => {
  const { marks, list } = annotationOf(receiptOf(arrival), FINDINGS, 'own');

  it('marks a cell once, by the worst, with all that is said of it and one right example', () => {
    expect(marks.map(({ cell, severity }) => [cell, severity])).toEqual([
      ['E8', 'error'],
      ['B3', 'note'],
    ]);
    const note = marks[0]!.note.split('\n');
    expect(note[0]).toBe(`${NOTE_MARK}需要修改`);
    expect(note).toContain('填的是：很多');
    expect(note).toContain('问题：与上月相差很大。');
    expect(marks[0]!.note).toContain('例如填 128。是不是 57？');
  });

  it('lists everything in the same order, with a link where there is a cell', () => {
    expect(
      list.rows.map(({ texts, link }) => [texts.number, texts.level, link?.cell ?? '']),
    ).toEqual([
      ['1', '需要修改', 'E8'],
      ['2', '需要修改', ''],
      ['3', '请核实', 'E8'],
      ['4', '说明', 'B3'],
    ]);
    expect(list.rows[0]!.texts).toMatchObject({
      sheet: '表',
      cell: 'E8',
      item: '人才',
      read: '很多',
    });
    expect(list.lines.join('\n')).toContain('需要修改2处，请核实1处，说明1处');
    expect(list.lines[0]).toBe('回执第7号　5月 报表.xlsx　2007年6月2日09:00收到');
  });

  it('says of a copy that it is one, and of too much how much more there is', () => {
    const many = Array.from({ length: 700 }, (_, index) => said('note', `A${String(index + 1)}`));
    const copy = annotationOf(receiptOf(arrival), many, 'copy');
    expect(copy.list.rows).toHaveLength(500);
    expect(copy.marks).toHaveLength(500);
    expect(copy.list.lines.join('\n')).toMatch(/另有200条[\s\S]*填进本单位报表/);
    expect(list.lines.join('\n')).not.toContain('填进本单位报表');
  });
});
