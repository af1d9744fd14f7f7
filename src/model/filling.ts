/** What is put into a form's open cells before it is written: the raw values as a clerk would type them. */

/** A number becomes a number cell, a text a text cell, just as typed. */
export type Typed = string | number;

/** A figure's 填报数 and 备注; an absent one leaves the cell blank. */
export type FigureFilling = Readonly<{ value?: Typed; remark?: string }>;

/** A task's four cells. A `doneOn` that is a day (`2007-05-31`) becomes a date cell, any other text stays text. */
export type TaskFilling = Readonly<{
  status?: string;
  percent?: Typed;
  doneOn?: string;
  words?: string;
}>;

/** All open cells of one form, by item code. Items that are not named stay blank; codes the form lacks are left out. */
export type Filling = Readonly<{
  filler: string;
  reviewer: string;
  phone: string;
  /** By item code: `RC01`; for a ratio `JC02-1` and `JC02-2`. */
  figures: ReadonlyMap<string, FigureFilling>;
  tasks: ReadonlyMap<string, TaskFilling>;
  texts: ReadonlyMap<string, string>;
}>;
