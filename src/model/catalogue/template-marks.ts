/** The words for faults in what a template writes beside its names: tags, attributes and styles. */
import { entry, named, said } from './entry.ts';

const MARKUP = {
  TPL_ELEMENT: entry(
    'error',
    (d) => `不得使用 <${said(d, 'name')}>`,
    (d) =>
      `模板里只能有排版用的标签（${said(d, 'names')}等）；脚本、外来的内容、表单和跳转一律不用，样式写在 page.css 里。`,
  ),
  TPL_ATTRIBUTE: entry(
    'error',
    (d) => `<${said(d, 'tag')}> 上不得写 ${said(d, 'name')}`,
    '标签上只写 class、id、style、colspan 这类排版用的；样式尽量写在 page.css 里。',
  ),
  TPL_ADDRESS: entry(
    'error',
    (d) => `${said(d, 'name')} 里的地址不能用`,
    '打印时不连网络、不读文件：图片写成 data: 开头的，链接只能指向本文（# 开头），而且要写死。',
  ),
  TPL_STYLE: entry(
    'error',
    (d) => `style 里不得有${named(d, 'word')}`,
    'style 里只写长度这类简单的值，其余写在 page.css 里。',
  ),
  TPL_STYLE_FIELD: entry(
    'error',
    (d) => `style 里只能放数，${named(d, 'name')}不是`,
    '请改用 class，把样式写在 page.css 里。',
  ),
  TPL_SPLIT: entry(
    'error',
    '花括号切断了标签',
    '花括号只能写在标签之间、引号里面，或者整个属性的外面（标签名后面先空一格）；属性的值要加引号。',
  ),
  TPL_COMMENT: entry('error', '不得使用 <!-- -->', '注释请写成 {{!-- 这样 --}}。'),
  TPL_IN_TAG: entry('error', '花括号写在标签里、引号外', '请放进属性的引号里，或者移到标签外面。'),
  TPL_FIXED_VALUE: entry(
    'error',
    (d) => `${said(d, 'name')} 的值要写死，里面不能有花括号`,
    '请直接写值，或者改用 class。',
  ),
  TPL_BRANCH: entry(
    'error',
    (d) => `{{#${said(d, 'name')}}} 里的引号或尖括号不成对`,
    '一块里开始的标签和引号，要在同一块里结束。',
  ),
  TPL_UNCLOSED: entry(
    'error',
    (d) => `<${said(d, 'name')}> 没有结束`,
    (d) => `请在同一块里补上 </${said(d, 'name')}>。`,
  ),
  TPL_UNOPENED: entry(
    'error',
    (d) => `</${said(d, 'name')}> 没有对应的开始`,
    '请删去它，或者补上开始的标签；标签要一个套一个，不能交叉。',
  ),
};

const STYLES = {
  TPL_CSS_IMPORT: entry('error', '不得用 @import 引入别的样式', '请把要用的样式写在这个文件里。'),
  TPL_CSS_ADDRESS: entry(
    'error',
    '不得用外面的地址',
    '打印时不连网络、不读文件：图片写成 data: 开头的，字体放进 fonts 文件夹、写在 fonts.css 里。',
  ),
  TPL_CSS_FONT: entry(
    'error',
    (d) => `fonts 文件夹里没有${named(d, 'name')}`,
    '请把字体文件放进 fonts 文件夹，地址只写文件名，写成 url("文件名.woff2")。',
  ),
  TPL_CSS_WORD: entry('error', (d) => `样式里不得有${named(d, 'word')}`, '请删去它。'),
  TPL_CSS_ESCAPE: entry('error', '样式里不得用反斜杠写法', '请直接写要用的字。'),
  TPL_CSS_UNCLOSED: entry(
    'error',
    '花括号、引号或注释没有配对',
    '请补上漏掉的那一半；从这里起，后面的样式都不会生效。',
  ),
};

export const TEMPLATE_MARKS = { ...MARKUP, ...STYLES };
