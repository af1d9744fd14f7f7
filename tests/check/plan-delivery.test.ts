/** delivery.yaml: channels, recipients and marks, and what no single value of them shows. */
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/check/plan.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Plan } from '../../src/model/plan.ts';
import { planFiles, replaced, SHIPPED } from './plan-texts.ts';

const CHANNELS = `channels:
  - id: jiaohuan
    name: 交换文件夹
    kind: 文件夹
    folder: data/交换
  - id: youxiang
    name: 政务邮箱
    kind: 邮件
    host: smtp.example.gov.cn
    user: zzb@example.gov.cn
    sender: zzb@example.gov.cn
    allows: [内部]
  - id: gongzuoqun
    name: 组织工作群
    kind: 企业微信
units: [jiaohuan]
recipients:
  - name: 省委组织部办公室
    channels: [youxiang]
    mail: bgs@example.gov.cn
  - name: 组织工作群
    channels: [gongzuoqun]
attachments: []
`;

const MAILED = replaced(
  SHIPPED.units,
  '      phone: 0536-0000001',
  '      phone: 0536-0000001\n      mail: weicheng@example.gov.cn',
);

function checked(
  delivery: string,
  units = SHIPPED.units,
): Readonly<{ plan: Plan | null; findings: readonly Finding[] }> {
  const { value, findings } = checkPlan(planFiles({ delivery, units }));
  return { plan: value, findings };
}

/** Code and line of each finding. */
function told(delivery: string, units?: string): readonly string[] {
  return checked(delivery, units).findings.map(
    ({ code, place, severity }) => `${severity} ${code} ${String(place.line)}`,
  );
}

