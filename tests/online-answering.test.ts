/** Receipts written back into online sheets: what stands there then, what stays as it was, and what happens when it fails. */
import { describe, expect, it } from 'vitest';
import { NOTE_MARK } from '../src/model/annotation.ts';
import { cellRef } from '../src/model/cell-grid.ts';
import { collectAll } from '../src/line/collecting.ts';
import { check } from '../src/line/judging.ts';
import type { Collected } from '../src/line/receiving.ts';
import { snapshotText } from '../src/model/sheet-snapshot.ts';
import type { Typing } from './build/filling.ts';
import {
  cellAt,
  cellsIn,
  fileIn,
  fillSheet,
  isTicked,
  notesIn,
  sheetsIn,
  textsIn,
  tick,
  type,
} from './build/google/clerk.ts';
import { ERRORS } from './build/google/errors.ts';
import { anOnlineGround, planWith } from './build/google/ground.ts';
import { unitId } from './build/plan.ts';
import { COMPLETE } from './build/sending.ts';

const here = anOnlineGround();

const ID = 'weicheng';
const READ = `GET/v4/spreadsheets/${ID}`;
const CHANGE = `POST/v4/spreadsheets/${ID}:batchUpdate`;
const WHO = 'GET/drive/v3/about';

const faulty: Typing = { ...COMPLETE, figures: { ...COMPLETE.figures, RC01: '很多' } };

const fill = (typing: Typing): Promise<void> => fillSheet(here.fake, typing, { of: ID, id: ID });

function codes({ findings }: Collected): readonly string[] {
  return findings.map(({ code }) => code);
}

function outcomes({ receipts }: Collected): readonly string[] {
  return receipts.map(({ outcome }) => outcome);
}

/** The faulty cell of a sheet that was filled so. */
function faultIn({ receipts }: Collected): string {
  return receipts[0]!.findings.find(({ read }) => read === '很多')!.place.cell!;
}

function titles(): readonly string[] {
  return sheetsIn(here.fake, ID).map(({ properties }) => properties!.title!);
}

/** Every cell of the form but the box: values and formats, without notes. */
function form(): string {
  const [page] = sheetsIn(here.fake, ID);
  const values = cellsIn(page!).map((cells) =>
    cells.map(({ userEnteredValue, effectiveValue }) =>
      effectiveValue?.boolValue === undefined ? [userEnteredValue, effectiveValue] : [],
    ),
  );
  return JSON.stringify(values);
}

