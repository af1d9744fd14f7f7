/** The shape of what the administrator puts into words: phrases, and paragraphs of single bulletins. */
import * as z from 'zod';
import { OCCASION_NAMES } from '../../model/catalogue/occasions.ts';
import { PUT_CHOICES } from '../../model/catalogue/phrase-words.ts';
import { KEY_WORDS } from '../../model/catalogue/plan-keys.ts';
import { FILE_WORDS } from '../../model/catalogue/plan-words.ts';
import * as s from './scalars.ts';

const K = KEY_WORDS;

export const phraseEntry = z.strictObject({
  occasion: z.enum(OCCASION_NAMES).describe(K.phrase.occasion),
  when: s.conditions.default([]).describe(K.phrase.when),
  say: s.text.describe(K.phrase.say),
});

export const paragraphEntry = z.strictObject({
  period: s.period.describe(K.paragraph.period),
  part: s.text.describe(K.paragraph.part),
  put: s.choice(PUT_CHOICES).describe(K.paragraph.put),
  at: s.position.describe(K.paragraph.at).exactOptional(),
  text: s.text.describe(K.paragraph.text),
});

export const phrasesFile = z
  .strictObject({ phrases: z.array(phraseEntry).describe(K.phrase.list) })
  .describe(FILE_WORDS.phrases);

export const paragraphsFile = z
  .strictObject({ paragraphs: z.array(paragraphEntry).describe(K.paragraph.list) })
  .describe(FILE_WORDS.paragraphs);
