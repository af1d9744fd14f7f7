/** The scoreboard's standings as a flat table (汇总表.csv): one row for each indicator and holder. */
import { PLAIN_DECIMAL } from '../model/decimal.ts';
import type {
  ExportDocument,
  ExportedIndicator,
  ExportedStanding,
  ValueField,
} from './export-schema.ts';
import { HOLDER_WORDS, KIND_WORDS, paceWord, STATE_WORDS } from './kind-words.ts';
import { absenceCell } from './absence-words.ts';

type Row = Readonly<{
  document: ExportDocument;
  indicator: ExportedIndicator;
  standing: ExportedStanding;
  level: string;
}>;

type Column = readonly [head: string, cell: (row: Row) => string];

/** Excel tells UTF-8 by this mark only. */
const BYTE_ORDER_MARK = '\ufeff';
const LINE_END = '\r\n';

const COLUMNS: readonly Column[] = [
  ['报告期', ({ document }) => document.period],
  ['标记', ({ document }) => document.mark],
  ['章节', ({ indicator }) => indicator.section.name],
  ['指标代码', ({ indicator }) => indicator.code],
  ['指标', ({ indicator }) => indicator.name],
  ['类别', ({ indicator }) => KIND_WORDS[indicator.kind]],
  ['计量单位', ({ indicator }) => indicator.unitOfMeasure],
  ['级别', ({ level }) => level],
  ['单位代码', ({ standing }) => standing.id],
  ['单位', ({ standing }) => standing.name],
  ['状态', ({ standing }) => STATE_WORDS[standing.state]],
  ['本期数（比率为%）', value('periodValue')],
  ['本年累计', value('cumulativeValue')],
  ['分子', value('numerator')],
  ['分母', value('denominator')],
  ['年度目标（比率为%）', value('target')],
  ['完成率（%）', value('completion')],
  ['序时进度（%）', value('scheduled')],
  ['差距（百分点）', value('gap')],
  ['进度', ({ standing, indicator }) => paceWord(standing, indicator.kind)],
  ['位次', ({ standing }) => standing.rank ?? '—'],
  ['上期（比率为%）', value('previousPeriod')],
  ['上年同期（比率为%）', value('samePeriodLastYear')],
  ['环比（%，比率为百分点）', value('monthOnMonth')],
  ['同比（%，比率为百分点）', value('yearOnYear')],
  ['环比未计入', ({ standing }) => leftOutWords(standing, 'monthOnMonth')],
  ['同比未计入', ({ standing }) => leftOutWords(standing, 'yearOnYear')],
  ['约数', ({ standing }) => boundWord(standing)],
  ['已报单位数', ({ standing }) => String(standing.coverage.having.length)],
  ['应报单位数', ({ standing }) => String(standing.coverage.owing.length)],
  ['累计取自', ({ standing }) => carriedWords(standing)],
  ['累计缺月', ({ standing }) => standing.lacking.join('；')],
  ['回执号', ({ standing }) => (standing.submission === null ? '' : String(standing.submission))],
  ['备注', ({ standing }) => standing.remark],
];

/** UTF-8 text with a byte order mark and CRLF line ends; an absent value gives its reason, never a blank that could be zero. */
export function exportCsv(document: ExportDocument): string {
  const rows = document.indicators.flatMap((indicator) => [
    rowOf(document, indicator, indicator.city, HOLDER_WORDS.city),
    ...indicator.groups.map((group) => rowOf(document, indicator, group, HOLDER_WORDS.group)),
    ...indicator.units.map((unit) => rowOf(document, indicator, unit, HOLDER_WORDS.unit)),
  ]);
  const lines = [
    COLUMNS.map(([head]) => head),
    ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row))),
  ];
  return BYTE_ORDER_MARK + lines.map((line) => line.map(quoted).join(',') + LINE_END).join('');
}

function rowOf(
  document: ExportDocument,
  indicator: ExportedIndicator,
  standing: ExportedStanding,
  level: string,
): Row {
  return { document, indicator, standing, level };
}

function value(field: ValueField): (row: Row) => string {
  return ({ standing }) => {
    const absence = standing.absent[field];
    return standing[field] ?? (absence === undefined ? '' : absenceCell(absence));
  };
}

function boundWord({ bound }: ExportedStanding): string {
  return bound === null ? '' : { over: '多', about: '约', under: '近' }[bound];
}

function carriedWords({ carriedFrom }: ExportedStanding): string {
  return carriedFrom.map(({ unit, period }) => `${unit} ${period}`).join('；');
}

function leftOutWords(
  { leftOut }: ExportedStanding,
  change: keyof ExportedStanding['leftOut'],
): string {
  return leftOut[change].map(({ unit }) => unit).join('；');
}

/** A text that a spreadsheet would run as a formula is made plain by a leading apostrophe; a negative number is no formula. */
function quoted(text: string): string {
  const isFormula = /^[=+\-@＝＋－＠\t\r]/.test(text) && !PLAIN_DECIMAL.test(text);
  const plain = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
