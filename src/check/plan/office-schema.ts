/** The shape of office.yaml. */
import * as z from 'zod';
import { BULLETIN_NAME, FONT_CHOICES, HEAD_CHOICES } from '../../model/catalogue/office.ts';
import { KEY_WORDS } from '../../model/catalogue/plan-keys.ts';
import {
  ADDRESSEES_SPELLING,
  FILE_WORDS,
  SPELLING_WORDS,
  YES_NO_CHOICES,
} from '../../model/catalogue/plan-words.ts';
import { formerKeys } from './former.ts';
import * as s from './scalars.ts';

const K = KEY_WORDS;

const officeKeys = {
  head: s.choice(HEAD_CHOICES).describe(K.office.head),
  fonts: s.choice(FONT_CHOICES).describe(K.office.fonts),
  issuer: s.text.describe(K.office.issuer),
  mark: s.text.describe(K.office.mark),
  bulletinName: s.text.describe(K.office.bulletinName),
  reportTo: s.textOrEmpty.describe(K.office.reportTo),
  printRun: s.upTo99999.describe(K.office.printRun),
  numberPattern: s.numberPattern.describe(K.office.numberPattern),
  signer: s.text.describe(K.office.signer),
  contact: z
    .strictObject({
      role: s.text.describe(K.office.contactRole),
      phone: s.phone.describe(K.office.contactPhone),
    })
    .describe(K.office.contact),
  addressees: z
    .string()
    .regex(ADDRESSEES_SPELLING, SPELLING_WORDS.addressees)
    .describe(K.office.addressees),
  copies: s.textOrEmpty.describe(K.office.copies),
  seal: s.choice(YES_NO_CHOICES).describe(K.office.seal),
  printer: s.text.describe(K.office.printer),
  title: s.pattern(['period'], SPELLING_WORDS.title).describe(K.office.title),
  thematicTitle: s
    .pattern(['period', 'section'], SPELLING_WORDS.thematicTitle)
    .describe(K.office.thematicTitle),
  requirements: z.array(s.requirement).describe(K.office.requirements),
  yearlyRequirements: z.array(s.requirement).describe(K.office.yearlyRequirements),
};

const numberedBefore = z
  .strictObject({
    year: s.year.describe(K.targets.year),
    number: s.upTo99999.describe(K.office.lastNumber),
    total: s.upTo99999.describe(K.office.lastTotal).exactOptional(),
  })
  .transform(({ year, number, total = number }) => ({ year, number, total }));

export const officeFile = z
  .strictObject({
    ...officeKeys,
    head: officeKeys.head.default('document').describe(K.office.head),
    fonts: officeKeys.fonts.default('bundled').describe(K.office.fonts),
    bulletinName: officeKeys.bulletinName.default(BULLETIN_NAME).describe(K.office.bulletinName),
    reportTo: officeKeys.reportTo.default('').describe(K.office.reportTo),
    printRun: officeKeys.printRun.exactOptional(),
    numberedBefore: numberedBefore.nullable().default(null).describe(K.office.numberedBefore),
    contact: officeKeys.contact.exactOptional(),
    thematicTitle: officeKeys.thematicTitle.exactOptional(),
    seal: officeKeys.seal.default(true).describe(K.office.seal),
    formerly: z
      .array(z.strictObject(formerKeys(officeKeys, K.office)))
      .default([])
      .describe(K.office.formerly),
  })
  .describe(FILE_WORDS.office);
