/** Channels as the plan has them: each kind with its own keys, filled up with what is usual. */
import { ROBOT_BASES } from '../../model/catalogue/delivery.ts';
import type { ChannelKind, ChannelPlan, MailPlan } from '../../model/delivery.ts';
import type { ChannelEntry } from './delivery-schema.ts';

/** Which keys a kind has beside those that all have, and which of them it must have. */
export const KEYS_OF: Readonly<
  Record<ChannelKind, Readonly<{ needed: readonly ChannelKey[]; other: readonly ChannelKey[] }>>
> = {
  folder: { needed: ['folder'], other: [] },
  smtp: {
    needed: ['host', 'sender'],
    other: ['port', 'security', 'user', 'senderName', 'ca', 'pause'],
  },
  wecom: { needed: [], other: ['base', 'pause'] },
  dingtalk: { needed: [], other: ['base', 'pause'] },
  feishu: { needed: [], other: ['base', 'pause'] },
  drive: { needed: ['driveFolder'], other: [] },
};

type ChannelKey = keyof ChannelEntry;

const PORTS = { tls: 465, starttls: 587 } as const;

/** Group robots take twenty messages a minute, and mail servers call more than that spam. */
const PAUSE_SECONDS = 3;

/** @param entry a sound one; @param issuer who sends where no name is written. */
export function channelOf(entry: ChannelEntry, issuer: string): ChannelPlan {
  const { id, name, kind, allows, pause = PAUSE_SECONDS } = entry;
  const own = { id, name, allows };
  if (kind === 'folder') return { ...own, kind, folder: entry.folder ?? '' };
  if (kind === 'drive') return { ...own, kind, driveFolder: entry.driveFolder ?? '' };
  if (kind === 'smtp') return { ...own, kind, ...mailOf(entry, issuer), pause };
  return { ...own, kind, base: entry.base ?? ROBOT_BASES[kind], pause };
}

type MailKeys = 'host' | 'port' | 'security' | 'user' | 'sender' | 'senderName' | 'ca';

function mailOf(entry: ChannelEntry, issuer: string): Pick<MailPlan, MailKeys> {
  const {
    host = '',
    security = 'tls',
    sender = '',
    senderName = issuer,
    user = '',
    ca = '',
  } = entry;
  const { port = PORTS[security] } = entry;
  return { host, port, security, user, sender, senderName, ca };
}
