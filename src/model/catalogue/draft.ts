/** The words for what an administrator has to know before a draft (拟稿) or an export is shown to anybody. */
import { chineseMoment, type Moment } from '../day.ts';
import type { Finding } from '../finding.ts';
import { chinesePeriod, type Month, type Period } from '../period.ts';
import type { RefusalWords } from '../refusal.ts';

/** Nobody has reported anything for the period. */
export function noReports(period: Period): Finding {
  return {
    code: 'D_NO_REPORTS',
    severity: 'warning',
    place: { file: '' },
    message: `${chinesePeriod(period)}还没有接收任何单位的报表，通报和汇总表里没有当期数据。`,
    hint: '请核对报告期是否写对；没有写错的，请先收报，再重新生成。',
  };
}

/** The units may still report in time. */
export function dueNotReached(period: Period, due: Moment): Finding {
  return {
    code: 'D_NOT_DUE',
    severity: 'warning',
    place: { file: '' },
    message: `${chinesePeriod(period)}的报送截止时间是${chineseMoment(due)}，现在还没有到。`,
    hint: '现在生成的只供预览，请在截止以后重新生成。',
  };
}

/** Units whose extension (延期) runs on while all others are due. @param until the last of them. */
export function extensionsRunning(names: readonly string[], until: Moment): Finding {
  return {
    code: 'D_EXTENDED',
    severity: 'warning',
    place: { file: '' },
    message: `${names.join('、')}经批准延期报送（最晚到${chineseMoment(until)}），还没有报来，通报里按未到报送期限印。`,
    hint: '可以等报来以后再拟稿。',
  };
}

/** @param all whether nobody has reported the month. */
export function lastMonthMissing(month: Month, names: readonly string[], all: boolean): Finding {
  const who = all ? '还没有单位报送' : `还有${String(names.length)}家未报：${names.join('、')}`;
  return {
    code: 'D_LAST_MONTH',
    severity: 'warning',
    place: { file: '' },
    message: `本期最后一个月${chinesePeriod(month)}的报表${who}。期末数以这个月的报表为准，未报单位的累计取以前月份的数。`,
    hint: '现在生成的只供预览，请在收齐以后重新生成；确实收不到的，通报中会写明缺谁。',
  };
}

/** @param message what is to be known of paragraphs that the administrator wrote. */
export function byHand(message: string): Finding {
  return {
    code: 'D_BY_HAND',
    severity: 'warning',
    place: { file: 'config/paragraphs.yaml' },
    message: `${message}。`,
    hint: '请在 config/paragraphs.yaml 里核对；改好后再拟稿。',
  };
}

/** Letters that are told by themselves. */
const TOLD_LETTERS = 20;

/** @param letters what the page's fonts do not hold. @param file the document's name in the out folder. */
export function lettersLacking(letters: readonly string[], file: string): Finding {
  const told = letters.slice(0, TOLD_LETTERS).join('、');
  const rest = letters.length > TOLD_LETTERS ? '等' : '';
  return {
    code: 'D_LETTERS',
    severity: 'warning',
    place: { file },
    message: `有${String(letters.length)}个字，排版用的字体里没有：${told}${rest}。印出来可能是空白、方框或别的字体。`,
    hint: '请核对是不是写错的字；人名、地名里确实要用的，请按 templates/fonts 里的说明换上含有这些字的字体。',
  };
}

/** @param fonts their names inside the PDF. @param file the document's name in the out folder. */
export function fontsForeign(fonts: readonly string[], file: string): Finding {
  return {
    code: 'D_FONTS',
    severity: 'warning',
    place: { file },
    message: `用了排版字体以外的字体：${fonts.join('、')}。换一台计算机印，字形和行距可能不同。`,
    hint: '请检查 page.css 和模板里的 font-family，只写 templates/fonts/fonts.css 里的别名。',
  };
}

/** Names that are told of each period. */
const TOLD_PARTS = 5;

/** @param changed what was drafted and would read otherwise now; `parts` are names of indicators and other parts. */
export function planChanged(
  changed: readonly Readonly<{ period: Period; parts: readonly string[] }>[],
): Finding {
  const periods = changed.map(({ period, parts }) => {
    const names = parts.slice(0, TOLD_PARTS).join('、');
    const rest = parts.length > TOLD_PARTS ? `等${String(parts.length)}处` : '';
    return `${chinesePeriod(period)}（${names}${rest}）`;
  });
  return {
    code: 'D_PLAN_CHANGED',
    severity: 'warning',
    place: { file: '' },
    message: `方案改过以后，已经拟稿的通报再拟会与原来不同：${periods.join('；')}。`,
    hint: '以前各期要保持原样的，改动要写明从哪个月起：单位、指标、任务、报表和目标写 from（原来的一段写 to），截止时间、签发人等把原来的写进 formerly；确实要改以前各期的，不用理会。',
  };
}

/** No unit of the plan owes a form in any month of the period. */
export function outsidePlan(period: Period): RefusalWords {
  return {
    message: `按现行方案，没有单位应报${chinesePeriod(period)}的报表，不能拟稿和导出。`,
    hint: '请核对报告期是否写对；确应报送的，请修改 config 中单位和报表的起止月份。',
  };
}

/** @param first the earliest month in the ledger. */
export function beforeLedger(period: Period, first: Month): RefusalWords {
  return {
    message: `台账从${chinesePeriod(first)}开始，没有${chinesePeriod(period)}的报表，不能拟稿和导出。`,
    hint: '请核对报告期是否写对；需要补报的，请先收取那时的报表。',
  };
}
