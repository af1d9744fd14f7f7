/** Arrivals, judgements and entries for the ledger's tests. */
import { createHash } from 'node:crypto';
import type { Day, Moment } from '../../src/model/day.ts';
import type { DraftRow } from '../../src/model/draft.ts';
import type { Edition, Frozen, Signed } from '../../src/model/edition.ts';
import type { NewDelivery } from '../../src/model/delivery.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Month } from '../../src/model/period.ts';
import type { OrgUnitId } from '../../src/model/plan.ts';
import type { OutgoingReminder, Reminder } from '../../src/model/reminder.ts';
import type {
  Arrival,
  Entry,
  FigureEntry,
  JudgedCell,
  Judgement,
  Submission,
  TaskEntry,
  TextEntry,
} from '../../src/model/submission.ts';

export const MAY = '2007-05' as Month;

export function month(text: string): Month {
  return text as Month;
}

export function unit(text: string): OrgUnitId {
  return text as OrgUnitId;
}

/** A moment of June 2007, `minute` minutes after the 1st, 00:00. */
export function minute(minutes: number): Moment {
  const pad = (part: number): string => String(part).padStart(2, '0');
  const day = pad(1 + Math.floor(minutes / 1440));
  const time = `${pad(Math.floor((minutes % 1440) / 60))}:${pad(minutes % 60)}:00`;
  return `2007-06-${day}T${time}+08:00` as Moment;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** An arrival whose bytes are this text; its key is the text and the moment unless given. */
export function anArrival(text: string, over: Partial<Arrival> = {}): Arrival {
  const bytes = new TextEncoder().encode(text);
  const at = over.at ?? minute(0);
  const named = { key: `${text}@${at}`, channel: 'folder', fileName: `${text}.xlsx` };
  return { ...named, bytes, sha256: sha256(bytes), at, ...over };
}

export function aFigure(
  item: string,
  value: string | null,
  over: Partial<FigureEntry> = {},
): Entry {
  const state = value === null ? 'blank' : 'reported';
  const origin = { sheet: '报表', cell: 'D7', typed: value ?? '' };
  return { kind: 'figure', item, state, value, bound: null, remark: '', ...origin, ...over };
}

export function aTask(item: string, over: Partial<TaskEntry> = {}): Entry {
  const origin = { sheet: '报表', cell: 'D30', typed: '推进中' };
  const said = { status: '推进中', percent: '33.5', doneOn: null, words: '按计划推进' } as const;
  return { kind: 'task', item, state: 'reported', ...said, ...origin, ...over };
}

export function aText(item: string, words: string, over: Partial<TextEntry> = {}): Entry {
  const origin = { sheet: '报表', cell: 'B40', typed: words };
  return { kind: 'text', item, state: 'reported', words, ...origin, ...over };
}

export function aSubmission(over: Partial<Submission> = {}): Submission {
  return {
    unit: unit('shouguang'),
    period: MAY,
    form: 'county-monthly',
    planVersion: sha256('plan of the workbook'),
    filler: '示例填表人',
    reviewer: '示例审核人',
    phone: '0536-0000000',
    entries: [aFigure('RC01', '128000'), aTask('RW01'), aText('LD', '示例亮点')],
    ...over,
  };
}

/** What the checker says of a form without a fault. */
export function accepting(submission: Submission, over: Partial<Judgement> = {}): Judgement {
  const { unit: whose, period, form, entries } = submission;
  const cells = entries.map((entry): JudgedCell => ({
    item: entry.item,
    sheet: entry.sheet,
    cell: entry.cell,
    typed: entry.typed,
    value: entry.kind === 'figure' ? entry.value : null,
    state: entry.state,
    code: 'OK',
  }));
  return { unit: whose, period, form, submission, cells, findings: [], ...over };
}

export const A_FAULT: Finding = {
  code: 'not-a-number',
  severity: 'error',
  place: { file: '寿光.xlsx', sheet: '报表', cell: 'D7' },
  item: '示例指标',
  read: '约十二万',
  message: '不是一个数。',
  hint: '请填写阿拉伯数字。',
};

/** What the checker says of a form that is sent back. */
export function returning(over: Partial<Judgement> = {}): Judgement {
  const whose = { unit: unit('shouguang'), period: MAY, form: 'county-monthly' };
  return { ...whose, submission: null, cells: [], findings: [A_FAULT], ...over };
}

/** A draft of May by this plan and template, which the ledger has to keep. */
export function aDraft(plan: string, template: string): DraftRow {
  const hashes = { snapshot: sha256('s'), plan, template, pdf: sha256('p') };
  return {
    period: MAY,
    about: '',
    corrects: null,
    reason: null,
    at: minute(5),
    ...hashes,
    pages: 8,
    path: 'out/2007-05/通报.pdf',
  };
}

/** The first document number of 2007, given to the bulletin of May with one unit's sheet, and its bytes. */
export function aSigned(
  review: number,
  plan: string,
  over: Partial<Signed> = {},
): Readonly<{ signed: Signed; frozen: Frozen }> {
  const [pdf, slip] = ['the bulletin', 'a sheet'].map((text) => new TextEncoder().encode(text));
  const frozen = new Map([pdf!, slip!].map((bytes) => [sha256(bytes), bytes]));
  const signed: Signed = {
    review,
    period: MAY,
    about: '',
    year: 2007,
    number: 1,
    total: 1,
    signature: 1,
    documentNumber: '潍组通报〔2007〕1号',
    title: '关于2007年5月全市组织工作进展情况的通报',
    fileName: '通报.pdf',
    snapshot: sha256('s'),
    plan,
    template: plan,
    issuedOn: '2007-06-08' as Day,
    printedOn: '2007-06-08' as Day,
    pdf: sha256(pdf!),
    pages: 8,
    who: '签发人',
    at: minute(3),
    files: [{ unit: unit('weicheng'), fileName: '一县一单/潍城区.pdf', sha256: sha256(slip!) }],
    ...over,
  };
  return { signed, frozen };
}

/** The bulletin alone, to a recipient by mail. */
export function aDelivery(edition: Edition, recipient: string): NewDelivery {
  return {
    period: edition.period,
    channel: 'youxiang',
    recipient,
    name: recipient,
    address: 'someone@example.gov.cn',
    subject: edition.title,
    text: '请查收。',
    files: [{ name: edition.fileName, sha256: edition.pdf }],
    classification: '',
  };
}

export function aReminder(over: Partial<Reminder> = {}): Reminder {
  return {
    period: MAY,
    unit: unit('shouguang'),
    step: '截止前1个工作日',
    due: minute(400),
    at: minute(6),
    faults: null,
    text: '请报送。',
    sha256: sha256('请报送。'),
    ...over,
  };
}

/** A reminder that goes out through no channel. */
export function untold(reminder: Reminder): OutgoingReminder {
  return { reminder, deliveries: [] };
}
