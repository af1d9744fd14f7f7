/** A form as an online sheet is to hold it, in no program's own terms: what stands where, how it looks, what may be typed. */
import type { Merge } from './cell-grid.ts';
import type { Day } from './day.ts';

/** @property color, `fill`, `edge` six hexadecimal digits; null for none. @property pattern a number's format; empty for none. */
export type OnlineLook = Readonly<{
  font: string;
  size: number;
  bold: boolean;
  color: string;
  fill: string | null;
  edge: string | null;
  align: 'left' | 'center' | 'right';
  pattern: string;
}>;

/** A formula stands without the equals sign. */
export type OnlineValue =
  | Readonly<{ kind: 'text' | 'formula'; text: string }>
  | Readonly<{ kind: 'number'; number: number }>
  | Readonly<{ kind: 'box'; ticked: boolean }>;

/** What a cell takes. A formula is true for what is taken. */
export type OnlineRule = Readonly<{
  takes:
    | Readonly<{ kind: 'list'; words: readonly string[] }>
    | Readonly<{ kind: 'between'; from: number; to: number }>
    | Readonly<{ kind: 'since'; day: Day }>
    | Readonly<{ kind: 'formula'; formula: string }>
    | Readonly<{ kind: 'box' }>;
  /** Whether all else is refused; else it is marked. */
  isStrict: boolean;
  help: string;
}>;

/** @property row, `column` from 1. @property isOpen whether it is filled in by the unit. */
export type OnlineCell = Readonly<{
  row: number;
  column: number;
  value: OnlineValue | null;
  look: OnlineLook | null;
  rule: OnlineRule | null;
  isOpen: boolean;
}>;

/** What cells look like for which a formula, written for the first of them, is true. */
export type OnlineColour = Readonly<{ area: Merge; formula: string; color: string; fill: string }>;

/** @property widths, `heights` in pixels, from the first; null where nobody set one. */
export type OnlinePage = Readonly<{
  name: string;
  hidden: boolean;
  rows: number;
  columns: number;
  cells: readonly OnlineCell[];
  merges: readonly Merge[];
  widths: readonly (number | null)[];
  heights: readonly (number | null)[];
  /** Columns that nobody sees, from 1. */
  unseen: readonly number[];
  frozenRows: number;
  gridlines: boolean;
  colours: readonly OnlineColour[];
}>;

/** @property token the signed word that says whose form it is. The first page is the one that is filled in. */
export type OnlineForm = Readonly<{
  title: string;
  token: string;
  pages: readonly [OnlinePage, ...OnlinePage[]];
}>;
