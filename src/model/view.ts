/** How the fields that a template may name are written down, and the types that a program gives them. */

/** `meaning` in Chinese. */
type Told = Readonly<{ meaning: string }>;

/**
 * Words that are printed. `empty` says when there are none, and only then may there be none; `values` are all that it
 * can be.
 */
export type TextField = Told &
  Readonly<{ kind: 'text'; example: string; empty?: string; values?: readonly string[] }>;

/** A number that is printed or measures something on the page. */
type NumberField = Told & Readonly<{ kind: 'number'; unit: string; example: string }>;

/** Yes or no, to ask for, never printed. */
type FlagField = Told & Readonly<{ kind: 'flag' }>;

/** A drawing made beforehand; its value is a token that the drawing takes the place of. */
type DrawingField = Told & Readonly<{ kind: 'drawing' }>;

export type GroupField = Told &
  Readonly<{ kind: 'group'; fields: Readonly<Record<string, Field>> }>;

type ListField = Told & Readonly<{ kind: 'list'; of: Field; empty?: string }>;

/** One of several groups; its `type` says which, and is the name of the partial that sets it. */
type ChoiceField = Told & Readonly<{ kind: 'choice'; ways: Readonly<Record<string, GroupField>> }>;

export type Field =
  TextField | NumberField | FlagField | DrawingField | GroupField | ListField | ChoiceField;

/** What a field holds. */
export type ValueOf<F extends Field> = F extends { values: readonly (infer Value)[] }
  ? Value
  : F extends TextField | DrawingField
    ? string
    : F extends NumberField
      ? number
      : F extends FlagField
        ? boolean
        : F extends { kind: 'list'; of: infer Item extends Field }
          ? readonly ValueOf<Item>[]
          : F extends { kind: 'choice'; ways: infer Ways }
            ? WayOf<Ways>
            : F extends { kind: 'group'; fields: infer Fields }
              ? FieldsOf<Fields>
              : never;

type FieldsOf<Fields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends Field ? ValueOf<Fields[Name]> : never;
};

type WayOf<Ways> = {
  [Type in keyof Ways]: Ways[Type] extends GroupField
    ? Readonly<{ type: Type }> & ValueOf<Ways[Type]>
    : never;
}[keyof Ways];

/** The name that tells the ways of a choice apart. */
export const CHOICE_NAME = 'type';
