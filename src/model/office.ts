/** The office that issues (发文机关): what its bulletins carry besides figures. */

export type Office = Readonly<{
  /** 发文机关署名. */
  issuer: string;
  /** 发文机关标志, the red head. */
  mark: string;
  /** 发文字号 with {year} and {number}: `潍组通报〔{year}〕{number}号`. */
  numberPattern: string;
  /** The office or role that signs; never printed on a 下行文. */
  signer: string;
  /** 主送机关. */
  addressees: string;
  /** 抄送机关. */
  copies: string;
  /** Whether the printed paper is stamped: the place of 署名 and 成文日期 follows from it. */
  seal: boolean;
  /** 印发机关. */
  printer: string;
  /** The bulletin's title with {period}. */
  title: string;
  /** 下步要求: the administrator's own paragraphs; some with a condition at their head, see `requirementOf`. */
  requirements: readonly string[];
  /** The same for the yearly bulletin. */
  yearlyRequirements: readonly string[];
}>;
