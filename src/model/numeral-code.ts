/** The outcomes of reading one cell: OK, accepted with a note (N_…), refused (E_…). */

/** What a figure's cell may come out as. */
export type CellCode =
  | 'OK'
  | 'N_FORM'
  | 'N_CN'
  | 'N_FORMULA'
  | 'N_APPROX'
  | 'E_APPROX'
  | 'E_BLANK'
  | 'E_CTRL'
  | 'E_DATE'
  | 'E_FRACTION'
  | 'E_GROUP'
  | 'E_IDCARD'
  | 'E_INJECT'
  | 'E_LEADZERO'
  | 'E_NEGATIVE'
  | 'E_NOCACHE'
  | 'E_NONE'
  | 'E_PERCENT'
  | 'E_PHONE'
  | 'E_RANGE'
  | 'E_SCI'
  | 'E_TEXT'
  | 'E_TYPE'
  | 'E_UNIT'
  | 'E_XERR';

/** What a date's cell may come out as. */
export type DateCode =
  | 'OK'
  | 'N_DATE_FORM'
  | 'N_DATE_YEAR'
  | 'N_DATE_MONTH'
  | 'N_DATE_SERIAL'
  | 'N_FORMULA'
  | 'E_BLANK'
  | 'E_CTRL'
  | 'E_DATE_NONE'
  | 'E_DATE_PART'
  | 'E_DATE_TEXT'
  | 'E_INJECT'
  | 'E_NOCACHE'
  | 'E_TYPE'
  | 'E_XERR';
