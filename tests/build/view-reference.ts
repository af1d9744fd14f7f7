/** Writes the handbook's chapter of all that a template may name, from the program's own definition. */
import { BULLETIN_VIEW, MISSING } from '../../src/model/catalogue/view.ts';
import type { Field } from '../../src/model/view.ts';

type Group = Extract<Field, { kind: 'group' }>;

const KINDS: Readonly<Record<Field['kind'], string>> = {
  text: '文字',
  number: '数',
  flag: '是或否',
  drawing: '图',
  group: '一组',
  list: '一串',
  choice: '几种之一',
};

const HEAD = `# 模板里可以写的名称

本章由程序的定义生成，与程序、与模板检查（\`npx tongbao template check\`）一致，请不要手改。

## 写法

| 写法 | 用在 | 意思 |
| --- | --- | --- |
| \`{{名称}}\` | 文字、数、图 | 印出来，一律转义；图只能放在标签之间 |
| \`{{#present 名称}}…{{else}}…{{/present}}\` | 文字、数、一串 | 有就排前一段，没有排后一段；0 也算有 |
| \`{{#absent 名称}}…{{/absent}}\` | 文字、数、一串 | 没有才排 |
| \`{{#if 名称}}…{{else}}…{{/if}}\`、\`{{#unless 名称}}…{{/unless}}\` | 是或否 | 是、否分别排哪一段 |
| \`{{#each 名称}}…{{/each}}\` | 一串 | 逐个排；里面可写 \`@index\`（从 0 数起）、\`@first\`、\`@last\`，文字写 \`{{this}}\` |
| \`{{#with 名称}}…{{/with}}\` | 一组 | 到这一组里取名称 |
| \`{{../名称}}\`、\`{{@root.名称}}\` | 各处 | 外面一层的名称；通报全文的名称 |
| \`{{> 部件}}\`、\`{{> 部件 名称=内容}}\` | 部件 | 排 \`partials/部件.hbs\`，并交给它另外的名称 |
| \`{{> (lookup this "type")}}\` | 正文各块 | 按块的种类排同名的部件 |
| \`{{!-- 说明 --}}\` | 各处 | 说明，不印 |

模板里不计算：每个字、每个数都由程序事先定好。标明“可能为空”的，要放在 \`{{#present}}\` 里印；其余的总有内容，万一缺了印“${MISSING}”，不会留下空白。
`;

/** Markdown, the same for the same definition. */
export function viewReference(): string {
  const sections = new Map<string, readonly string[]>();
  section('通报全文（bulletin.hbs）', BULLETIN_VIEW, sections);
  const parts = [...sections].map(([title, lines]) => [`## ${title}`, '', ...lines].join('\n'));
  return `${[HEAD.trimEnd(), ...parts].join('\n\n')}\n`;
}

/** A group's own section, then those of the groups in it. */
function section(title: string, group: Group, sections: Map<string, readonly string[]>): void {
  if (sections.has(title)) return;
  const inner: (readonly [string, Group])[] = [];
  const rows = Object.entries(group.fields).map(([name, field]) => {
    inner.push(...groupsOf(name, field));
    return row(name, field);
  });
  sections.set(title, [
    '| 名称 | 类别 | 意思 | 单位 | 例子 |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ]);
  for (const [name, each] of inner) section(name, each, sections);
}

/** The groups that a field leads to, each under the title of its section. */
function groupsOf(name: string, field: Field): readonly (readonly [string, Group])[] {
  if (field.kind === 'group') return [[titleOf(name, field), field]];
  if (field.kind === 'list') return groupsOf(name, field.of);
  if (field.kind !== 'choice') return [];
  return Object.entries(field.ways).map(([type, way]) => [titleOf(type, way), way]);
}

function titleOf(name: string, { meaning }: Field): string {
  return `${meaning}（${name}）`;
}

function row(name: string, field: Field): string {
  const item = itemOf(field);
  const unit = item.kind === 'number' ? item.unit : '—';
  const example = item.kind === 'text' || item.kind === 'number' ? item.example : '—';
  return `| \`${name}\` | ${kindOf(field)} | ${meaningOf(name, field)} | ${unit} | ${example} |`;
}

function itemOf(field: Field): Field {
  return field.kind === 'list' ? itemOf(field.of) : field;
}

function kindOf(field: Field): string {
  return field.kind === 'list' ? `一串（每个是${kindOf(field.of)}）` : KINDS[field.kind];
}

function meaningOf(name: string, field: Field): string {
  const parts = [
    field.meaning,
    ...('values' in field ? [`只会是 ${field.values.join('、')}`] : []),
    ...('empty' in field ? [`可能为空：${field.empty}`] : []),
    ...groupsOf(name, field).map(([title]) => `见“${title}”`),
  ];
  return parts.join('；');
}
