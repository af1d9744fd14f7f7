/** The words for faults of the templates (模板): what is named that there is not, and what may not stand in them. */
import type { RefusalWords } from '../refusal.ts';
import type { Finding } from '../finding.ts';
import { findingsOf } from './catalogue.ts';
import { entry, named, said } from './entry.ts';
import { TEMPLATE_MARKS } from './template-marks.ts';

const FILES = {
  TPL_NOT_UTF8: entry(
    'error',
    '文件不是 UTF-8 编码，有的字读不出来',
    '请用记事本打开，“另存为”时编码选 UTF-8。',
  ),
  TPL_TOO_LARGE: entry(
    'error',
    (d) => `文件太大，超过 ${said(d, 'limit')} KB`,
    '请删去多余的内容；图片和字体不要写在模板里。',
  ),
  TPL_FILE_MISSING: entry('error', '缺少这个文件', '请从安装包的 templates 文件夹中恢复这个文件。'),
  TPL_FILE_UNUSED: entry(
    'warning',
    '这个文件不会用到',
    '全文模板叫 bulletin.hbs（一县一单是 slip.hbs），部件放在 partials 文件夹里，版式叫 page.css（一县一单是 slip.css）；多余的请移走。',
  ),
  TPL_PARTIAL_UNUSED: entry(
    'warning',
    '没有哪个模板用到这个部件，里面的名称没有检查',
    (d) => `要用它，请在模板里写 {{> ${said(d, 'name')}}}；不用的请移走。`,
  ),
};

const SYNTAX = {
  TPL_SYNTAX: entry('error', '花括号里的写法不对', '请对照安装包中的原模板改正。'),
  TPL_BLOCK_END: entry(
    'error',
    (d) => `{{#${said(d, 'open')}}} 这一块没有以 {{/${said(d, 'open')}}} 结束`,
    (d) => `请把结束处写成 {{/${said(d, 'open')}}}，各块要一个套一个，不能交叉。`,
  ),
  TPL_BLOCK_OPEN: entry(
    'error',
    '到文件末尾还有一块没有结束',
    '每个 {{#…}} 都要有对应的 {{/…}}；请补上漏掉的那个。',
  ),
  TPL_PATH: entry('error', '名称的写法不对', '“../”只能写在名称的最前面，如 {{../caption}}。'),
  TPL_BRACES: entry(
    'error',
    '文字里留着成对的花括号，会原样印出来',
    '请删去多余的花括号或前面的反斜杠。',
  ),
  TPL_STRAY: entry('error', (d) => `文字里有不该印出的${named(d, 'word')}`, '请删去它。'),
};

const NAMES = {
  TPL_FIELD: entry(
    'error',
    (d) => `没有${named(d, 'name')}这个名称`,
    (d) =>
      said(d, 'names') === ''
        ? '这里是单独一段文字，只能写 {{this}}。'
        : `请改成这里有的名称：${said(d, 'names')}。`,
  ),
  TPL_NO_PARENT: entry(
    'error',
    '“../”退得太多，外面没有了',
    '部件里只能退到部件自己的最外层；要用外面的名称，请在调用部件时交给它，如 {{> title mark=mark}}。',
  ),
  TPL_DATA_NAME: entry(
    'error',
    (d) => `这里没有${named(d, 'name')}`,
    '@index（从 0 数起）、@first、@last 只在 {{#each}} 里有；@root 是通报全文。',
  ),
  TPL_BANNED_NAME: entry(
    'error',
    (d) => `不得使用名称${named(d, 'name')}`,
    '模板只能摆放手册所列的名称，不能碰程序内部。',
  ),
  TPL_HELPER: entry(
    'error',
    (d) => `没有${named(d, 'name')}这种用法`,
    (d) => `可用的有：${said(d, 'names')}；模板里不能计算。`,
  ),
  TPL_PARTIAL: entry(
    'error',
    (d) => `没有${named(d, 'name')}这个部件`,
    (d) => `partials 文件夹里要有 ${said(d, 'name')}.hbs；现有的是：${said(d, 'names')}。`,
  ),
  TPL_RECURSION: entry(
    'error',
    (d) => `部件${named(d, 'name')}绕回来用了自己，排不到头`,
    '请改成部件之间不互相绕回。',
  ),
};

