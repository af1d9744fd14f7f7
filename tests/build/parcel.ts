/** Deliveries, parcels and channels' plans for the tests of sending. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Moment } from '../../src/model/day.ts';
import type {
  Delivery,
  DrivePlan,
  MailPlan,
  Parcel,
  RobotPlan,
  Steps,
} from '../../src/model/delivery.ts';
import type { MailboxPlan } from '../../src/model/mailbox.ts';
import type { Period } from '../../src/model/period.ts';
import type { Plan } from '../../src/model/plan.ts';

export const PDF = new TextEncoder().encode(`%PDF-1.7\n${'通报'.repeat(20_000)}`);

export const TITLE = '关于2007年5月全市组织工作进展情况的通报';

function aHeldDelivery(over: Partial<Delivery> = {}): Delivery {
  const at = '2007-06-08T09:00:00+08:00' as Moment;
  const queued = { state: 'pending', code: 'queued', worker: '', until: null, said: '' } as const;
  return {
    id: 1,
    edition: 1,
    reminder: null,
    period: '2007-05' as Period,
    channel: 'youxiang',
    recipient: 'unit:shouguang',
    name: '寿光市',
    address: 'shouguang@example.gov.cn',
    subject: TITLE,
    text: '寿光市：\n\n现送上通报，见附件，请查收。\n',
    files: [{ name: `${TITLE}.pdf`, sha256: createHash('sha256').update(PDF).digest('hex') }],
    classification: '',
    events: [{ ...queued, at }],
    ...over,
  };
}

export function aParcel(over: Partial<Delivery> = {}, bytes: Uint8Array = PDF): Parcel {
  const delivery = aHeldDelivery(over);
  return { delivery, files: delivery.files.map((file) => ({ ...file, bytes })) };
}

export function aMailPlan(port: number, over: Partial<MailPlan> = {}): MailPlan {
  return {
    id: 'youxiang',
    name: '政务邮箱',
    kind: 'smtp',
    allows: [],
    host: '127.0.0.1',
    port,
    security: 'starttls',
    user: '',
    sender: 'zzb@example.gov.cn',
    senderName: '中共潍坊市委组织部',
    ca: '',
    pause: 0,
    ...over,
  };
}

export function aRobotPlan(kind: RobotPlan['kind'], base: string): RobotPlan {
  return { id: 'qun', name: '工作群', kind, allows: [], base, pause: 0 };
}

/** A folder at Google that bulletins are laid into. */
export function aDrivePlan(over: Partial<DrivePlan> = {}): DrivePlan {
  return {
    id: 'yunpan',
    name: '云盘',
    kind: 'drive',
    allows: [],
    driveFolder: 'bulletins',
    ...over,
  };
}

/** The plan with a mail address for each unit: `weicheng@example.gov.cn`. */
export function withMail(plan: Plan): Plan {
  const units = plan.units.map((unit) => ({
    ...unit,
    contact: { ...unit.contact, mail: `${unit.id}@example.gov.cn` },
  }));
  return { ...plan, units };
}

/** Lays beside a test's ledger what the way to its mail servers needs. */
export async function giveMailKeys(folder: string, cert: string, password: string): Promise<void> {
  await writeFile(join(folder, 'ca.pem'), cert);
  const secrets = join(folder, 'data/secrets.yaml');
  await writeFile(secrets, `mailbox:\n  password: "${password}"\n`, { mode: 0o600 });
}

/** A mailbox on this machine that answers nobody. */
export function aMailbox(over: Partial<MailboxPlan> = {}): MailboxPlan {
  return {
    host: '127.0.0.1',
    port: 993,
    security: 'tls',
    user: 'zzb',
    folder: 'INBOX',
    ca: '',
    answers: '',
    internal: true,
    authserv: '',
    senders: [],
    ...over,
  };
}

/** Steps that are only noted. */
export function notedSteps(): Steps & Readonly<{ points: string[] }> {
  const points: string[] = [];
  return {
    points,
    finalDot() {
      points.push('final-dot');
      return Promise.resolve();
    },
    reached(point) {
      points.push(point);
    },
  };
}
