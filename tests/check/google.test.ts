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
        { unit: 'hanting', spreadsheet: '', folder: FOLDER, share: ['hanting@example.com'] },
      ],
    });
    expect(within!.version).not.toBe(without!.version);
    expect(within!.rest).toEqual(without!.rest);
  });

  /** The line on which a text first stands behind the head of comments. */
  function lineOf(text: string, marker: string): string {
    const at = text.indexOf(marker, text.indexOf('account:'));
    if (at < 0) throw new Error(`not there: ${marker}`);
    return String(text.slice(0, at).split('\n').length);
  }

  it.each([
    ['a unit that is not there', 'unit: hanting', 'unit: hantin', 'PLAN_REFERENCE', 'unit: hantin'],
    [
      'a whole address',
      SHEET,
      `https://docs.google.com/spreadsheets/d/${SHEET}`,
      'PLAN_VALUE_FORMAT',
      'spreadsheet: https://',
    ],
    ['an id with a quote', FOLDER, `"1234567890' or '"`, 'PLAN_VALUE_FORMAT', '"1234567890'],
    [
      'neither sheet nor folder',
      `    folder: ${FOLDER}\n`,
      '',
      'PLAN_GOOGLE_PLACE',
      'unit: hanting',
    ],
    [
      'both in one',
      'folder: ',
      `spreadsheet: ${SHEET}-2\n    folder: `,
      'PLAN_GOOGLE_PLACE',
      'unit: hanting',
    ],
    [
      'one place for two units',
      `folder: ${FOLDER}`,
      `spreadsheet: ${SHEET} # again`,
      'PLAN_DUPLICATE_PLAIN',
      '# again',
    ],
    [
      'no places',
      SHIPPED.google.slice(SHIPPED.google.indexOf('sources:')),
      'sources: []\n',
      'PLAN_VALUE_FORMAT',
      'sources: []',
    ],
    ['an account that is none', 'kind: 服务账号', 'kind: 服务', 'PLAN_VALUE_CHOICE', 'kind: 服务'],
    [
      'a person without an address',
      'kind: 服务账号\n  mail: tongbao@example-project.iam.gserviceaccount.com',
      'kind: 个人登录',
      'PLAN_GOOGLE_MAIL',
      'account:',
    ],
  ])('%s is told', (_, from, to, ...[code, marker]) => {
    const text = replaced(SHIPPED.google, from, to, 'account:');
    expect(told(text)).toEqual([`error ${code} ${lineOf(text, marker)}`]);
  });

  it('may name nobody’s places where bulletins are laid into a folder alone', () => {
    const text = SHIPPED.google.slice(0, SHIPPED.google.indexOf('sources:'));
    expect(told(text)).toEqual([]);
  });
});
