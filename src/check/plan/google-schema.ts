/** The shape of google.yaml: which units report in online sheets. */
import * as z from 'zod';
import { KEY_WORDS } from '../../model/catalogue/plan-keys.ts';
import { ACCESS_CHOICES, ACCOUNT_CHOICES } from '../../model/catalogue/plan-google.ts';
import { FILE_WORDS, SPELLING_WORDS } from '../../model/catalogue/plan-words.ts';
import * as s from './scalars.ts';

const K = KEY_WORDS.google;

export const sourceEntry = z.strictObject({
  unit: s.unitId.describe(K.unit),
  spreadsheet: s.googleId.describe(K.spreadsheet).exactOptional(),
  folder: s.googleId.describe(K.folder).exactOptional(),
  share: z.array(s.mail).min(1, SPELLING_WORDS.some).describe(K.share).exactOptional(),
});

const accountEntry = z.strictObject({
  kind: s.choice(ACCOUNT_CHOICES).describe(K.kind),
  mail: s.mail.describe(K.mail).exactOptional(),
  access: s.choice(ACCESS_CHOICES).describe(K.access).exactOptional(),
});

export const googleFile = z
  .strictObject({
    account: accountEntry.describe(K.account),
    sources: z.array(sourceEntry).min(1, SPELLING_WORDS.some).default([]).describe(K.list),
  })
  .describe(FILE_WORDS.google);
