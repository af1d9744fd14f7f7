/** The words by which the export names states, absences and bounds. */
import { z } from 'zod';

/** What a unit's report of one figure says. */
export const state = z
  .enum(['reported', 'confirmed-zero', 'not-applicable', 'blank', 'no-form', 'not-owed'])
  .describe(
    '已报 · 零报告 · 不适用 · 未填 · 缺表 · 不承担. For totals: reported as soon as one unit has.',
  );

/** Why there is no figure. */
export const absence = z
  .enum([
    'no-form',
    'not-owed',
    'not-applicable',
    'blank',
    'no-target',
    'no-base',
    'no-opening',
    'zero-base',
    'not-due',
    'approximate',
    'other-months',
    'carried',
    'lacks-unit',
    'lacks-month',
    'holds-earlier',
    'not-of-this-kind',
  ])
  .describe(
    "Why a value is null. An absent value is never zero. other-months: the two periods' figures hold other months. Not held against a target: carried, a unit's 累计 of an earlier month · lacks-unit, a total without a unit that owes it · lacks-month, a 累计 known to lack months. holds-earlier: a total with a unit's earlier 累计 in it, whose pace might be better (where lower is better: worse) than it seems.",
  );

/** How a figure known only as a bound is meant. */
export const bound = z
  .enum(['over', 'about', 'under'])
  .describe('Known only as a bound: over 35万多, about 约35万, under 近35万.');

/** Why a change leaves out a unit of a total. */
export const leftOutReason = z
  .enum(['none-now', 'none-then', 'other-months'])
  .describe('No figure now · none in the other period · the two figures hold other months.');
