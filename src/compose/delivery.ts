/** Who gets a signed document or a reminder, through what, and with which words. */
import {
  classificationOf,
  type ChannelPlan,
  type DeliveredFile,
  type NewDelivery,
} from '../model/delivery.ts';
import type { Edition } from '../model/edition.ts';
import { chinesePeriod } from '../model/period.ts';
import { REMINDER_FILES } from '../model/catalogue/calendar-words.ts';
import type { Reminder } from '../model/reminder.ts';
import { validAt, type OrgUnit, type OrgUnitId, type Plan } from '../model/plan.ts';

/** One who receives, before a channel is chosen. `mail` is null where none is known. */
type Recipient = Readonly<{
  key: string;
  unit: OrgUnitId | null;
  name: string;
  mail: string | null;
}>;

type Route = Readonly<{ to: Recipient; channel: ChannelPlan }>;

/**
 * The deliveries of an edition: of the bulletin to every unit of its period and to all further recipients, of a unit's own
 * sheet to that unit alone. A recipient without a mail address gets nothing by mail.
 */
export function deliveriesOf(edition: Edition, plan: Plan): readonly NewDelivery[] {
  const { period } = edition;
  const classification = classificationOf(plan.delivery, period);
  return routesOf(edition, plan).map(({ to, channel }) => ({
    period,
    channel: channel.id,
    recipient: to.key,
    name: to.name,
    address: addressOf(to, channel),
    subject: subjectOf(edition),
    text: channel.kind === 'smtp' ? letter(edition, to, plan) : notice(edition),
    files: filesFor(to, edition),
    classification,
  }));
}

function routesOf({ about, period }: Edition, plan: Plan): readonly Route[] {
  const { units: unitChannels, recipients } = plan.delivery;
  const units = validAt(plan.units, period).filter(
    ({ id }) => !about.startsWith('unit:') || about === `unit:${id}`,
  );
  const others = about.startsWith('unit:') ? [] : recipients;
  return [
    ...units.flatMap((unit) => routes(unitRecipient(unit), unitChannels, plan)),
    ...others.flatMap(({ name, mail = null, channels }) =>
      routes({ key: `other:${name}`, unit: null, name, mail }, channels, plan),
    ),
  ];
}

function unitRecipient({ id, name, contact }: OrgUnit): Recipient {
  return { key: `unit:${id}`, unit: id, name, mail: contact.mail ?? null };
}

function routes(to: Recipient, ids: readonly string[], { delivery }: Plan): readonly Route[] {
  return delivery.channels
    .filter(({ id, kind }) => ids.includes(id) && (kind !== 'smtp' || to.mail !== null))
    .map((channel) => ({ to, channel }));
}

/** What a unit is reminded through: its own channels. A folder takes the text as a file, a mail as its words. */
export function reminderDeliveries(
  { period, unit, step, at, text, sha256 }: Reminder,
  plan: Plan,
): readonly NewDelivery[] {
  const of = validAt(plan.units, period).filter(({ id }) => id === unit);
  return of
    .flatMap((one) => routes(unitRecipient(one), plan.delivery.units, plan))
    .map(({ to, channel }) => ({
      period,
      channel: channel.id,
      recipient: to.key,
      name: to.name,
      address: addressOf(to, channel),
      subject: `${chinesePeriod(period)}报表催报（${step}）`,
      text: `${text}\n\n${BY_ITSELF}\n`,
      files:
        channel.kind === 'folder'
          ? [{ name: REMINDER_FILES.text(`${at.slice(0, 10)} ${step}`, to.name), sha256 }]
          : [],
      classification: '',
    }));
}

/** The bulletin, what goes with it to everybody, and the recipient's own sheet. */
function filesFor({ unit }: Recipient, edition: Edition): readonly DeliveredFile[] {
  const { fileName, pdf, files } = edition;
  const own = files.filter((file) => file.unit === null || file.unit === unit);
  return [{ fileName, sha256: pdf }, ...own].map(({ fileName: path, sha256 }) => ({
    name: path.slice(path.lastIndexOf('/') + 1),
    sha256,
  }));
}

/** A group has no address: its robot's key is one. */
function addressOf({ name, mail }: Recipient, { kind }: ChannelPlan): string {
  if (kind === 'smtp') return mail ?? '';
  return kind === 'folder' ? name : '';
}

/** 《title》（number）, as one document is named in another. */
function nameOf({ title, documentNumber }: Edition): string {
  return `《${title}》${documentNumber === '' ? '' : `（${documentNumber}）`}`;
}

function subjectOf({ title, documentNumber }: Edition): string {
  return documentNumber === '' ? title : `${title}（${documentNumber}）`;
}

function letter(edition: Edition, to: Recipient, { office }: Plan): string {
  return [
    `${to.name}：`,
    '',
    `现送上${nameOf(edition)}，见附件，请查收。`,
    '',
    office.issuer,
    '',
    `通报的 SHA-256 是 ${edition.pdf}，可用来核对文件没有被改动。`,
    BY_ITSELF,
    '',
  ].join('\n');
}

const BY_ITSELF = '本邮件由系统自动发出，请不要直接回复。';

/** What a group is told: that there is a document, and no figure of it. */
function notice(edition: Edition): string {
  return `${nameOf(edition)}已印发，请按规定的方式查收。`;
}
