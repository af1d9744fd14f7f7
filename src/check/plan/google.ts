/** google.yaml as the plan has it, and what no single one of its values shows. */
import type * as z from 'zod';
import type { GooglePlan } from '../../model/google.ts';
import type { Finding } from '../../model/finding.ts';
import { findingAt, isWritten, type Entries } from './entries.ts';
import type { googleFile } from './google-schema.ts';

export function googleFindings({ google, loose }: Entries): readonly Finding[] {
  const account = google?.value.account;
  return [
    ...(google !== null && account?.kind === 'user' && account.mail === undefined
      ? [findingAt(google, ['account'], 'PLAN_GOOGLE_MAIL')]
      : []),
    ...loose.sources
      .filter((source) => isWritten(source, 'spreadsheet') === isWritten(source, 'folder'))
      .map((source) => findingAt(source, [], 'PLAN_GOOGLE_PLACE')),
  ];
}

/** @param file a sound one. */
export function googleOf({ account, sources }: z.output<typeof googleFile>): GooglePlan {
  const { kind, mail = '', access } = account;
  return {
    kind,
    mail,
    writes: access === 'write',
    sources: sources.map(({ spreadsheet = '', folder = '', ...source }) => ({
      ...source,
      spreadsheet,
      folder,
    })),
  };
}
