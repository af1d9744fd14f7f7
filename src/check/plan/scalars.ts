/** How single values of the plan are spelt; every one is read from its text, so no number passes through a float. */
import * as z from 'zod';
import { DELIVERY_SPELLING } from '../../model/catalogue/plan-delivery.ts';
import { GOOGLE_SPELLING } from '../../model/catalogue/plan-google.ts';
import { lacksRest, parseDueRule } from '../../model/catalogue/due-words.ts';
import { REQUIREMENT_SPELLING, SPELLING_WORDS } from '../../model/catalogue/plan-words.ts';
import {
  CALENDAR_SPELLINGS,
  parseReminder,
  parseUntil,
} from '../../model/catalogue/calendar-words.ts';
import { parseRuleTerm, TERM_SPELLING } from '../../model/catalogue/rule-words.ts';
import { MAIL_ADDRESS } from '../../model/delivery.ts';
import { parseDay } from '../../model/day.ts';
import { decimal, type Fraction } from '../../model/decimal.ts';
import { parseMonth, parsePeriod } from '../../model/period.ts';
import { parseConditions } from '../../model/phrase.ts';
import type { OrgUnitId } from '../../model/plan.ts';

const W = SPELLING_WORDS;

/** Editors see a number where people write one without quotes; we see its text. */
export const NUMBER_OR_TEXT: Readonly<{ type: string[] }> = { type: ['number', 'string'] };

const DECIMAL = String.raw`\d{1,13}(?:\.\d{1,6})?`;

/** Any text but an empty one. */
export const text = z.string().regex(/[^\s“”‘’]/, W.text);
/** A paragraph, which may begin with when it is printed: （有目标时）. */
export const requirement = z.string().regex(REQUIREMENT_SPELLING, W.requirement);
/** Any text, also "". */
export const textOrEmpty = z.string().regex(/^$|[^\s“”‘’]/, W.textOrEmpty);
export const id = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, W.id);
export const unitId = id.transform((value) => value as OrgUnitId);
export const code = z.string().regex(/^[A-Z]{1,4}\d{2,3}$/, W.code);
export const ruleTerm = z
  .string()
  .regex(TERM_SPELLING, W.ruleTerm)
  .meta(NUMBER_OR_TEXT)
  .transform((value, context) => parseRuleTerm(value) ?? refuse(context, W.ruleTerm));
/** How an example names a figure: as the rule does, without a factor. */
export const ruleFigure = z.string().regex(TERM_SPELLING, W.ruleTerm);
export const gb2260 = z
  .string()
  .regex(/^\d{6}$/, W.gb2260)
  .meta(NUMBER_OR_TEXT);
export const phone = z
  .string()
  .regex(/^[\d+][\d\- ]{4,24}$/, W.phone)
  .meta(NUMBER_OR_TEXT);

/** As Google makes them: no address, no blank, nothing that could stand for another place. */
export const googleId = z.string().regex(/^[A-Za-z0-9_-]{10,120}$/, GOOGLE_SPELLING.id);

export const mail = z.string().regex(MAIL_ADDRESS, DELIVERY_SPELLING.mail);
export const month = z
  .string()
  .regex(/^[12]\d{3}-(?:0[1-9]|1[0-2])$/, W.month)
  .transform((value, context) => parseMonth(value) ?? refuse(context, W.month));

export const period = z
  .string()
  .regex(/^[12]\d{3}(?:-(?:0[1-9]|1[0-2]|Q[1-4]|H[12]))?$/, W.period)
  .meta(NUMBER_OR_TEXT)
  .transform((value, context) => parsePeriod(value) ?? refuse(context, W.period));

/** When a phrase may be said. */
export const conditions = z
  .string()
  .regex(/\S/, W.conditions)
  .transform((value, context) => parseConditions(value) ?? refuse(context, W.conditions));

export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, W.day)
  .transform((value, context) => parseDay(value) ?? refuse(context, W.day));

