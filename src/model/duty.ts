/** Duties (职责): what an office lets which account do. */
import type { Unattended, Work } from './job.ts';

export type Duty = 'collect' | 'draft' | 'review' | 'sign' | 'release' | 'template' | 'administer';

/** @property account as the operating system calls it, or the clock's own. */
export type Role = Readonly<{ account: string; may: readonly Duty[] }>;

/** Null where the plan says nothing of it: then everybody may do everything. */
export type Roles = readonly Role[] | null;

export function mayDo(roles: Roles, who: string, duty: Duty): boolean {
  return roles === null || holdersOf(roles, duty).includes(who);
}

/** The accounts that have a duty, in the plan's order. */
export function holdersOf(roles: readonly Role[], duty: Duty): readonly string[] {
  return roles.filter(({ may }) => may.includes(duty)).map(({ account }) => account);
}

/**
 * What the clock has to be allowed for a work: what speaks of who has reported takes in first what has come, to sign may
 * mean to draft and review before, to give out to sign anew.
 */
export function dutiesOf(work: Work, unattended: Unattended | null): readonly Duty[] {
  const allows = unattended?.allows ?? [];
  switch (work) {
    case 'collect':
    case 'remind':
      return ['collect'];
    case 'draft':
      return ['collect', 'draft'];
    case 'sign':
      return allows.includes('review')
        ? ['collect', 'draft', 'review', 'sign']
        : ['collect', 'sign'];
    case 'release':
      return [
        ...(allows.includes('sign') ? dutiesOf('sign', unattended) : ['collect' as const]),
        'release',
      ];
    case 'deliver':
      return ['release'];
    case 'backup':
      return ['administer'];
  }
}
