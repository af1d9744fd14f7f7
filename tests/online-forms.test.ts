/** Forms that go out to online sheets: laid down once, put right where they were spoilt, and nobody's work lost by it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll } from '../src/line/collecting.ts';
import { HEAD } from '../src/model/form.ts';
import type { Plan } from '../src/model/plan.ts';
import { month } from './build/form.ts';
import { atGoogle, changes, laid, states, writingPlan } from './build/google/at-google.ts';
import { boxOf, cellAt, openOf, pageOf, rowOf, typedIn, typeInto } from './build/google/laid.ts';
import { emptySpreadsheet } from './build/google/sheets.ts';
import { anIndicator } from './build/plan.ts';
import { moment } from './build/world.ts';

const MAY = month('2007-05');
const JUNE = month('2007-06');
const SHEET = 'sheet-weicheng';
const plan = writingPlan([{ unit: 'weicheng', spreadsheet: SHEET, folder: '' }]);

/** What Google makes of a number that is typed as 50%. */
const PERCENT = { type: 'PERCENT', pattern: '0%' };

const here = atGoogle();
beforeEach(() => {
  here().fake.sheets.set(SHEET, emptySpreadsheet(SHEET, '空表'));
});

const lay = (of = plan, period = MAY) => laid(here(), of, period);
const book = () => here().fake.sheets.get(SHEET)!;
const page = () => pageOf(here().fake, SHEET);

/** Fills in all that the small plan asks. */
function fill(over: Readonly<Record<string, string | number>> = {}): void {
  const figures = { RC01: 12, RC02: 3, RC06: 40, JC01: 12.5, 'JC02-1': 8, 'JC02-2': 10, YC03: 3 };
  for (const [item, value] of Object.entries({ ...figures, ...over })) {
    typeInto(page(), `E${String(rowOf(page(), item))}`, value);
  }
  const task = String(rowOf(page(), 'T01'));
  typeInto(page(), `D${task}`, '推进中');
  typeInto(page(), `E${task}`, 60);
  typeInto(page(), `C${String(rowOf(page(), 'WZ02'))}`, '无。');
  const head = rowOf(page(), HEAD.filler);
  typeInto(page(), `B${String(head)}`, '示例填表人');
  typeInto(page(), `D${String(head)}`, '示例审核人');
  typeInto(page(), `H${String(head)}`, '0536-0000001');
}

async function submit(): Promise<readonly string[]> {
  typeInto(page(), boxOf(page()), true);
  const { receipts } = await collectAll(plan, here().world);
  return receipts.map(({ outcome }) => outcome);
}

/** The row of the first figure. */
const first = () => String(rowOf(page(), 'RC01'));

/** What somebody may do to a sheet of which nothing is to stay. */
const SPOILING: readonly (() => void)[] = [
  () => page().protectedRanges!.splice(0),
  () => (page().protectedRanges![0]!.unprotectedRanges = []),
  () => (page().protectedRanges![0]!.warningOnly = true),
  () => {
    typeInto(page(), 'A1', '别的标题');
  },
  () => {
    typeInto(page(), `L${first()}`, '✓');
  },
  () => {
    typeInto(page(), `G${first()}`, 99);
  },
  () => (page().properties!.title = '我的表'),
  () => (page().properties!.gridProperties!.frozenRowCount = 0),
  () => (page().properties!.hidden = true),
  () => page().conditionalFormats!.splice(0, 1),
  () => page().merges!.splice(0, 2),
  () => Object.assign(page().merges![0]!, { endColumnIndex: 5 }),
  () => Reflect.deleteProperty(cellAt(page(), `E${first()}`), 'dataValidation'),
  () => (cellAt(page(), `E${first()}`).dataValidation!.strict = true),
  () =>
    (cellAt(page(), `A${first()}`).userEnteredFormat!.backgroundColorStyle = {
      rgbColor: { red: 1 },
    }),
  () => (page().data![0]!.rowMetadata![3]!.pixelSize = 3),
  () => (page().data![0]!.columnMetadata![13]!.hiddenByUser = false),
  () => (book().properties!.locale = 'en_US'),
  () => book().developerMetadata!.splice(0),
  () => book().sheets!.splice(2, 1),
  () => (book().sheets![2]!.properties!.hidden = false),
];

