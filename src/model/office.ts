/** The office that issues (发文机关): what its bulletins carry besides figures. */

/** How the first page begins: 文件格式, 信函格式 (GB/T 9704-2012 §10.1) or 简报. */
export type Head = 'document' | 'letter' | 'brief';

/** Which fonts a bulletin is printed with: those that come along, or the government's own where they are installed. */
export type Fonts = 'bundled' | 'prefer-installed';

/**
 * Where the register of document numbers begins that others kept before: the last number of a year, and how many there were
 * in all years.
 */
export type NumberedBefore = Readonly<{ year: number; number: number; total: number }>;

export type Office = Readonly<{
  head: Head;
  fonts: Fonts;
  /** 发文机关署名. */
  issuer: string;
  /** 发文机关标志, the red head of a document; a letter's is the issuer's name. */
  mark: string;
  /** The name in the head of a 简报. */
  bulletinName: string;
  /** 发文字号 with {year} and {number}: `潍组通报〔{year}〕{number}号`. */
  numberPattern: string;
  /** Null where the register began with Tongbao. */
  numberedBefore: NumberedBefore | null;
  /** The office or role that signs; never printed on a 下行文. */
  signer: string;
  /** Whom the units may ask; printed in reminders (催报). */
  contact?: Readonly<{ role: string; phone: string }>;
  /** 主送机关; 发 in the foot of a 简报. */
  addressees: string;
  /** 报, the offices above, in the foot of a 简报; empty for none. */
  reportTo: string;
  /** 共印份数, in the foot of a 简报. */
  printRun?: number;
  /** 抄送机关; 送 in the foot of a 简报. */
  copies: string;
  /** Whether the printed paper is stamped: the place of 署名 and 成文日期 follows from it. */
  seal: boolean;
  /** 印发机关. */
  printer: string;
  /** The bulletin's title with {period}; that of a 专题通报 has {section} too, and the usual one stands for none. */
  title: string;
  thematicTitle?: string;
  /** 下步要求: the administrator's own paragraphs; some with a condition at their head, see `requirementOf`. */
  requirements: readonly string[];
  /** The same for the yearly bulletin. */
  yearlyRequirements: readonly string[];
}>;