const TYPES = {
  TPL_PRINT_FLAG: entry(
    'error',
    (d) => `${named(d, 'name')}是“是或否”，不能印出来`,
    (d) => `请写 {{#if ${said(d, 'name')}}}…{{/if}}。`,
  ),
  TPL_PRINT_LIST: entry(
    'error',
    (d) => `${named(d, 'name')}是一串内容，不能直接印出来`,
    (d) => `请写 {{#each ${said(d, 'name')}}}…{{/each}}，在里面印每一个。`,
  ),
  TPL_PRINT_GROUP: entry(
    'error',
    (d) => `${named(d, 'name')}是一组内容，不能直接印出来`,
    (d) => `请印其中的一项：${said(d, 'names')}。`,
  ),
  TPL_UNGUARDED: entry(
    'error',
    (d) => `${named(d, 'name')}可能是空的（${said(d, 'empty')}），直接印会留下空白`,
    (d) => `请写 {{#present ${said(d, 'name')}}}…{{/present}}，把它和连着它的字放在里面。`,
  ),
  TPL_EACH: entry(
    'error',
    (d) => `${named(d, 'name')}是${said(d, 'kind')}，不能用 {{#each}}`,
    '{{#each}} 只用于一串内容；一组内容用 {{#with}}，文字和数直接印。',
  ),
  TPL_WITH: entry(
    'error',
    (d) => `${named(d, 'name')}是${said(d, 'kind')}，不能用 {{#with}}`,
    '{{#with}} 只用于一组内容；一串内容用 {{#each}}，问有没有用 {{#present}}。',
  ),
  TPL_IF: entry(
    'error',
    (d) => `${named(d, 'name')}是${said(d, 'kind')}，不能用 {{#${said(d, 'helper')}}}`,
    (d) =>
      `{{#if}} 和 {{#unless}} 只问“是或否”；问有没有，请写 {{#${said(d, 'meant')} ${said(d, 'name')}}}（0 也算有）。`,
  ),
  TPL_PRESENT: entry(
    'error',
    (d) => `${named(d, 'name')}是${said(d, 'kind')}，不能用 {{#${said(d, 'helper')}}}`,
    '{{#present}} 和 {{#absent}} 只问文字、数和一串内容有没有；“是或否”用 {{#if}} 或 {{#unless}}。',
  ),
  TPL_CONTEXT: entry(
    'error',
    (d) => `交给部件的${named(d, 'name')}是${said(d, 'kind')}，部件从里面取不出名称`,
    '请写成 {{> 部件 名称=内容}}，在部件里用这个名称。',
  ),
  TPL_CONTEXT_COUNT: entry(
    'error',
    '交给部件的内容多于一个',
    '部件后面只能写一个内容，其余写成 名称=内容，如 {{> title lines=titleLines mark=mark}}。',
  ),
  TPL_DRAWING: entry(
    'error',
    (d) => `图${named(d, 'name')}不能放在标签里`,
    '请放在标签之间，如 <figure>{{drawing}}</figure>。',
  ),
};

const LANGUAGE = {
  TPL_RAW: entry('error', '不得使用三重花括号或“&”：数据必须转义', '请改成两重花括号。'),
  TPL_DECORATOR: entry(
    'error',
    '不得使用带“*”的写法',
    '请把这段内容放进 partials 文件夹的一个文件。',
  ),
  TPL_PARTIAL_BLOCK: entry('error', '不得使用“#>”', '请改成 {{> 部件}}。'),
  TPL_DYNAMIC: entry(
    'error',
    '部件的名称不能临时算出',
    '只有按类型排各块时可以写 {{> (lookup this "type")}}，别处请直接写部件的名称。',
  ),
  TPL_LOOKUP: entry(
    'error',
    '这里不能用 lookup',
    'lookup 只能写在 {{> (lookup this "type")}} 里；请直接写名称。',
  ),
  TPL_LITERAL: entry('error', '花括号里是写死的内容', '请去掉花括号，直接写这些字。'),
  TPL_SUBEXPRESSION: entry('error', '花括号里不能再套括号', '请直接写名称。'),
  TPL_PARAMS: entry(
    'error',
    (d) => `{{#${said(d, 'helper')}}} 后面要有一个名称，而且只能有一个`,
    (d) => `请写成 {{#${said(d, 'helper')} 名称}}。`,
  ),
  TPL_INLINE: entry(
    'error',
    (d) => `${named(d, 'name')}要成对使用`,
    (d) => `请写成 {{#${said(d, 'name')} 名称}}…{{/${said(d, 'name')}}}。`,
  ),
  TPL_BARE_BLOCK: entry(
    'error',
    (d) => `{{#${said(d, 'name')}}} 没有写明要做什么`,
    (d) => `请写成 {{#${said(d, 'meant')} ${said(d, 'name')}}}…{{/${said(d, 'meant')}}}。`,
  ),
  TPL_DEEP: entry(
    'error',
    (d) => `花括号的块套得太深，超过 ${said(d, 'limit')} 层`,
    '请把里面的一段放进 partials 文件夹的一个部件。',
  ),
  TPL_CALLS: entry('error', '部件互相调用得太多', '请减少部件和交给它们的不同内容。'),
  TPL_EACH_DEEP: entry(
    'error',
    (d) =>
      `{{#each}} 套得太深，一个文件里不超过 ${said(d, 'limit')} 层，连同部件不超过 ${said(d, 'chain')} 层`,
    '请减少套用；同一串内容不要在自己里面再走一遍。',
  ),
};

/** A finding about a template. */
export const templateFinding = findingsOf({
  ...FILES,
  ...SYNTAX,
  ...NAMES,
  ...TYPES,
  ...LANGUAGE,
  ...TEMPLATE_MARKS,
});

export type TemplateCode = Parameters<typeof templateFinding>[0];

/** What kind of content a field is, for a sentence. */
export const KIND_WORDS = {
  text: '文字',
  number: '数',
  flag: '“是或否”',
  drawing: '图',
  group: '一组内容',
  list: '一串内容',
  choice: '一块内容',
} as const;

/** Said before the list of all faults. */
export function templatesRefused(findings: readonly Finding[]): RefusalWords {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return {
    message: `模板有 ${String(errors)} 处错误，改好之前不能拟稿：`,
    hint: '请按所列问题改好 templates 中的文件；可用 npx tongbao template check 复查。',
    findings,
  };
}

/** A trial of the templates that was refused for something that their check does not see. */
export function untriedTemplate({ message, hint }: RefusalWords): Finding {
  const place = { file: 'templates/bulletin.hbs' };
  return { code: 'TPL_TRIAL', severity: 'error', place, message: `试排没有成功：${message}`, hint };
}
