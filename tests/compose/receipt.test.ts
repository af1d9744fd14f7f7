/** The receipt: what became of the file comes first, then what to do, in words that blame nobody. */
import { describe, expect, it } from 'vitest';
import { identify } from '../../src/check/identity.ts';
import { checkSubmission } from '../../src/check/submission.ts';
import { adviceOf, receiptText } from '../../src/compose/receipt.ts';
import { readWorkbook } from '../build/reader.ts';
import type { Receipt } from '../../src/model/submission.ts';
import { bytesOf, fullFilling, gridOf, month, sheetFor } from '../build/form.ts';
import { receiptOf } from '../build/receipt.ts';
import { aPlan } from '../build/plan.ts';
import { moment } from '../build/world.ts';
import { SEAL } from '../build/seal.ts';

const plan = aPlan();
const AT = moment('2007-06-02T09:00:00+08:00');
const sheet = sheetFor('hanting', '2007-05');

function aReceipt(over: Partial<Receipt> = {}): Receipt {
  const arrival = { at: AT, fileName: '寒亭区5月.xlsx', sha256: 'f'.repeat(64) };
  return receiptOf(arrival, { number: 12, outcome: 'accepted', ...over });
}

/** The receipt that a form with this filling would get. */
async function judged(filling: Parameters<typeof bytesOf>[1]): Promise<Receipt> {
  const grid = await gridOf(await bytesOf(sheet, filling));
  const context = { plan, seal: SEAL, history: [], at: AT, fileName: '寒亭区5月.xlsx' };
  const judgement = checkSubmission(grid, identify(grid, context), context);
  const { findings, cells } = judgement;
  const outcome = judgement.submission === null ? 'returned' : 'accepted';
  return aReceipt({ outcome, findings, cells });
}

