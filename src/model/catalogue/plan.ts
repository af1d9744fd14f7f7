/** The words for faults of the plan: of its files, of single values, and of what does not fit together. */
import type { Refusal } from '../refusal.ts';
import { findingsOf } from './catalogue.ts';
import { PLAN_CALENDAR } from './plan-calendar.ts';
import { error, note, warning } from './plan-entry.ts';
import { PLAN_DELIVERY } from './plan-delivery.ts';
import { PLAN_ROLES } from './duty-words.ts';
import { PLAN_GOOGLE } from './plan-google.ts';
import { PLAN_PHRASES } from './phrase-words.ts';
import { PLAN_RULES } from './plan-rules.ts';
import { PLAN_JOBS } from './timetable-words.ts';

const FILES = {
  PLAN_FILE_MISSING: error(
    '方案缺少这个文件',
    '把 {file} 放回方案文件夹；可以从示例方案里照抄一份再改',
  ),
  PLAN_FILE_UNKNOWN: warning(
    '这个文件不是方案文件，不会读取',
    '方案只有这些文件：{names}；文件名写错了就改正，多余的移走',
  ),
  PLAN_FILE_MISNAMED: error(
    '文件名不对，方案文件应当叫 {file}',
    '请把文件名改为 {file}；看不到末尾的 .txt 时，先在文件夹的“查看”里勾选“文件扩展名”',
  ),
  PLAN_FILE_COPY: warning(
    '这是 {file} 的另一份，不会读取',
    '只有 {file} 有效；要用这一份，就拿它替换 {file}，否则移到别的文件夹',
  ),
  PLAN_FILE_EMPTY: error('文件里没有内容', '至少要有这些项：{keys}'),
  PLAN_FILE_NOT_UTF8: error('文件不是 UTF-8 编码', '用记事本打开，“另存为”时编码选 UTF-8'),
  PLAN_FILE_TOO_LARGE: error('文件太大，不像方案文件', '方案文件不超过 1 MB，请检查内容'),
  PLAN_YAML_DUPLICATE_KEY: error(
    '同一处把“{key}”写了两遍',
    '删去多余的一行；若是两个并列的条目，第二个前面要加“- ”',
  ),
  PLAN_YAML_TAB: error('行首用了制表符（Tab）', '行首缩进只能用空格，把 Tab 换成空格'),
  PLAN_YAML_BLANK: error(
    '行首用了全角空格或其他特殊空格',
    '切换到英文半角，删去行首的空格，重新打半角空格',
  ),
  PLAN_YAML_INDENT: error(
    '行首空格数不对，与上下行对不齐',
    '同一层的各行行首空格数要相同，下一层比上一层多两个空格',
  ),
  PLAN_YAML_DASH: error(
    '缺少“- ”，或“-”后面缺空格',
    '每个条目的第一行以“- ”（减号加一个空格）开头；若不是新的条目，是同一项写了两遍，删去多余的',
  ),
  PLAN_YAML_SIGN: error('行首用了全角符号', '切换到英文半角，把这个符号改成半角的“#”或“- ”'),
  PLAN_YAML_COLON: error(
    '冒号写得不对',
    '名称后面用英文冒号，冒号后面留一个空格，如 name: 潍城区；内容里有“: ”的，整个内容用引号括起来',
  ),
  PLAN_YAML_BRACES: error(
    '内容以花括号开头，却没有用引号括起来',
    '把冒号后面的整个内容用英文引号括起来',
  ),
  PLAN_YAML_ENTRIES: error('“[]”表示没有条目，下面却写了条目', '有条目就删去“[]”，留下冒号'),
  PLAN_YAML_UNCLOSED: error('引号或括号没有配对', '补上另一半引号、方括号或花括号，要用英文半角的'),
  PLAN_YAML_RESERVED: error(
    '内容的第一个字符有特殊含义，不能直接写',
    '把整个内容用引号括起来，如 "@…"',
  ),
  PLAN_YAML_DOCUMENTS: error('文件里有分隔线“---”，成了几份', '删去“---”这一行'),
  PLAN_YAML_REFERENCE: error(
    '用了引用、锚点或类型标记（*、&、!）',
    '方案里不用这些写法，直接写出内容；内容本身以这些符号开头的用引号括起来',
  ),
  PLAN_YAML_DEPTH: error('层次太深，不像方案文件', '对照示例方案检查缩进'),
  PLAN_YAML_SYNTAX: error(
    '这一行看不懂，暂时跳过',
    '对照示例方案检查这一行和上一行的写法；改好后再查一遍',
  ),
};

