/** Where online forms lie: made in folders, shared, found again after a crash; and what happens where Google lets nobody. */
import { beforeEach, describe, expect, it } from 'vitest';
import { FORM_FIELDS } from '../src/google/form-answer.ts';
import { FIELDS } from '../src/google/sheet-answer.ts';
import { month } from './build/form.ts';
import { atGoogle, changes, laid, states, writingPlan } from './build/google/at-google.ts';
import { ERRORS } from './build/google/errors.ts';
import type { Mishap } from './build/google/fake.ts';

import { emptySpreadsheet } from './build/google/sheets.ts';
import { aUnit } from './build/plan.ts';

const MAY = month('2007-05');
const FOLDER = 'folder-weicheng';
const MAIL = 'weicheng@example.com';
const FOLDERS = 'application/vnd.google-apps.folder';
const plan = writingPlan([{ unit: 'weicheng', spreadsheet: '', folder: FOLDER, share: [MAIL] }]);

const here = atGoogle();
beforeEach(() => {
  here().fake.files.push({ id: FOLDER, name: '潍城', folder: '', mimeType: FOLDERS });
});

const lay = (of = plan) => laid(here(), of, MAY);
/** The sheets that lie in the folder. */
const inside = () => here().fake.files.filter(({ folder }) => folder === FOLDER);

function befall(path: string, ...mishaps: readonly Mishap[]): void {
  here().fake.mishaps.push(...mishaps.map((mishap) => ({ path, mishap })));
}

describe('a folder', () => {
  it('gets one sheet for the month, shared once with the unit’s account', async () => {
    const first = await lay();
    expect(states(first)).toEqual(['weicheng created']);
    const [made] = inside();
    expect(made).toMatchObject({
      name: '潍城区-2007年5月-潍组统01表',
      appProperties: { tongbao: 'weicheng/2007-05' },
    });
    expect(first.forms[0]!.spreadsheet).toBe(made!.id);
    const shared = [{ type: 'user', role: 'writer', emailAddress: MAIL }];
    expect(
      made!.permissions!.map(({ type, role, emailAddress }) => ({ type, role, emailAddress })),
    ).toEqual(shared);
    here().fake.asked.splice(0);
    expect(states(await lay())).toEqual(['weicheng unchanged']);
    expect(changes(here())).toEqual([]);
    expect(inside()).toHaveLength(1);
    expect(states(await laid(here(), plan, month('2007-06')))).toEqual(['weicheng created']);
    expect(inside()).toHaveLength(2);
  });

  it.each<[string, string, Mishap, string]>([
    ['making and filling it', ':batchUpdate', ERRORS.unavailable, 'created'],
    ['filling it and the answer', ':batchUpdate', 'cut', 'updated'],
    ['making it and the answer', 'POST www.googleapis.com/drive/v3/files', 'cut', 'created'],
  ])('gets no second sheet after a crash between %s', async (_, path, mishap, then) => {
    befall(path, mishap);
    const crashed = await lay();
    expect(states(crashed)).toEqual(['weicheng unreached']);
    expect(crashed.forms[0]!.why).toContain('再运行一次');
    expect(inside()).toHaveLength(1);
    expect(states(await lay())).toEqual([`weicheng ${then}`]);
    expect(inside()).toHaveLength(1);
    expect(inside()[0]!.permissions).toHaveLength(1);
    expect(states(await lay())).toEqual(['weicheng unchanged']);
  });

  it('is shared with who may only read there, and with nobody who may write already', async () => {
    await lay();
    inside()[0]!.permissions!.splice(0, 1, {
      id: 'a',
      type: 'user',
      role: 'writer',
      emailAddress: MAIL.toUpperCase(),
    });
    expect(states(await lay())).toEqual(['weicheng unchanged']);
    inside()[0]!.permissions!.splice(0, 1, {
      id: 'a',
      type: 'user',
      role: 'reader',
      emailAddress: MAIL,
    });
    expect(states(await lay())).toEqual(['weicheng updated']);
  });

  it('that cannot be shared has its sheet all the same, and it is told', async () => {
    befall('/permissions', ERRORS.driveNotShared);
    const { forms, findings } = await lay();
    expect(forms[0]).toMatchObject({ state: 'created' });
    expect(findings.map(({ code }) => code)).toContain('G_UNSHARED');
  });

  it('where the account may own nothing: what to do instead is said', async () => {
    here().fake.state.hasRoom = false;
    const { forms } = await lay();
    expect(forms[0]).toMatchObject({ state: 'left', spreadsheet: null });
    expect(forms[0]!.why).toMatch(/共享云端硬盘.*个人登录.*spreadsheet/);
  });
});