describe('a sheet', () => {
  it('that is right is not changed: the second run asks for no change', async () => {
    expect(states(await lay())).toEqual(['weicheng created']);
    expect(changes(here())).toHaveLength(1);
    fill();
    here().fake.asked.splice(0);
    const before = structuredClone(book());
    expect(states(await lay())).toEqual(['weicheng unchanged']);
    expect(changes(here())).toEqual([]);
    expect(here().fake.asked.filter((one) => one.includes('/spreadsheets/'))).toHaveLength(1);
    expect(book()).toEqual(before);
  });

  it.each(SPOILING.map((spoil, index) => [index, spoil] as const))(
    'that somebody spoilt is put right, and what was typed stays as it was typed: %i',
    async (_, spoil) => {
      await lay();
      fill({ RC01: '12万' });
      const typed = cellAt(page(), `E${first()}`);
      typed.userEnteredFormat = { ...typed.userEnteredFormat, numberFormat: PERCENT };
      typed.effectiveFormat = { ...typed.effectiveFormat, numberFormat: PERCENT };
      const wanted = structuredClone(book());
      spoil();
      here().fake.asked.splice(0);
      expect(states(await lay())).toEqual(['weicheng updated']);
      const [got, meant] = [things(book()), things(wanted)];
      const without = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
        [...one].filter((thing) => !other.has(thing));
      expect([without(got, meant), without(meant, got)]).toEqual([[], []]);
      expect(states(await lay())).toEqual(['weicheng unchanged']);
    },
  );

  it('that was accepted is not touched any more', async () => {
    await lay();
    fill();
    expect(await submit()).toEqual(['accepted']);
    here().fake.asked.splice(0);
    expect(states(await lay())).toEqual(['weicheng unchanged']);
    expect(changes(here())).toEqual([]);
    expect((await collectAll(plan, here().world)).receipts).toEqual([]);
  });

  it.each([
    [
      'holds other things',
      () => {
        typeInto(page(), 'C3', '我的笔记');
      },
      '别的内容',
    ],
    ['is another unit’s', null, '别的单位'],
  ])('that %s is left as it is', async (_, spoil, why) => {
    if (spoil === null)
      await lay(writingPlan([{ unit: 'hanting', spreadsheet: SHEET, folder: '' }]));
    else spoil();
    const before = structuredClone(book());
    const { forms } = await lay();
    expect(forms[0]).toMatchObject({ state: 'left', spreadsheet: SHEET });
    expect(forms[0]!.why).toContain(why);
    expect(book()).toEqual(before);
  });
});

/** Every single thing of a spreadsheet with its place. Ids and the order in which things were added are no part of it. */
function things(book: object): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (value: unknown, at: string): void => {
    if (typeof value !== 'object' || value === null) found.add(`${at} = ${String(value)}`);
    else if (at.endsWith('.merges'))
      found.add(
        `${at} = ${(value as object[])
          .map((m) => JSON.stringify(m))
          .toSorted()
          .join()}`,
      );
    else {
      for (const [key, one] of Object.entries(value)) {
        if (!['protectedRangeId', 'sheetId', 'metadataId', 'index'].includes(key))
          walk(one, `${at}.${key}`);
      }
    }
  };
  walk(book, '');
  return found;
}

it('typed into a part of a merged cell that somebody took apart is left for a person', async () => {
  await lay();
  fill();
  const row = rowOf(page(), 'T01');
  const isWords = ({
    startRowIndex,
    startColumnIndex,
  }: {
    startRowIndex?: number | null;
    startColumnIndex?: number | null;
  }) => startRowIndex === row - 1 && startColumnIndex === 7;
  page().merges = page().merges!.filter((merge) => !isWords(merge));
  typeInto(page(), `I${String(row)}`, '第二格里的话');
  const before = structuredClone(book());
  expect(states(await lay())).toEqual(['weicheng left']);
  expect(book()).toEqual(before);
});

describe('another month', () => {
  beforeEach(async () => {
    await lay();
  });

  it('takes the place of one that was accepted as it stands', async () => {
    fill();
    expect(await submit()).toEqual(['accepted']);
    expect(states(await lay(plan, JUNE))).toEqual(['weicheng updated']);
    expect(typedIn(page(), `E${String(rowOf(page(), 'RC01'))}`)).toBeUndefined();
    expect(typedIn(page(), boxOf(page()))).toBe(false);
    const { grid, submitted } = await (await here().world.google(plan.google)).sheet(SHEET);
    expect(submitted).toBe(false);
    expect(grid.sheets[0]!.cells.map(({ text }) => text)).toContain('2007年6月');
    expect(states(await lay(plan, JUNE))).toEqual(['weicheng unchanged']);
    fill({ RC01: 20 });
    expect(await submit()).toEqual(['accepted']);
  });

  it('takes the place of one that was locked at its deadline, receipt and all', async () => {
    fill();
    typeInto(page(), boxOf(page()), true);
    here().home.setNow(moment('2007-06-05T09:00:00+08:00'));
    const { receipts } = await collectAll(plan, here().world);
    expect(receipts).toMatchObject([{ outcome: 'accepted' }]);
    const isLocked = () =>
      here().fake.files.find(({ id }) => id === SHEET)?.contentRestrictions?.[0]?.readOnly;
    const tabs = () => book().sheets!.map(({ properties }) => properties!.title);
    expect(isLocked()).toBe(true);
    expect(tabs()).toContain('回执');
    expect(states(await lay(plan, JUNE))).toEqual(['weicheng updated']);
    expect(isLocked()).toBe(false);
    expect(tabs()).not.toContain('回执');
    expect(states(await lay(plan, JUNE))).toEqual(['weicheng unchanged']);
    fill({ RC01: 20 });
    expect(await submit()).toEqual(['accepted']);
    expect(tabs()).toContain('回执');
    expect(isLocked()).toBe(false);
  });

  it('leaves one whose lock somebody replaced: nobody can tell what was typed under it', async () => {
    fill();
    Object.assign(page().protectedRanges![0]!, { unprotectedRanges: [], description: '别人勿动' });
    const before = structuredClone(book());
    expect(states(await lay(plan, JUNE))).toEqual(['weicheng left']);
    expect(book()).toEqual(before);
  });

  it('takes the place of one that nobody filled in', async () => {
    expect(states(await lay(plan, JUNE))).toEqual(['weicheng updated']);
  });

  it.each([
    [
      'is filled in and not submitted',
      async () => {
        fill();
        await Promise.resolve();
      },
    ],
    [
      'was changed after it was accepted',
      async () => {
        fill();
        await submit();
        typeInto(page(), `E${String(rowOf(page(), 'RC01'))}`, 13);
      },
    ],
    [
      'was returned',
      async () => {
        fill({ RC01: '很多' });
        expect(await submit()).toEqual(['returned']);
      },
    ],
  ])('leaves one that %s', async (_, doing) => {
    await doing();
    const before = structuredClone(book());
    const { forms } = await lay(plan, JUNE);
    expect(forms[0]).toMatchObject({ state: 'left' });
    expect(forms[0]!.why).toContain('还有没有提交的内容（2007年5月报表）');
    expect(book()).toEqual(before);
  });
});