const VALUES = {
  PLAN_KEY_UNKNOWN: error('没有“{key}”这一项', '这里可以写：{keys}；名称写错了就改正，多余的删去'),
  PLAN_KEY_OUTSIDE: error(
    '“{key}”应当写在“{parent}”下面一层',
    '这一行的行首要比“{parent}”那一行多两个空格',
  ),
  PLAN_KEY_MISSING: error('缺少“{key}”这一项', '补上 {key}：{description}'),
  PLAN_KEY_FORM: error('“{key}”这个名称写法不对', '应写成{expected}'),
  PLAN_VALUE_EMPTY: error('“{key}”后面没有内容', '补上内容；{otherwise}'),
  PLAN_VALUE_SHAPE: error('“{key}”的写法不对，应当是{expected}', '对照示例方案检查缩进和“- ”'),
  PLAN_VALUE_CHOICE: error('“{key}”不能这样写', '只能写：{choices}'),
  PLAN_VALUE_FORMAT: error('“{key}”的写法不对', '应写成{expected}'),
};

const REFERENCES = {
  PLAN_DUPLICATE: error(
    '{what}“{name}”与{where}重复',
    '改成不同的{what}；若是前后两段，给前一段写 to、后一段写 from，时间不要重叠',
  ),
  PLAN_NAME_SUSPECT: error(
    '{what}“{name}”没有一处用到，{count} 处用到的都是“{used}”（{where}起）',
    '多半是这里写错了，把它改成 {used}；若确是改了代号，那 {count} 处也要一起改',
  ),
  PLAN_DUPLICATE_PLAIN: error('{what}“{name}”与{where}重复', '改成不同的{what}，或删去多余的一段'),
  PLAN_REFERENCE: error('找不到{what}“{name}”', '{what}要先在 {file} 里写明；现有：{names}'),
  PLAN_NAMES_LACKING: error(
    '有 {count} 处写了 {file} 里没有的{what}：{names}',
    '{file} 里少写了的就补上；确实不再有的，把用到的地方删去',
  ),
  PLAN_FOLLOWS: note(
    '有 {count} 处写了 {file} 里没有的{what}：{names}',
    '多半因 {file} 的错误引起；先改好 {file}，再查一遍',
  ),
  PLAN_MORE: note(
    '另有 {count} 处同样的错误，多半因同一个原因引起（{where}）',
    '改好上面一处后再查一遍',
  ),
  PLAN_MORE_ALIKE: note('另有 {count} 处同样的错误（{where}）', '照上面一处的办法逐处改好'),
  PLAN_DATES: error('起始月份 {from} 晚于终止月份 {to}', '检查 from 和 to，from 应在前'),
  PLAN_PARENT_CIRCLE: error('上级单位绕成了圈：{names}', '改正 parent，最上一级应当是 {root}'),
  PLAN_SERIES_CHANGED: error(
    '代码 {code} 前后两段的“{key}”不同（{where}是“{before}”）',
    '换了口径就不是同一个数，后一段要用新的代码',
  ),
};

