/** The shape of roles.yaml: which account may do what. */
import * as z from 'zod';
import { DUTY_CHOICES } from '../../model/catalogue/duty-words.ts';
import { KEY_WORDS } from '../../model/catalogue/plan-keys.ts';
import { FILE_WORDS, SPELLING_WORDS } from '../../model/catalogue/plan-words.ts';
import * as s from './scalars.ts';

const K = KEY_WORDS.account;

export const accountEntry = z.strictObject({
  account: s.text.describe(K.account),
  may: z.array(s.choice(DUTY_CHOICES)).describe(K.may),
});

export const rolesFile = z
  .strictObject({ accounts: z.array(accountEntry).min(1, SPELLING_WORDS.some).describe(K.list) })
  .describe(FILE_WORDS.roles);