describe('delivery.yaml', () => {
  it('is read with what is usual where nothing is written', () => {
    const { plan, findings } = checked(CHANNELS);
    expect(findings).toEqual([]);
    expect(plan!.delivery).toEqual({
      attachments: [],
      units: ['jiaohuan'],
      uncertain: 'hold',
      classification: '',
      classified: [],
      recipients: [
        { name: '省委组织部办公室', channels: ['youxiang'], mail: 'bgs@example.gov.cn' },
        { name: '组织工作群', channels: ['gongzuoqun'] },
      ],
      channels: [
        { id: 'jiaohuan', name: '交换文件夹', kind: 'folder', allows: [], folder: 'data/交换' },
        {
          id: 'youxiang',
          name: '政务邮箱',
          kind: 'smtp',
          allows: ['内部'],
          host: 'smtp.example.gov.cn',
          port: 465,
          security: 'tls',
          user: 'zzb@example.gov.cn',
          sender: 'zzb@example.gov.cn',
          senderName: plan!.office.issuer,
          ca: '',
          pause: 3,
        },
        {
          id: 'gongzuoqun',
          name: '组织工作群',
          kind: 'wecom',
          allows: [],
          base: 'https://qyapi.weixin.qq.com',
          pause: 3,
        },
      ],
    });
  });

  it('of a plan from before channels were is sound', () => {
    expect(checked('attachments: []\n').findings).toEqual([]);
  });

  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    [
      'a server that is lacking',
      '    host: smtp.example.gov.cn\n',
      '',
      ['error PLAN_CHANNEL_LACKS 6'],
    ],
    [
      'a key of another kind',
      '    folder: data/交换',
      '    folder: data/交换\n    port: 25',
      ['error PLAN_KEY_NOT_OF_KIND 6'],
    ],
    [
      'a robot among the units’ channels',
      'units: [jiaohuan]',
      'units: [jiaohuan, gongzuoqun]',
      ['error PLAN_CHANNEL_GROUP 16'],
    ],
    [
      'a channel that is not there',
      'units: [jiaohuan]',
      'units: [jiaohuam]',
      ['error PLAN_REFERENCE 16'],
    ],
    [
      'another in a recipient',
      'channels: [youxiang]',
      'channels: [yx]',
      ['error PLAN_REFERENCE 19'],
    ],
    [
      'a recipient without its address',
      '    mail: bgs@example.gov.cn\n',
      '',
      ['error PLAN_RECIPIENT_MAIL 19'],
    ],
    [
      'a recipient of nothing',
      'channels: [youxiang]',
      'channels: []',
      ['error PLAN_VALUE_FORMAT 19'],
    ],
    ['two addresses in one', 'bgs@example.gov.cn', 'a@x.cn,b@y.cn', ['error PLAN_VALUE_FORMAT 20']],
    [
      'an address with a name',
      'mail: bgs@example.gov.cn',
      'mail: 办公室 <bgs@example.gov.cn>',
      ['error PLAN_VALUE_FORMAT 20'],
    ],
    [
      'a key in the base',
      'kind: 企业微信',
      'kind: 企业微信\n    base: https://x.cn/send?key=1',
      ['error PLAN_VALUE_FORMAT 16'],
    ],
    [
      'a port that is none',
      '    host: smtp',
      '    port: 65536\n    host: smtp',
      ['error PLAN_VALUE_FORMAT 9'],
    ],
    [
      'two channels of one id',
      'id: jiaohuan',
      'id: youxiang',
      ['error PLAN_DUPLICATE_PLAIN 6', 'error PLAN_REFERENCE 16'],
    ],
    [
      'two recipients of one name',
      '- name: 组织工作群\n    channels',
      '- name: 省委组织部办公室\n    channels',
      ['error PLAN_DUPLICATE_PLAIN 21'],
    ],
    [
      'no encryption',
      '    host: smtp',
      '    security: 无\n    host: smtp',
      ['error PLAN_VALUE_CHOICE 9'],
    ],
  ];

  it.each(cases)('is faulty with %s', (_, from, to, findings) => {
    expect(told(replaced(CHANNELS, from, to))).toEqual(findings);
  });

  it('tells which units a mail cannot reach: a warning where there is another way, else a fault', () => {
    const both = replaced(CHANNELS, 'units: [jiaohuan]', 'units: [jiaohuan, youxiang]');
    const [warning] = checked(both, MAILED).findings;
    expect(warning).toMatchObject({ code: 'PLAN_UNITS_MAIL', severity: 'warning' });
    expect(warning!.message).toContain('寒亭区');
    expect(warning!.message).not.toContain('潍城区');
    const mailOnly = replaced(CHANNELS, 'units: [jiaohuan]', 'units: [youxiang]');
    expect(told(mailOnly, MAILED)).toEqual(['error PLAN_UNITS_UNREACHED 16']);
  });

  it('tells which channels may not carry a mark, and when', () => {
    const usual = `${CHANNELS}classification: 内部\n`;
    expect(told(usual)).toEqual([
      'warning PLAN_CHANNEL_BLOCKED 2',
      'warning PLAN_CHANNEL_BLOCKED 13',
    ]);
    const once = `${CHANNELS}classified:\n  - period: 2007-05\n    classification: 秘密\n`;
    const { findings } = checked(once);
    expect(findings.map(({ code }) => code)).toEqual([
      'PLAN_CHANNEL_BLOCKED',
      'PLAN_CHANNEL_BLOCKED',
      'PLAN_CHANNEL_BLOCKED',
    ]);
    expect(findings[0]!.message).toContain('2007-05 的通报是“秘密”的');
  });

  describe('a Drive folder', () => {
    const FOLDER = '1ZyXwVuTsRqPoNmLkJiHgFeDcBa9876543210-tongbao';
    const drive = replaced(
      CHANNELS,
      '    kind: 企业微信\n',
      `    kind: Drive文件夹\n    driveFolder: ${FOLDER}\n`,
    );
    const writing = replaced(SHIPPED.google, 'access: 只读', 'access: 读写', 'account:');

    function toldWith(delivery: string, google: string | null): readonly string[] {
      const texts = google === null ? { delivery } : { delivery, google };
      const { findings } = checkPlan(planFiles(texts));
      return findings.map(({ code, place, severity }) =>
        [severity, code, String(place.line), place.file].join(' '),
      );
    }

    it('is a channel like the others', () => {
      const { value, findings } = checkPlan(planFiles({ delivery: drive, google: writing }));
      expect(findings).toEqual([]);
      expect(value!.delivery.channels[2]).toEqual({
        id: 'gongzuoqun',
        name: '组织工作群',
        kind: 'drive',
        allows: [],
        driveFolder: FOLDER,
      });
    });

    it.each([
      [
        'without its id',
        replaced(drive, `    driveFolder: ${FOLDER}\n`, ''),
        writing,
        'PLAN_CHANNEL_LACKS 13',
      ],
      [
        'named by its address',
        replaced(drive, FOLDER, `https://drive.google.com/drive/folders/${FOLDER}`),
        writing,
        'PLAN_VALUE_FORMAT 16',
      ],
      [
        'that everybody looks into, for the units’ own sheets',
        replaced(drive, 'units: [jiaohuan]', 'units: [jiaohuan, gongzuoqun]'),
        writing,
        'PLAN_CHANNEL_DRIVE_UNITS 17',
      ],
      ['without an account', drive, null, 'PLAN_CHANNEL_DRIVE_ACCOUNT 13'],
      ['whose account may read only', drive, SHIPPED.google, 'PLAN_CHANNEL_DRIVE_ACCOUNT 13'],
      [
        'that reports come in by',
        replaced(drive, FOLDER, '1ZyXwVuTsRqPoNmLkJiHgFeDcBa9876543210-hanting'),
        writing,
        'PLAN_CHANNEL_DRIVE_SOURCE 16',
      ],
    ])('%s is told', (_, delivery, google, fault) => {
      expect(toldWith(delivery, google)).toEqual([`error ${fault} config/delivery.yaml`]);
    });

    it('is not told of where the account’s own line is lost', () => {
      const spoiled = replaced(writing, '  access: 读写', '  access 读写');
      expect(toldWith(drive, spoiled).join()).not.toContain('PLAN_CHANNEL_DRIVE_ACCOUNT');
    });
  });

  describe('mailbox', () => {
    const written = (...lines: readonly string[]): string =>
      `${CHANNELS}mailbox:\n${['host: imap.example.gov.cn', 'user: zzb', ...lines].map((line) => `  ${line}\n`).join('')}`;

    it('is read with what is usual where nothing is written', () => {
      const { plan, findings } = checked(written('trust: 内部'));
      expect(findings).toEqual([]);
      expect(plan!.delivery.mailbox).toEqual({
        ...{ host: 'imap.example.gov.cn', port: 993, security: 'tls', user: 'zzb', ca: '' },
        ...{ folder: 'INBOX', answers: '', internal: true, authserv: '', senders: [] },
      });
    });

    it.each([
      ['proof without who gives it', ['trust: 验证'], ['error PLAN_MAILBOX_AUTHSERV 27']],
      [
        'answers by a channel that is no mail',
        ['trust: 内部', 'answers: gongzuoqun'],
        ['error PLAN_MAILBOX_ANSWERS 28'],
      ],
      [
        'answers by a channel that is none, and no proof',
        ['trust: 验证', 'answers: youjian'],
        ['error PLAN_MAILBOX_AUTHSERV 27', 'error PLAN_MAILBOX_ANSWERS 28'],
      ],
      ['answers by mail', ['trust: 内部', 'answers: youxiang'], []],
    ])('with %s', (_, lines, expected) => {
      expect(told(written(...lines))).toEqual(expected);
    });
  });
});