const INDICATORS = {
  PLAN_PART_SELF: error('“其中”项绕成了圈：{names}', '改正 partOf，写它所属总数的代码'),
  PLAN_PART_UNLIKE: error(
    '“其中”项的{what}是“{part}”，所属总数 {code} 的是“{whole}”',
    '“其中”项与总数的{what}必须相同；不相同的就不是“其中”项，删去 partOf',
  ),
  PLAN_PART_DATES: error(
    '“其中”项的有效时间超出了所属总数 {code} 的有效时间',
    '检查两个指标的 from 和 to，总数有效的月份要盖住“其中”项',
  ),
  PLAN_RATIO_PARTS: error(
    '比率缺少{what}',
    '写明 numerator（分子）和 denominator（分母），各有 name 和 unitOfMeasure',
  ),
  PLAN_RATIO_UNIT: error('比率的计量单位应当是 "%"', '写 unitOfMeasure: "%"'),
  PLAN_PERCENT_UNIT: error(
    '只有比率的计量单位可以是 "%"，百分数不能相加',
    '改成 kind: 比率 并写明分子、分母，或改正计量单位',
  ),
  PLAN_RATIO_PARTS_UNLIKE: error(
    '分子的计量单位是“{numerator}”，分母的是“{denominator}”',
    '分子、分母的计量单位必须相同，“人”与“人次”不能相除',
  ),
  PLAN_KEY_NOT_OF_KIND: error('{kind}不能有“{key}”这一项', '删去这一行，或检查 kind 是否写对'),
  PLAN_FLOOR_MISSING: error(
    '允许填约数的指标没有写 floorTo',
    '写明约数合计印出前向下取整到多少的整数倍，如 floorTo: 10000',
  ),
  PLAN_FLOOR_UNUSED: error(
    '写了 floorTo，但不允许填约数',
    '要允许约数就加 approximate: 是，否则删去 floorTo',
  ),
  PLAN_FLOOR_ZERO: error('floorTo 不能是 0', '写成 1、10000 这样的正数'),
  PLAN_WEIGHT_UNUSED: warning(
    '{what}不计入综合得分，这里的权重不起作用',
    '删去 weight 这一行；要计分的只能是县市区填报、越高越好、不是“其中”项的时期数或时点数',
  ),
  PLAN_HANZI_DECIMALS: error('用汉字写的数不能有小数', '把 style 改成“数字”，或删去 decimals'),
};

const TARGETS = {
  PLAN_TARGET_NOT_ALLOWED: error('{why}，不能下达目标', '删去这一段目标'),
  PLAN_TARGET_YEAR: error(
    '{year} 年没有指标 {code}（它的有效时间是{dates}）',
    '检查 year，或检查这个指标的 from 和 to',
  ),
  PLAN_TARGET_DATES: error(
    '这段目标的起止月份（{dates}）不在 {year} 年内，用不上',
    '检查 year，或检查 from 和 to',
  ),
  PLAN_TARGET_GAP: warning(
    '{months}月没有目标：前一段（{where}）到 {to} 为止，这一段从 {from} 起',
    '改正前一段的 to 或这一段的 from，前后两段的月份要相连；这几个月确实没有目标的可以不改',
  ),
  PLAN_TARGET_CLOSED: warning(
    '这个单位只报到 {until}，它的 {count} 项目标（{codes}）在那以后仍算在各单位目标之和里',
    '目标划给别的单位的，在 targets.yaml 里给原来的一段写 to: {until}，再写一段 from 下个月的新目标；不划转的可以不改',
  ),
  PLAN_TARGET_UNIT: error('{unit}不报这个指标：{why}', '删去这一行，或检查单位和指标的设置'),
  PLAN_TARGET_PERCENT: error(
    '指标 {code} 的计量单位是“{unit}”，目标不能写百分数',
    '按计量单位写数字，不带 %',
  ),
  PLAN_TARGET_PERCENT_SIGN: error('比率目标没有写百分号，分不清是多少', '比率目标写百分数，如 95%'),
  PLAN_TARGET_DECIMALS: error(
    '目标的小数比指标允许的多（最多 {decimals} 位）',
    '减少小数位数，或改指标的 decimals',
  ),
  PLAN_TARGET_ABOVE: error(
    '目标比率超过了 {limit}%',
    '比率目标写百分数，如 95%，不能超过指标的最高百分数',
  ),
  PLAN_TARGET_ZERO: warning('目标是 0，算不出完成率', '没有目标的单位不写这一行'),
  PLAN_TARGET_SCHEDULE: error('比率不按序时进度考核', '删去 schedule；有期限的写 by'),
  PLAN_TARGET_BY: error('只有比率可以写达到目标的日期', '删去 by；进度要求用 schedule 写'),
  PLAN_TARGET_BY_YEAR: error('日期不在 {year} 年', '检查 by 和 year'),
  PLAN_TARGET_SUM: warning(
    '各单位目标之和是 {sum}，全市目标是 {city}，相差 {difference}',
    '核对各单位目标；确实不等的可以不改',
  ),
  PLAN_CAP_LOW: warning(
    '单项完成率最高只按 {cap}% 计分，完成目标的单位也得不了满分',
    '核对 cap，一般不低于 100%，如 120%；确实如此的可以不改',
  ),
  PLAN_SCHEDULE_FALLS: error(
    '{month}月的 {share}% 小于{before}月的 {shareBefore}%',
    '累计百分比只能不变或增加',
  ),
  PLAN_SCHEDULE_MONTH: error('{month}月写了两遍', '删去一行'),
  PLAN_SCHEDULE_END: error('12月的累计百分比不是 100%', '写 12月: 100%'),
  PLAN_SCHEDULE_ABOVE: error('累计百分比超过了 100%', '改成不大于 100% 的数'),
};

