/** google.yaml: what is understood, and what is told at its line. */
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/check/plan.ts';
import { planFiles, replaced, SHIPPED } from './plan-texts.ts';

const SHEET = '1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-weicheng';
const FOLDER = '1ZyXwVuTsRqPoNmLkJiHgFeDcBa9876543210-hanting';

function told(google: string): readonly string[] {
  const { findings } = checkPlan(planFiles({ google }));
  return findings.map(({ severity, code, place }) => `${severity} ${code} ${String(place.line)}`);
}

describe('google.yaml', () => {
  it('may be left out', () => {
    expect(checkPlan(planFiles()).value?.google).toBeNull();
  });

  it('says where which unit reports, and changes nothing else', () => {
    const [without, within] = [planFiles(), planFiles({ google: SHIPPED.google })].map((files) => {
      const { version, source, google, ...rest } = checkPlan(files).value!;
      return { version, source, google, rest };
    });
    expect(within!.google).toEqual({
      kind: 'service',
      mail: 'tongbao@example-project.iam.gserviceaccount.com',
      writes: false,
      sources: [
        { unit: 'weicheng', spreadsheet: SHEET, folder: '' },
        { unit: 'hanting', spreadsheet: '', folder: FOLDER },
      ],
    });
    expect(within!.version).not.toBe(without!.version);
    expect(within!.rest).toEqual(without!.rest);
  });

  it.each([
    ['a unit that is not there', 'unit: hanting', 'unit: hantin', ['error PLAN_REFERENCE 23']],
    [
      'a whole address',
      SHEET,
      `https://docs.google.com/spreadsheets/d/${SHEET}`,
      ['error PLAN_VALUE_FORMAT 20'],
    ],
    ['an id with a quote', FOLDER, `"1234567890' or '"`, ['error PLAN_VALUE_FORMAT 24']],
    ['neither sheet nor folder', `    folder: ${FOLDER}\n`, '', ['error PLAN_GOOGLE_PLACE 23']],
    [
      'both in one',
      'folder: ',
      `spreadsheet: ${SHEET}-2\n    folder: `,
      ['error PLAN_GOOGLE_PLACE 23'],
    ],
    [
      'one place for two units',
      `folder: ${FOLDER}`,
      `spreadsheet: ${SHEET}`,
      ['error PLAN_DUPLICATE_PLAIN 24'],
    ],
    [
      'no places',
      SHIPPED.google.slice(SHIPPED.google.indexOf('sources:')),
      'sources: []\n',
      ['error PLAN_VALUE_FORMAT 17'],
    ],
    ['an account that is none', 'kind: 服务账号', 'kind: 服务', ['error PLAN_VALUE_CHOICE 12']],
    [
      'a person without an address',
      'kind: 服务账号\n  mail: tongbao@example-project.iam.gserviceaccount.com',
      'kind: 个人登录',
      ['error PLAN_GOOGLE_MAIL 11'],
    ],
  ])('%s is told', (_, from, to, faults) => {
    expect(told(replaced(SHIPPED.google, from, to, 'account:'))).toEqual(faults);
  });
});
