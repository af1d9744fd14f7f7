/** What a bulletin says (通报): blocks of words and figures, decided to the last digit before any template sees them. */
import type { Day } from './day.ts';
import type { Fonts, Head } from './office.ts';
import type { Lineage } from './scoreboard.ts';
import type { Period } from './period.ts';

/** A printed figure: its text is what stands on the page, its lineage where it comes from. */
export type PrintedFigure = Readonly<{
  id: string;
  text: string;
  /** The exact value as decimal text (quotients: 6 decimals of a percent); null for an absent one, which prints 缺报 or —. */
  value: string | null;
  lineage: Lineage;
}>;

/** A stretch of running text: plain words, or a figure. */
export type Run = Readonly<
  { words: string; figure: null } | { words: null; figure: PrintedFigure }
>;

export type Paragraph = Readonly<{ type: 'paragraph'; runs: readonly Run[] }>;

/** Levels of GB/T 9704-2012 §7.3.3: 1 一、黑体, 2 （一）楷体. The number is part of the text. */
export type Heading = Readonly<{ type: 'heading'; level: 1 | 2; text: string }>;

export type TableCell = Readonly<{
  runs: readonly Run[];
  align: 'left' | 'center' | 'right';
}>;

export type Table = Readonly<{
  type: 'table';
  caption: string;
  /** 单位 and other remarks at the head, right aligned; empty for none. */
  remark: string;
  head: readonly string[];
  /** Names above neighbouring columns, from the left; an empty text leaves the column's own name the whole height. */
  over?: readonly Readonly<{ text: string; columns: number }>[];
  /** Relative column widths, same length as head. */
  widths: readonly number[];
  /** A row of one cell in a table of several columns runs across the whole table: it names the rows below it. */
  rows: readonly Readonly<{ emphasis: boolean; cells: readonly TableCell[] }>[];
  /** Remarks below. */
  notes: readonly (readonly Run[])[];
}>;

/** A bar chart of completion against schedule, or of a value by unit. Values are for drawing, null draws nothing; labels are printed. */
export type Chart = Readonly<{
  type: 'chart';
  caption: string;
  /** The chart in one sentence, for those who cannot see it. */
  alternative: string;
  bars: readonly Readonly<{ label: string; value: number | null; text: string }>[];
  /** A vertical mark, such as 序时进度; null for none. */
  mark: Readonly<{ label: string; value: number }> | null;
  unitOfMeasure: string;
}>;

/** One indicator through the months: percentage points above or below what was due, null where that is not known. */
export type TrendPanel = Readonly<{
  title: string;
  /** Names of the months, in order, and the gap by the end of each. */
  months: readonly string[];
  gaps: readonly (number | null)[];
  /** What is printed below: where it stands now. */
  text: string;
}>;

/** Lines through the months of the year about the level of what was due, a panel for each indicator. */
export type Trend = Readonly<{
  type: 'trend';
  caption: string;
  /** The drawing in words, with all its figures. */
  alternative: string;
  /** Names of the line of gaps, and of the level. */
  legend: readonly [string, string];
  panels: readonly TrendPanel[];
}>;

export type Block = Heading | Paragraph | Table | Chart | Trend;

export type Annex = Readonly<{
  /** 附件1. */
  label: string;
  title: string;
  orientation: 'portrait' | 'landscape';
  blocks: readonly Block[];
}>;

export type Bulletin = Readonly<{
  period: Period;
  /** 示例数据 for a sample ledger; empty for a real one. */
  mark: string;
  /** Whether every page says that it is not signed yet. */
  isDraft: boolean;
  head: Head;
  fonts: Fonts;
  /** 发文机关标志, or the name of a 简报. */
  issuerMark: string;
  /** 发文字号, or the 期 of a 简报, as printed; a draft's has no number: 潍组通报〔2007〕　号. */
  documentNumber: string;
  title: string;
  addressees: string;
  body: readonly Block[];
  /** 附件说明, names only. */
  attachments: readonly string[];
  issuer: string;
  /** Whether room is left for a seal over 署名 and 成文日期. */
  seal: boolean;
  /** 成文日期. */
  issuedOn: Day;
  annexes: readonly Annex[];
  /** 报 and 共印份数 of a 简报; empty for none. */
  reportTo: string;
  printRun: string;
  /** 抄送机关; empty for none. */
  copies: string;
  printer: string;
  printedOn: Day;
  keywords: readonly string[];
  /** What whoever drafts it should know and the page does not say. */
  remarks: readonly string[];
}>;