const REST = {
  PLAN_TASK_MONTHLY: error(
    '每月都是新的一次的任务不能有期限日期',
    '删去 deadline，或删去 everyMonth',
  ),
  PLAN_TASK_DEADLINE: warning(
    '期限 {deadline} 不在任务的有效时间内，到期时报表里没有这项任务',
    '检查 deadline、from 和 to',
  ),
  PLAN_FORMS_OVERLAP: error(
    '{by}在同一时间有两种报表（另一种在{where}）',
    '每类单位同一时间只能有一种报表；换表时给旧表写 to、新表写 from',
  ),
  PLAN_FORM_LACKING: error(
    '没有给{by}的报表，但有这类单位（{units}）',
    '在 forms.yaml 里加一种 by: {by} 的报表，或改单位的 reports',
  ),
  PLAN_ISSUE_BEFORE_DUE: error('印发时间早于报送截止时间', '检查 due 和 issue，印发要在截止之后'),
  PLAN_FORMERLY_TWICE: error(
    '以前的写法里有两段都到 {to} 为止（另一段在{where}）',
    '合成一段，或改正 to',
  ),
  PLAN_FORMERLY_EMPTY: error(
    '这一段只写了 to，没有写以前的内容',
    '补上以前与现在不同的内容，如 {example}；没有就删去这一段',
  ),
  PLAN_DAY_BOTH: error(
    '{day} 既写成放假又写成上班（另一处在{where}）',
    '放假的只留在 restDays，上班的只留在 workDays',
  ),
  PLAN_HOLIDAYS_UNKNOWN: warning(
    '系统没有 {year} 年的放假安排，只知道周末，而方案用到这一年（{where}）',
    '国务院办公厅公布后，把 {year} 年的放假日写进 restDays、调休上班日写进 workDays，否则截止时间可能算错',
  ),
  PLAN_DAY_TWICE: error('{day} 写了两遍（另一处在{where}）', '同一天只写一次'),
};

/** Builds the findings of the plan's check. */
export const planFinding = findingsOf({
  ...FILES,
  ...VALUES,
  ...REFERENCES,
  ...INDICATORS,
  ...TARGETS,
  ...PLAN_RULES,
  ...PLAN_PHRASES,
  ...PLAN_DELIVERY,
  ...PLAN_CALENDAR,
  ...PLAN_JOBS,
  ...PLAN_ROLES,
  ...PLAN_GOOGLE,
  ...REST,
});

export type PlanFindingCode = Parameters<typeof planFinding>[0];

type RefusalWords = Readonly<Pick<Refusal, 'message' | 'hint'>>;

/** The words of what is thrown when the folder cannot be read at all. */
export const PLAN_REFUSAL = {
  noFolder: (folder: string): RefusalWords => ({
    message: `找不到方案文件夹 ${folder}`,
    hint: '请在装有 config 文件夹的目录里运行，或用 --home 指明目录',
  }),
  unreadable: (path: string): RefusalWords => ({
    message: `方案文件读不出来：${path}`,
    hint: '检查文件的读取权限，关闭正在占用它的程序后再试',
  }),
};
