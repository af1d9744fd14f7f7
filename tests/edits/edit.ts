/** What every table of edits is made of. */
import type { BookType } from '@e965/xlsx';
import type { Dice } from '../soak/dice.ts';
import { Book } from './book.ts';
import type { Meaning } from './meaning.ts';

/** One kind of edit; each variant throws its own dice. */
export type Kind = Readonly<{
  kind: string;
  variants: number;
  edit: (form: Uint8Array, dice: Dice, variant: number) => Edited;
}>;

type Edited = Readonly<{ bytes: Uint8Array; means: Meaning }>;

/** An edit of the bytes themselves. */
export function inBytes(kind: string, variants: number, edit: Kind['edit']): Kind {
  return { kind, variants, edit };
}

/** In turn, so that every kind meets more than one of them. */
const SAVED: readonly BookType[] = ['xlsx', 'biff8', 'ods'];

/** An edit in a spreadsheet program, which saves the whole again. */
export function inProgram(
  kind: string,
  variants: number,
  change: (book: Book, dice: Dice, variant: number) => Meaning,
  types: readonly BookType[] = SAVED,
): Kind {
  return {
    kind,
    variants,
    edit(form, dice, variant) {
      const book = new Book(form);
      const means = change(book, dice, variant);
      return { bytes: book.save(types[variant % types.length]!), means };
    },
  };
}

/** One variant for each of a list. */
export function eachOf<T>(
  kind: string,
  list: readonly T[],
  change: (book: Book, one: T) => Meaning,
  types?: readonly BookType[],
): Kind {
  return inProgram(kind, list.length, (book, _, variant) => change(book, list[variant]!), types);
}
