/** Opens the plan's channels with their secrets; each kind is loaded when the first one of it is opened. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { rootCertificates } from 'node:tls';
import { deliveryRefusal } from '../model/catalogue/delivery.ts';
import type { Channel, ChannelPlan, MailPlan, OpenChannel, RobotPlan } from '../model/delivery.ts';
import { withoutSecrets } from '../model/secret.ts';
import { openFolderChannel } from './channel-folder.ts';
import { readSecrets, type SecretName, type SecretOf } from './secrets.ts';

/** @property home what relative paths of the plan begin at; @property secrets the file of the secrets. */
export type Surroundings = Readonly<{
  home: string;
  secrets: string;
  environment: Readonly<Record<string, string | undefined>>;
}>;

/** PEM of the certificates to be trusted: the well-known ones and the plan's own; null where it names none. */
export function trusted({ ca }: Readonly<{ ca: string }>, home: string): readonly string[] | null {
  return ca === '' ? null : [...rootCertificates, readFileSync(resolve(home, ca), 'utf8')];
}

export function channelsAt({ home, secrets, environment }: Surroundings): OpenChannel {
  return async (plan) => {
    if (plan.kind === 'folder') return openFolderChannel(resolve(home, plan.folder));
    const secretOf = hiding(readSecrets(secrets, environment));
    const channel =
      plan.kind === 'smtp'
        ? await mailChannel(plan, home, secretOf.of)
        : await robotChannel(plan, secretOf.of);
    return discreet(channel, secretOf.told);
  };
}

async function mailChannel(plan: MailPlan, home: string, secretOf: SecretOf): Promise<Channel> {
  const { openMail } = await import('./smtp.ts');
  return openMail(plan, {
    password: plan.user === '' ? null : needed(plan, 'password', secretOf),
    certificates: trusted(plan, home),
  });
}

async function robotChannel(plan: RobotPlan, secretOf: SecretOf): Promise<Channel> {
  if (plan.kind === 'wecom') {
    const { openWecom } = await import('./wecom.ts');
    return openWecom(plan, needed(plan, 'key', secretOf));
  }
  const token = needed(plan, 'token', secretOf);
  const keys = { token, secret: secretOf(plan.id, 'secret'), epoch: () => Date.now() };
  if (plan.kind === 'dingtalk') {
    const { openDingtalk } = await import('./dingtalk.ts');
    return openDingtalk(plan, keys);
  }
  const { openFeishu } = await import('./feishu.ts');
  return openFeishu(plan, keys);
}

function needed({ id, name }: ChannelPlan, secret: SecretName, secretOf: SecretOf): string {
  const held = secretOf(id, secret);
  if (held === null) throw deliveryRefusal('secret-lacking', { id, name, secret });
  return held;
}

/** Remembers every secret that was handed out. */
function hiding(secretOf: SecretOf): Readonly<{ of: SecretOf; told: ReadonlySet<string> }> {
  const told = new Set<string>();
  return {
    told,
    of(channel, name) {
      const secret = secretOf(channel, name);
      if (secret !== null) told.add(secret);
      return secret;
    },
  };
}

/** So much of a peer's words is kept. */
const MOST_SAID = 500;

/** A peer that repeats what it was sent tells no secret on. */
function discreet(channel: Channel, told: ReadonlySet<string>): Channel {
  return {
    pause: channel.pause,
    async send(parcel, steps) {
      const verdict = await channel.send(parcel, steps);
      const said = withoutSecrets(verdict.said, told);
      return { ...verdict, said: said.slice(0, MOST_SAID) };
    },
  };
}