describe('another plan of the same month', () => {
  const other = (indicators: Plan['indicators']) =>
    writingPlan(plan.google.sources, { version: 'b'.repeat(64), indicators });

  beforeEach(async () => {
    await lay();
    fill();
    typeInto(page(), `F${String(rowOf(page(), 'RC06'))}`, '含柔性引进');
    const typed = cellAt(page(), `E${String(rowOf(page(), 'RC06'))}`);
    typed.userEnteredFormat = { ...typed.userEnteredFormat, numberFormat: PERCENT };
    cellAt(page(), `E${String(rowOf(page(), 'JC01'))}`).note = '请张三核对';
  });

  it('has what was typed follow its item to another row', async () => {
    const was = rowOf(page(), 'RC06');
    const [first, ...rest] = plan.indicators;
    const next = other([first!, anIndicator('RC00', { name: '新指标' }), ...rest]);
    expect(states(await lay(next))).toEqual(['weicheng updated']);
    const row = rowOf(page(), 'RC06');
    expect(row).toBe(was + 1);
    expect(cellAt(page(), `E${String(row)}`).userEnteredFormat!.numberFormat).toEqual(PERCENT);
    expect([typedIn(page(), `E${String(row)}`), typedIn(page(), `F${String(row)}`)]).toEqual([
      40,
      '含柔性引进',
    ]);
    expect(cellAt(page(), `E${String(rowOf(page(), 'JC01'))}`).note).toBe('请张三核对');
    expect(typedIn(page(), `E${String(rowOf(page(), 'RC00'))}`)).toBeUndefined();
    expect(openOf(page())).toContain(`E${String(rowOf(page(), 'RC00'))}`);
    expect(typedIn(page(), `D${String(rowOf(page(), 'T01'))}`)).toBe('推进中');
    expect(states(await lay(next))).toEqual(['weicheng unchanged']);
  });

  it('whose rows are the same is put right in place', async () => {
    const next = other(plan.indicators.map((one) => ({ ...one, note: '按新口径填' })));
    const before = typedIn(page(), `E${String(rowOf(page(), 'RC01'))}`);
    expect(states(await lay(next))).toEqual(['weicheng updated']);
    expect(typedIn(page(), `E${String(rowOf(page(), 'RC01'))}`)).toBe(before);
    expect(states(await lay(next))).toEqual(['weicheng unchanged']);
  });

  it.each([
    [
      'a formula that was typed would look elsewhere',
      () => {
        cellAt(page(), `E${String(rowOf(page(), 'RC06'))}`).userEnteredValue = {
          formulaValue: '=E8+E9',
        };
      },
    ],
    [
      'nothing says any more what was open',
      () => {
        page().protectedRanges!.splice(0);
      },
    ],
  ])('leaves the sheet where rows move and %s', async (_, spoil) => {
    spoil();
    const [first, ...rest] = plan.indicators;
    const before = structuredClone(book());
    const { forms } = await lay(other([first!, anIndicator('RC00'), ...rest]));
    expect(forms[0]).toMatchObject({ state: 'left' });
    expect(book()).toEqual(before);
  });

  it('without an item that is filled in leaves the sheet, and says so', async () => {
    const next = other(plan.indicators.filter(({ code }) => code !== 'RC06'));
    const before = structuredClone(book());
    const { forms } = await lay(next);
    expect(forms[0]).toMatchObject({ state: 'left' });
    expect(forms[0]!.why).toContain('对不上新的位置');
    expect(book()).toEqual(before);
  });
});