describe('a receipt', () => {
  it('says first what became of the file, then whose it is and when it came', () => {
    const text = receiptText(aReceipt(), plan);
    expect(text.split('\n')[0]).toBe('回执第12号　已接收');
    expect(text).toMatch(/文件　　：寒亭区5月\.xlsx\n单位　　：寒亭区\n报告期　：2007年5月\n/);
    expect(text).toContain('组织工作进展情况月报表（潍组统01表）');
    expect(text).toContain('收到时间：2007年6月2日09:00');
    expect(text).not.toContain('请留意');
  });

  it('tells a correction from one that changes nothing', () => {
    expect(receiptText(aReceipt({ supersedes: 3 }), plan)).toContain('更正');
    const same = receiptText(aReceipt({ supersedes: 3, unchanged: true }), plan);
    expect(same).toContain('无变化');
    expect(same).not.toContain('更正');
  });

  it('repeats every figure as it was taken down', async () => {
    const receipt = await judged(fullFilling(sheet, { RC01: { value: '1.2万' } }));
    const text = receiptText(receipt, plan);
    const lines = text.slice(text.indexOf('【登记的数】')).split('\n');
    expect(lines).toContain('   引进高层次人才（本年累计）　12000人');
    expect(lines.some((line) => line.includes('（期末数）'))).toBe(true);
    expect(lines.some((line) => /推进中|已完成|未启动/.test(line))).toBe(true);
  });

  it('names the receipt that a correction takes the place of, and what it changes', async () => {
    const replaced = await judged(fullFilling(sheet, { RC01: { value: 10 } }));
    const receipt = await judged(fullFilling(sheet, { RC01: { value: 12, remark: '漏统2人' } }));
    const text = receiptText({ ...receipt, number: 13, supersedes: 12 }, plan, {
      replaced,
      first: null,
      standing: null,
    });
    expect(text).toContain('代替回执第12号（2007年6月2日09:00收到，文件“寒亭区5月.xlsx”）');
    expect(text).toContain('【更正的地方】1处\n   引进高层次人才（本年累计）　由 10人 改为 12人\n');
  });

  it('tells a late form by how much, and a correction never', () => {
    const late = { arrivedAt: moment('2007-06-06T09:00:00+08:00') };
    expect(receiptText(aReceipt(late), plan)).toContain(
      '应于2007年6月4日17:00前报送，这份迟报2个工作日，已按迟报登记。',
    );
    expect(receiptText(aReceipt({ ...late, supersedes: 3 }), plan)).not.toContain('迟报');
    expect(receiptText(aReceipt(), plan)).not.toContain('迟报');
  });

  it('does not say that nothing is to be done above something to be looked at', async () => {
    const receipt = await judged(fullFilling(sheet, { T01: { status: '推进中', percent: 100 } }));
    const text = receiptText(receipt, plan);
    expect(text).toContain('报表已经登记，请看一看下面“请核实”的几处');
    expect(text).toContain('【请核实（不影响接收）】1处');
  });

  it('tells the value that was probably meant, unless the advice names that very value', () => {
    const advice = (hint: string, suggestion: string): string =>
      adviceOf({
        code: 'E_X',
        severity: 'error',
        place: { file: '' },
        message: '',
        hint,
        suggestion,
      });
    expect(advice('例如 15。', '5')).toBe('例如 15。是不是 5？');
    expect(advice('例如 0.5。', '5')).toBe('例如 0.5。是不是 5？');
    expect(advice('是 5 人就填 5。', '5')).toBe('是 5 人就填 5。');
  });

  it('lists each fault with sheet, cell, item, what was typed, and what to do', async () => {
    const receipt = await judged(
      fullFilling(sheet, {
        RC06: { value: '很多' },
        RC01: { value: '12.8万' },
        T01: { status: '完成' },
      }),
    );
    const text = receiptText(receipt, plan);
    expect(text.split('\n')[0]).toBe('回执第12号　退回，请修改后重新报送');
    expect(text).toContain('有2处需要修改');
    expect(text).toMatch(/1\. “组织工作进展情况月报表”表　E\d+格　“市级拔尖人才”/);
    expect(text).toContain('很多');
    expect(text).toMatch(/【说明（不用改）】1处[\s\S]*12\.8万[\s\S]*128000/);
    expect(text.indexOf('【需要修改】')).toBeLessThan(text.indexOf('【说明'));
  });

  it('leads to the list in the marked workbook where the faults are too many for the page', async () => {
    const [finding] = (await judged(fullFilling(sheet, { RC06: { value: '很多' } }))).findings;
    const findings = Array.from({ length: 33 }, () => finding!);
    const receipt = aReceipt({ outcome: 'returned', findings });
    const before = { replaced: null, first: null, standing: null };
    expect(receiptText(receipt, plan, before, 'own')).toContain(
      '……另有3处，见批注版的“问题清单”。',
    );
    expect(receiptText(receipt, plan, before)).toContain('……另有3处，见同名的 .json 回执。');
  });

  it('names nothing typed where only spaces were', async () => {
    const text = receiptText(await judged(fullFilling(sheet, { RC06: { value: '　 ' } })), plan);
    expect(text).toContain('没有填数');
    expect(text).not.toContain('填的是');
  });

  it('fits a blank form on a page: gaps are gathered in one list', async () => {
    const text = receiptText(await judged(null), plan);
    expect(text).toContain('整张表一格也没有填');
    expect(text).toContain('9个必填项都空着：E8至E10、');
    expect(text.split('\n').length).toBeLessThan(50);
  });

  it('says of a repetition which receipt it repeats, and what became of that one', () => {
    const first = aReceipt({ number: 3, arrivedAt: moment('2007-06-01T08:30:00+08:00') });
    const again = aReceipt({ outcome: 'seen-before', repeats: 3 });
    const text = receiptText(again, plan, { replaced: null, first, standing: first });
    expect(text.split('\n')[0]).toContain('重复');
    expect(text).toContain('第3号');
    expect(text).toContain('2007年6月1日08:30');
    expect(text).toContain('已经接收，不用再做什么');
    const returned = { ...first, outcome: 'returned' } as const;
    const refused = receiptText(again, plan, { replaced: null, first: returned, standing: null });
    expect(refused).toContain('退回');
    expect(refused).not.toContain('已经接收');
    const standing = aReceipt({ number: 5, fileName: '改.xlsx' });
    expect(receiptText(again, plan, { replaced: null, first: returned, standing })).toMatch(
      /退回的[\s\S]*仍以回执第5号（2007年6月2日09:00收到，文件“改\.xlsx”）为准/,
    );
  });

  it('says of a repetition that was superseded what counts now, and the way back', () => {
    const first = aReceipt({ number: 3, arrivedAt: moment('2007-06-01T08:30:00+08:00') });
    const standing = aReceipt({ number: 5, fileName: '改.xlsx', supersedes: 1 });
    const again = aReceipt({ number: 7, outcome: 'seen-before', repeats: 3 });
    const text = receiptText(again, plan, { replaced: null, first, standing });
    expect(text).toContain('由回执第5号（2007年6月2日09:00收到，文件“改.xlsx”）代替');
    expect(text).toContain('现在仍以第5号为准，没有改回');
    expect(text).toMatch(/要改回这一份的.*备注.*再报一次/);
    expect(text).not.toContain('那一次已经接收，不用再做什么');
  });

  it('counts an accepted form’s items by how they were filled in, and names the few blanks', async () => {
    const filling = fullFilling(sheet, {
      RC01: { value: 0 },
      RC02: { value: 0 },
      RC06: { value: '不适用', remark: '本区无此项工作' },
      WZ01: { text: '' },
    });
    const text = receiptText(await judged(filling), plan);
    expect(text).toContain('本表应填 10 项：已报 6、零报告 2、不适用 1、未填 1。');
    expect(text).toMatch(/未填的是“亮点工作”（C\d+格），不填不影响接收/);
  });

  it('says that last month’s form was taken as last month’s', () => {
    const text = receiptText(aReceipt({ period: month('2007-04') }), plan);
    expect(text).toContain('这是2007年4月的报表，已按2007年4月处理，没有当作2007年5月的');
  });

  it('speaks of a file that could not be read', async () => {
    const { findings } = await readWorkbook(Buffer.from('%PDF-1.4'), '扫描件.pdf');
    const over = { outcome: 'returned', unit: null, period: null, form: null, findings } as const;
    const text = receiptText(aReceipt(over), plan);
    expect(text).toContain('单位　　：没有认出');
    expect(text).toContain('PDF');
    expect(text).toContain('1. 整个文件\n');
    expect(text).toContain('怎么办：');
  });

  it('blames nobody', async () => {
    const texts = [receiptText(await judged(null), plan), receiptText(aReceipt(), plan)].join();
    for (const word of ['错误', '你', '违规', '必须', '不得', 'null', 'undefined', 'NaN']) {
      expect(texts).not.toContain(word);
    }
  });
});
