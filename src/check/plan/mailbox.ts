/** The mailbox as the plan has it, and what no single one of its values shows. */
import type { MailboxPlan } from '../../model/mailbox.ts';
import type { Finding } from '../../model/finding.ts';
import type { MailboxEntry } from './delivery-schema.ts';
import { findingAt, type Entries } from './entries.ts';

const PORTS = { tls: 993, starttls: 143 } as const;

export function mailboxFindings({ delivery, loose }: Entries): readonly Finding[] {
  const mailbox = delivery?.value.mailbox;
  if (delivery === null || mailbox === undefined) return [];
  const { trust, authserv, answers } = mailbox;
  const channel = loose.channels.find(({ value }) => value.id === answers);
  const isMail = channel?.value.kind === 'smtp';
  return [
    ...(trust === 'authenticated' && authserv === undefined
      ? [findingAt(delivery, ['mailbox', 'trust'], 'PLAN_MAILBOX_AUTHSERV')]
      : []),
    ...(answers !== undefined && !isMail
      ? [
          findingAt(delivery, ['mailbox', 'answers'], 'PLAN_MAILBOX_ANSWERS', {
            details: { id: answers },
          }),
        ]
      : []),
  ];
}

/** @param entry a sound one. */
export function mailboxOf(entry: MailboxEntry): MailboxPlan {
  const { host, security = 'tls', user, senders } = entry;
  const { port = PORTS[security], folder = 'INBOX', ca = '', answers = '', authserv = '' } = entry;
  const internal = entry.trust === 'internal';
  return { host, port, security, user, folder, ca, answers, internal, authserv, senders };
}