describe('a returned form', () => {
  it('is marked where it is, listed on a tab of our own, and not ticked any more', async () => {
    await fill(faulty);
    const before = form();
    const round = await here.go();
    expect(outcomes(round)).toEqual(['returned']);
    expect(codes(round)).toEqual([]);
    expect(here.asked()).toEqual([READ, WHO, CHANGE]);
    const cell = faultIn(round);
    expect(cellAt(here.fake, ID, cell).note).toMatch(
      new RegExp(`^${NOTE_MARK}需要修改\n填的是：很多`),
    );
    expect(isTicked(here.fake, ID)).toBe(false);
    expect(form()).toBe(before);
    const texts = textsIn(here.fake, ID, '回执');
    expect(texts[0]).toBe('回执第1号　退回，请修改后重新报送|通报回执：1');
    expect(texts.join('\n')).toContain('改好后再勾一次“提交”');
    expect(texts.find((text) => text.includes(cell))).toMatch(/^\d+\|需要修改\|/);
    const tab = sheetsIn(here.fake, ID).at(-1)!;
    const row = cellsIn(tab).find((cells) => cells[2]?.effectiveValue?.stringValue === cell)!;
    expect(row[2]!.userEnteredFormat!.textFormat!.link).toEqual({
      uri: `#gid=0&range=${cell}`,
    });
    expect(tab.properties!.gridProperties!.rowCount).toBe(texts.length);
    expect(tab.protectedRanges).toMatchObject([
      { range: { sheetId: tab.properties!.sheetId }, editors: { users: [here.fake.mail] } },
    ]);
    expect(here.log).toContainEqual({
      event: 'online-answered',
      receipt: 1,
      notes: notesIn(here.fake, ID).length,
      spreadsheet: ID,
    });
    const [receipt] = await here.home.receiptTexts();
    expect(receipt).toContain('“提交”的勾会去掉，改好后再勾一次“提交”');
  });

  it('costs one read a round from then on, and no change', async () => {
    await fill(faulty);
    await here.go();
    here.asked();
    const round = await here.go();
    expect(round.receipts).toEqual([]);
    expect(codes(round)).toEqual(['G_UNTICKED']);
    expect(here.asked()).toEqual([READ]);
    expect(await here.world.ledger.arrivalCount()).toBe(1);
  });

  it('that is ticked again as it was gets no second receipt, and is unticked alone', async () => {
    await fill(faulty);
    await here.go();
    tick(here.fake, ID);
    here.asked();
    expect((await here.go()).receipts).toEqual([]);
    expect(here.asked()).toEqual([READ, CHANGE]);
    expect(isTicked(here.fake, ID)).toBe(false);
  });

  it('half corrected is not taken; ticked again it is, and its notes go', async () => {
    await fill(faulty);
    const cell = faultIn(await here.go());
    type(here.fake, [ID, cell], 12);
    expect((await here.go()).receipts).toEqual([]);
    tick(here.fake, ID);
    here.asked();
    const round = await here.go();
    expect(outcomes(round)).toEqual(['accepted']);
    expect(here.asked()).toEqual([READ, CHANGE]);
    expect(cellAt(here.fake, ID, cell).note).toBeUndefined();
    expect(notesIn(here.fake, ID).filter((note) => note.includes('需要修改'))).toEqual([]);
    expect(isTicked(here.fake, ID)).toBe(true);
    expect(textsIn(here.fake, ID, '回执')[0]).toBe('回执第2号　已接收|通报回执：2');
    expect((await here.go()).receipts).toEqual([]);
    expect(here.asked()).toEqual([READ]);
  });

  it('keeps what others noted on its cells', async () => {
    await fill(faulty);
    const { place } = (await here.go()).receipts[0]!.findings.find(({ read }) => read === '很多')!;
    const cell = cellAt(here.fake, ID, place.cell!);
    cell.note = `张三：待核\n${cell.note ?? ''}`;
    const other = cellAt(here.fake, ID, cellRef(1, 1));
    other.note = '别人的批注';
    type(here.fake, [ID, place.cell!], '也很多');
    tick(here.fake, ID);
    expect(outcomes(await here.go())).toEqual(['returned']);
    const again = cellAt(here.fake, ID, place.cell!).note!;
    expect(again).toMatch(new RegExp(`^张三：待核\n${NOTE_MARK}`));
    expect(again.split(NOTE_MARK)).toHaveLength(2);
    type(here.fake, [ID, place.cell!], 12);
    tick(here.fake, ID);
    await here.go();
    expect(cellAt(here.fake, ID, place.cell!).note).toBe('张三：待核');
    expect(cellAt(here.fake, ID, cellRef(1, 1)).note).toMatch(/^别人的批注\n/);
  });

  it('writes as text what somebody typed as a formula', async () => {
    await fill({ ...COMPLETE, figures: { ...COMPLETE.figures, RC01: '=IMPORTXML("x")很多' } });
    await here.go();
    const cells = sheetsIn(here.fake, ID).flatMap((sheet) => cellsIn(sheet).flat());
    const tab = cellsIn(sheetsIn(here.fake, ID).at(-1)!).flat();
    expect(tab.some(({ userEnteredValue }) => userEnteredValue?.formulaValue)).toBe(false);
    expect(cells.some(({ note }) => note?.includes('IMPORTXML'))).toBe(true);
  });
});

