/** The period before a scoreboard's own. */
import type { Period } from './period.ts';

/** How the period before stood, as the same snapshot tells it: whole paces of the city by indicator, places by unit. */
export type Before = Readonly<{
  period: Period;
  paces: Readonly<Record<string, 'ahead' | 'on' | 'behind'>>;
  places: Readonly<Record<string, number>>;
}>;
