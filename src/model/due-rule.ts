/** A moment of each period by an office's rule. */

/** "次月3日17:00，遇节假日顺延". */
export type DueRule = Readonly<{
  words: string;
  /** Months after the period's last month. */
  monthsAfter: number;
  dayOfMonth: number;
  time: string;
  onRestDay: '顺延' | '提前' | '不变';
}>;