describe('an accepted form', () => {
  it('shows its receipt, stays ticked, and is no new version by that', async () => {
    await fill(COMPLETE);
    expect(outcomes(await here.go())).toEqual(['accepted']);
    expect(textsIn(here.fake, ID, '回执')[0]).toBe('回执第1号　已接收|通报回执：1');
    expect(isTicked(here.fake, ID)).toBe(true);
    here.asked();
    expect((await here.go()).receipts).toEqual([]);
    expect(here.asked()).toEqual([READ]);
  });

  it('that is changed is a new version, said on its receipt', async () => {
    await fill(faulty);
    const cell = faultIn(await here.go());
    type(here.fake, [ID, cell], 12);
    tick(here.fake, ID);
    await here.go();
    type(here.fake, [ID, cell], 13);
    const round = await here.go();
    expect(round.receipts).toMatchObject([{ number: 3, outcome: 'accepted', supersedes: 2 }]);
    expect(round.receipts[0]!.findings.map(({ code }) => code)).toContain('G_CHANGED');
    expect(textsIn(here.fake, ID, '回执').join('\n')).toContain('回执第2号以后，在线表又改动过');
  });

  it('that comes as a file too is judged without the receipt on it', async () => {
    await fill(COMPLETE);
    await here.go();
    const { google } = here.plan;
    const { grid, answered } = await (await here.world.google(google!)).sheet(ID);
    expect(answered).toBe(1);
    expect(grid.sheets.map(({ name }) => name)).not.toContain('回执');
    const codesWith = async (text: string): Promise<readonly string[]> => {
      const cells = [
        { row: 1, column: 1, kind: 'text', text: '回执第1号' },
        { row: 1, column: 8, kind: 'text', text },
        { row: 2, column: 1, kind: 'number', text: '12' },
      ] as const;
      const sheets = [...grid.sheets, { name: '回执', hidden: false, cells }];
      const file = snapshotText({ ...grid, sheets }, { spreadsheet: ID, after: null });
      const looked = { bytes: new TextEncoder().encode(file), fileName: 'r', at: here.world.now() };
      return (await check(looked, here.plan, here.world)).findings.map(({ code }) => code);
    };
    expect(await codesWith('别的')).toContain('R_SHEET');
    expect(await codesWith('通报回执：1')).not.toContain('R_SHEET');
  });
});

describe('the receipt’s tab', () => {
  it('is known by its sign: another of that name is theirs', async () => {
    await fill(faulty);
    const sheets = here.fake.sheets.get(ID)!.sheets!;
    sheets.push({ properties: { sheetId: 77, title: '回执' }, data: [{}] });
    await here.go();
    expect(titles()).toContain('回执2');
    const own = sheetsIn(here.fake, ID).find(({ properties }) => properties!.title === '回执2')!;
    own.properties!.title = '市里的答复';
    here.asked();
    await here.go();
    expect(here.asked()).toEqual([READ]);
    type(here.fake, [ID, 'A1'], '改过的标题');
    tick(here.fake, ID);
    await here.go();
    expect(textsIn(here.fake, ID, '市里的答复')[0]).toContain('通报回执：2');
    expect(titles().filter((title) => title.startsWith('回执'))).toEqual(['回执']);
  });

  it('that was deleted is written anew', async () => {
    await fill(COMPLETE);
    await here.go();
    here.fake.sheets.get(ID)!.sheets!.pop();
    expect((await here.go()).receipts).toEqual([]);
    expect(textsIn(here.fake, ID, '回执')[0]).toContain('通报回执：1');
  });

  it('is as long as its receipt: a shorter one leaves nothing of a longer one', async () => {
    const { figures } = COMPLETE;
    await fill({ ...COMPLETE, figures: { ...figures, RC01: '很多', RC02: '很多', RC06: '很多' } });
    const { findings } = (await here.go()).receipts[0]!;
    const long = textsIn(here.fake, ID, '回执').length;
    for (const { place, read } of findings)
      if (read === '很多') type(here.fake, [ID, place.cell!], 3);
    tick(here.fake, ID);
    expect(outcomes(await here.go())).toEqual(['accepted']);
    const texts = textsIn(here.fake, ID, '回执');
    expect(texts.length).toBeLessThan(long);
    expect(texts.filter((text) => text.includes('很多'))).toEqual([]);
    const { rowCount } = sheetsIn(here.fake, ID).at(-1)!.properties!.gridProperties!;
    expect(texts.slice(rowCount!).filter((text) => text !== '')).toEqual([]);
  });
});

