/** Channels against their kinds, and recipients against the channels that they are reached through. */
import { CHANNEL_CHOICES } from '../../model/catalogue/delivery.ts';
import { KEY_WORDS } from '../../model/catalogue/plan-keys.ts';
import { MARKED_WORDS } from '../../model/catalogue/plan-delivery.ts';
import { namesWords, wordOf } from '../../model/catalogue/plan-words.ts';
import type { Classification } from '../../model/delivery.ts';
import type { Finding } from '../../model/finding.ts';
import { KEYS_OF } from './channels.ts';
import type { ChannelEntry } from './delivery-schema.ts';
import { findingAt, isWritten, type Entries, type Loose } from './entries.ts';

type Channels = readonly Loose<ChannelEntry>[];

export function deliveryFindings(entries: Entries): readonly Finding[] {
  const { channels } = entries.loose;
  return [
    ...channels.flatMap(keyFindings),
    ...unitFindings(entries, channels),
    ...recipientFindings(entries, channels),
    ...channels.flatMap((channel) => blockedFindings(channel, entries)),
    ...channels.flatMap((channel) => driveFindings(channel, entries)),
  ];
}

/** Keys that a channel's kind lacks or does not know. */
function keyFindings(channel: Loose<ChannelEntry>): readonly Finding[] {
  const { kind: of } = channel.value;
  if (of === undefined) return [];
  const kind = wordOf(CHANNEL_CHOICES, of);
  const { needed, other } = KEYS_OF[of];
  const all = new Set(Object.values(KEYS_OF).flatMap((keys) => [...keys.needed, ...keys.other]));
  const own = new Set([...needed, ...other]);
  return [
    ...needed
      .filter((key) => !isWritten(channel, key))
      .map((key) =>
        findingAt(channel, [], 'PLAN_CHANNEL_LACKS', {
          details: { kind, key, description: KEY_WORDS.channel[key] },
        }),
      ),
    ...[...all]
      .filter((key) => !own.has(key) && isWritten(channel, key))
      .map((key) => findingAt(channel, [key], 'PLAN_KEY_NOT_OF_KIND', { details: { kind, key } })),
  ];
}

/** Groups, and folders that everybody looks into, among the units' channels, and units that a mail cannot reach. */
function unitFindings({ delivery, units }: Entries, channels: Channels): readonly Finding[] {
  const ids = delivery?.value.units ?? [];
  if (delivery === null || ids.length === 0) return [];
  const used = channels.filter(({ value }) => ids.includes(value.id ?? ''));
  const groups = used.filter(({ value: { kind } }) => kind !== 'folder' && kind !== 'smtp');
  const silent = units.filter(({ value }) => value.to === undefined && !value.contact.mail);
  const names = namesWords(silent.map(({ value }) => value.name));
  const byMail = used.some(({ value }) => value.kind === 'smtp');
  const byFolder = used.some(({ value }) => value.kind === 'folder');
  return [
    ...groups.flatMap(({ value: { kind, id = '', name = id } }) => {
      if (kind === undefined) return [];
      const below = ['units', ids.indexOf(id)];
      const code = kind === 'drive' ? 'PLAN_CHANNEL_DRIVE_UNITS' : 'PLAN_CHANNEL_GROUP';
      return [findingAt(delivery, below, code, { details: { channel: name, id } })];
    }),
    ...(byMail && silent.length > 0
      ? [
          findingAt(delivery, ['units'], byFolder ? 'PLAN_UNITS_MAIL' : 'PLAN_UNITS_UNREACHED', {
            details: { units: names },
          }),
        ]
      : []),
  ];
}

function recipientFindings({ loose }: Entries, channels: Channels): readonly Finding[] {
  return loose.recipients.flatMap((entry) => {
    const { channels: ids = [], name = '' } = entry.value;
    if (isWritten(entry, 'mail')) return [];
    return ids.flatMap((id, index) =>
      channels.some(({ value }) => value.id === id && value.kind === 'smtp')
        ? [
            findingAt(entry, ['channels', index], 'PLAN_RECIPIENT_MAIL', {
              details: { recipient: name, id },
            }),
          ]
        : [],
    );
  });
}

/** Marks that a channel in use may not carry. */
function blockedFindings(
  channel: Loose<ChannelEntry>,
  { delivery, loose }: Entries,
): readonly Finding[] {
  const { id, name = id, allows = [] } = channel.value;
  const users = [delivery?.value.units, ...loose.recipients.map(({ value }) => value.channels)];
  const isUsed = users.some((ids) => ids?.includes(id ?? '') === true);
  if (delivery === null || id === undefined || !isUsed) return [];
  const usual = delivery.value.classification ?? '';
  const marks: readonly (readonly [string, Classification])[] = [
    [MARKED_WORDS.usual, usual],
    ...loose.classified.map(
      ({ value: { period = '', classification = '' } }) =>
        [MARKED_WORDS.of(period), classification] as const,
    ),
  ];
  return marks
    .filter(([, classification]) => classification !== '' && !allows.includes(classification))
    .map(([when, classification]) =>
      findingAt(channel, [], 'PLAN_CHANNEL_BLOCKED', {
        details: { when, classification, channel: name ?? '' },
      }),
    );
}

/** A Drive folder without an account that may lay files into it, or into which units put theirs. */
function driveFindings(
  channel: Loose<ChannelEntry>,
  { google, loose }: Entries,
): readonly Finding[] {
  const { kind, driveFolder } = channel.value;
  if (kind !== 'drive') return [];
  const mayWrite = google?.file.lost === true || google?.value.account?.access === 'write';
  const isSource = loose.sources.some(({ value }) => value.folder === driveFolder);
  return [
    ...(mayWrite ? [] : [findingAt(channel, [], 'PLAN_CHANNEL_DRIVE_ACCOUNT')]),
    ...(driveFolder !== undefined && isSource
      ? [findingAt(channel, ['driveFolder'], 'PLAN_CHANNEL_DRIVE_SOURCE')]
      : []),
  ];
}
