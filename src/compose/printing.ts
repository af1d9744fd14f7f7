/** How any figure becomes text: with its id and value, with as many decimals as tell it from others, or as absent. */
import type { PrintedFigure } from '../model/bulletin.ts';
import { compareFractions, roundFraction, type Fraction } from '../model/decimal.ts';
import type { Figure } from '../model/scoreboard.ts';
import { absenceCell, absenceReason } from './absence-words.ts';

/** Decimals of a percentage before its trailing zeros are dropped. */
const PLACES = 2;
/** Two different exact figures of fifteen digits differ well before this many decimals. */
const MOST_PLACES = 40;

export function printed(figure: Figure, text: string, value: string | null): PrintedFigure {
  return { id: figure.id, text, value, lineage: figure.lineage };
}

export function absentFigure(figure: Figure): PrintedFigure {
  return printed(figure, absenceCell(figure.absent ?? 'blank'), null);
}

/** In running text a dash would say nothing: its reason stands there instead. */
export function absentText(figure: Figure): PrintedFigure {
  const absence = figure.absent ?? 'blank';
  const cell = absenceCell(absence);
  return printed(figure, cell === '—' ? absenceReason(absence) : cell, null);
}

export function magnitude(value: Fraction): Fraction {
  return { n: value.n.abs(), d: value.d };
}

export function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/**
 * The decimals, at least two, at which the figure is told apart from every limit that it does not equal: a figure
 * short of 100% or of its threshold never prints as it.
 */
export function placesToTell(value: Fraction, limits: readonly Fraction[], shift = 0): number {
  const others = limits.filter((limit) => compareFractions(limit, value) !== 0);
  let places = PLACES;
  while (places < MOST_PLACES && others.some((other) => looksAlike(value, other, places, shift))) {
    places += 1;
  }
  return places;
}

function looksAlike(a: Fraction, b: Fraction, places: number, shift: number): boolean {
  return roundFraction(a, places, shift) === roundFraction(b, places, shift);
}

export function valuesOf(figures: readonly Figure[]): readonly Fraction[] {
  return figures.flatMap((figure) => (figure.value === null ? [] : [figure.value]));
}