describe('what cannot be written', () => {
  it.each([
    [
      'a file that we may only read',
      () => Object.assign(fileIn(here.fake, ID), { role: 'reader' }),
    ],
    [
      'a file that somebody locked',
      () => Object.assign(fileIn(here.fake, ID), { contentRestrictions: [{ readOnly: true }] }),
    ],
    ['no answer', () => here.fake.mishaps.push({ path: 'batchUpdate', mishap: 'hang' })],
    [
      'a fault of Google’s',
      () => {
        befall(ERRORS.unavailable);
      },
    ],
  ])('is told, the receipt goes out, and nothing counts as unread: %s', async (_, befallen) => {
    await fill(faulty);
    befallen();
    const round = await here.go();
    expect(outcomes(round)).toEqual(['returned']);
    expect(round.isDown).toBe(false);
    expect(codes(round)).toEqual(['G_UNANSWERED']);
    expect(round.findings[0]!.message).toContain('潍城区');
    expect(await here.home.receiptTexts()).toHaveLength(1);
    Object.assign(fileIn(here.fake, ID), { role: 'writer', contentRestrictions: undefined });
    expect(codes(await here.go())).toEqual([]);
    expect(textsIn(here.fake, ID, '回执')[0]).toContain('通报回执：1');
    expect(await here.world.ledger.arrivalCount()).toBe(1);
  });

  it('for the account’s own rights is told once, and keeps nobody waiting', async () => {
    const units = ['weicheng', 'hanting', 'shouguang'];
    const sources = units.map((unit) => ({ unit: unitId(unit), spreadsheet: unit, folder: '' }));
    here.plan = planWith({ sources });
    for (const unit of units) await fillSheet(here.fake, faulty, { of: unit, id: unit });
    befall(ERRORS.scope);
    const round = await here.go();
    expect(outcomes(round)).toEqual(['returned', 'returned', 'returned']);
    expect(codes(round)).toEqual(['G_UNANSWERED']);
    expect(round.isDown).toBe(false);
    expect(here.asked().filter((one) => one.startsWith('POST'))).toHaveLength(1);
  });

  it('leaves alone what somebody replied behind a note of ours, and reads it', async () => {
    await fill(faulty);
    await here.go();
    const noted = () => notesIn(here.fake, ID).find((note) => note.includes(NOTE_MARK))!;
    const cells = sheetsIn(here.fake, ID).flatMap((sheet) => cellsIn(sheet).flat());
    const cell = cells.find(({ note }) => note?.includes(NOTE_MARK) === true)!;
    cell.note = `${noted()}\n张三：已核实`;
    tick(here.fake, ID);
    await here.go();
    expect(noted()).toMatch(new RegExp(`^张三：已核实\n${NOTE_MARK}`));
    const before = noted();
    tick(here.fake, ID);
    await here.go();
    expect(noted()).toBe(before);
  });

  it('after a quota waits for a round that has read the sheet anew, and unticks nothing of then', async () => {
    await fill(faulty);
    befall(ERRORS.quota);
    expect(codes(await here.go())).toEqual(['G_UNANSWERED']);
    expect(isTicked(here.fake, ID)).toBe(true);
    expect(codes(await here.go())).toEqual([]);
    expect(isTicked(here.fake, ID)).toBe(false);
  });

  it('where somebody protected a cell: receipt and box do without the notes', async () => {
    await fill(faulty);
    befall(ERRORS.invalid('You are trying to edit a protected cell or object.'));
    expect(codes(await here.go())).toEqual([]);
    expect(isTicked(here.fake, ID)).toBe(false);
    expect(notesIn(here.fake, ID)).toEqual([]);
    expect(textsIn(here.fake, ID, '回执')[0]).toContain('通报回执：1');
    here.asked();
    await here.go();
    expect(here.asked()).toEqual([READ]);
  });

  it('heals after a crash between receipt and sheet, though the box was unticked meanwhile', async () => {
    await fill(faulty);
    const google: typeof here.world.google = async (plan) => ({
      ...(await here.world.google(plan)),
      answer: () => Promise.reject(new Error('crash')),
    });
    const crashing = { ...here.world, google };
    await expect(collectAll(here.plan, crashing)).rejects.toThrow('crash');
    tick(here.fake, ID, false);
    expect((await here.go()).receipts).toEqual([]);
    expect(textsIn(here.fake, ID, '回执')[0]).toContain('通报回执：1');
    expect(await here.world.ledger.arrivalCount()).toBe(1);
  });

  it('is not even tried with 只读', async () => {
    here.plan = planWith({ writes: false });
    await fill(faulty);
    const round = await here.go();
    expect(outcomes(round)).toEqual(['returned']);
    expect(here.asked()).toEqual([READ]);
    expect(isTicked(here.fake, ID)).toBe(true);
    expect(titles()).not.toContain('回执');
    expect((await here.home.receiptTexts())[0]).not.toContain('再勾一次');
    await here.go();
    expect(here.asked()).toEqual([READ]);
  });
});

function befall(mishap: (typeof ERRORS)['quota']): void {
  here.fake.mishaps.push({ path: 'batchUpdate', mishap });
}