/** More than nothing. */
export const times = z
  .string()
  .regex(/^[1-9]\d{0,3}(?:\.\d)?$/, W.times)
  .meta(NUMBER_OR_TEXT)
  .transform((value) => decimal(value));

export const year = integer(/^[12]\d{3}$/, W.year);
export const decimals = integer(/^[0-6]$/, W.decimals);
export const weight = integer(/^(?:\d{1,2}|100)$/, W.weight);
export const count = integer(/^(?:\d{1,2}|[12]\d\d|3[0-5]\d|36[0-6])$/, W.count);
export const ownMonths = integer(/^(?:[3-9]|1[0-2])$/, W.ownMonths);
export const sameFigures = integer(/^[1-9]\d?$/, W.sameFigures);
export const position = integer(/^[1-9]\d?$/, W.position);
export const maxLength = integer(/^(?:[1-9]\d{0,2}|[1-4]\d{3}|5000)$/, W.maxLength);

/** A plain number of units of measure. */
export const amount = z
  .string()
  .regex(new RegExp(`^${DECIMAL}$`), W.amount)
  .meta(NUMBER_OR_TEXT)
  .transform((value) => decimal(value));

/** 95% or 95: percent. A small number needs its sign: 0.95 and 1.2 may as well be shares of one. */
export const percent = z
  .string()
  .regex(new RegExp(`^(?:${DECIMAL}%|0|[1-9]${DECIMAL})$`), W.percent)
  .meta(NUMBER_OR_TEXT)
  .transform((value) => decimal(value.replace('%', '')));

/** 120%: a share of one. */
export const share = percent.transform((value): Fraction => ({ n: value, d: decimal('100') }));

/** A target as written: with or without a percent sign. */
export const target = z
  .string()
  .regex(new RegExp(`^${DECIMAL}%?$`), W.target)
  .meta(NUMBER_OR_TEXT)
  .transform((value) => ({
    amount: decimal(value.replace('%', '')),
    percent: value.endsWith('%'),
  }));

export const dueRule = z
  .string()
  .transform(
    (value, context) =>
      parseDueRule(value) ?? refuse(context, lacksRest(value) ? W.dueRest : W.due),
  );

export const until = z
  .string()
  .transform((value, context) => parseUntil(value) ?? refuse(context, CALENDAR_SPELLINGS.until));

export const reminder = z
  .string()
  .transform(
    (value, context) => parseReminder(value) ?? refuse(context, CALENDAR_SPELLINGS.reminder),
  );

/** One of some words, standing for a value of the code's own. */
export function choice<Word extends string, Value>(
  choices: Readonly<Record<Word, Value>>,
): z.ZodType<Value, string> {
  return z.enum(Object.keys(choices) as Word[]).transform((word) => choices[word]);
}

/** A text in which every placeholder stands once and no other brace stands. */
export function pattern(names: readonly string[], words: string): z.ZodType<string, string> {
  return z.string().refine((value) => {
    const rest = names.reduce((left, name) => left.replace(`{${name}}`, ''), value);
    return names.every((name) => value.includes(`{${name}}`)) && !/[{}]/.test(rest);
  }, words);
}

/** How many, or the how manieth: 1 to 99999. */
export const upTo99999 = integer(/^[1-9]\d{0,4}$/, W.upTo99999);

/** The agency's word, the year in 〔〕, the number without 第 (GB/T 9704-2012 §7.2.5). */
export const numberPattern = z
  .string()
  .regex(/^[^{}\s]*[^{}\s〔]〔\{year\}〕\{number\}号$/, W.numberPattern);

/** A whole number that is spelt so. */
export function integer(spelling: RegExp, words: string): z.ZodType<number, string> {
  return z.string().regex(spelling, words).meta(NUMBER_OR_TEXT).transform(Number);
}

export function refuse(context: z.RefinementCtx, words: string): never {
  context.addIssue({ code: 'custom', message: words });
  return z.NEVER;
}