describe('what one unit’s place refuses', () => {
  it.each([
    [
      'is only to be read',
      () => here().fake.files.push({ id: 's1', name: '', folder: '', role: 'reader' }),
      '编辑者',
    ],
    ['is gone', () => here().fake.sheets.delete('s1'), '找不到'],
    ['is not shared', () => here().fake.sheets.set('s1', null), '编辑者'],
  ])('keeps no other waiting: a sheet that %s', async (_, spoil, why) => {
    for (const id of ['s1', 's2']) here().fake.sheets.set(id, emptySpreadsheet(id, '空表'));
    spoil();
    const { forms } = await lay(
      writingPlan([
        { unit: 'weicheng', spreadsheet: 's1', folder: '' },
        { unit: 'hanting', spreadsheet: 's2', folder: '' },
      ]),
    );
    expect(states({ forms, findings: [] })).toEqual(['weicheng left', 'hanting created']);
    expect(forms[0]!.why).toContain(why);
  });

  it('is not asked of the others where Google cannot be reached at all', async () => {
    for (const id of ['s1', 's2', 's3']) here().fake.sheets.set(id, emptySpreadsheet(id, '空表'));
    befall('/v4/', ...Array<Mishap>(40).fill(ERRORS.unavailable));
    const { forms } = await lay(
      writingPlan(
        ['weicheng', 'hanting', 'shouguang'].map((unit, at) => ({
          unit,
          spreadsheet: `s${String(at + 1)}`,
          folder: '',
        })),
      ),
    );
    expect(forms.map(({ state }) => state)).toEqual(['unreached', 'unreached', 'unreached']);
    expect(forms[2]!.why).toContain('没有再写');
  });

  it('ends the work where it is the account itself', async () => {
    here().fake.state.isRevoked = true;
    await expect(lay()).rejects.toMatchObject({ code: 'google-auth', kind: 'outsideDown' });
  });
});

describe('units', () => {
  it('without a place are named, and one with several gets one form, in its folder', async () => {
    here().fake.sheets.set('s1', emptySpreadsheet('s1', '空表'));
    const { forms, findings } = await lay(
      writingPlan([{ unit: 'weicheng', spreadsheet: 's1', folder: '' }, ...plan.google.sources]),
    );
    expect(forms.map(({ spreadsheet }) => spreadsheet)).toEqual([inside()[0]!.id]);
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['G_SEVERAL', expect.stringContaining(FOLDER)],
      ['G_NO_PLACE', expect.stringContaining('寒亭区、寿光市、市直')],
    ]);
  });

  it('ninety of them against sixty changes a minute all get their form', async () => {
    const { fake, pace } = here();
    const ids = Array.from({ length: 90 }, (_, at) => `unit${String(at)}`);
    const { indicators, tasks, texts } = plan;
    const many = writingPlan(
      ids.map((unit) => ({ unit, spreadsheet: unit, folder: '' })),
      {
        units: ids.map((id) => aUnit(id, id)),
        indicators: indicators.filter(({ code }) => code === 'RC01'),
        tasks: tasks.slice(0, 0),
        texts: texts.slice(0, 0),
      },
    );
    for (const id of ids) fake.sheets.set(id, emptySpreadsheet(id, '空表'));
    fake.state.quota = { most: 60, ms: 60_000 };
    fake.state.epoch = pace.epoch;
    const { forms } = await lay(many);
    expect(forms.filter(({ state }) => state === 'created')).toHaveLength(90);
    expect(changes(here())).toHaveLength(90);
  }, 120_000);
});

describe('what is read to lay a form down', () => {
  it('holds all that a sheet is read for when it is taken', () => {
    const paths = (mask: string): readonly string[] => {
      const above: string[] = [];
      return [...mask.matchAll(/([\w]*)([(),]|$)/g)].flatMap(([, name = '', sign = '']) => {
        const path = [...above, name].join('.');
        if (sign === '(') above.push(name);
        if (sign === ')') above.pop();
        return name === '' || sign === '(' ? [] : [path];
      });
    };
    const all = paths(FORM_FIELDS);
    const isHeld = (path: string): boolean =>
      all.some((one) => path === one || path.startsWith(`${one}.`));
    expect(paths(FIELDS).filter((path) => !isHeld(path))).toEqual([]);
    expect(paths(FIELDS).length).toBeGreaterThan(10);
  });
});
