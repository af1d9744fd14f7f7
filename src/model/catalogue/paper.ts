/** What is said when a bulletin cannot be put on paper: templates at fault, or no browser to print with. */
import type { RefusalWords } from '../refusal.ts';

/** In the head of every page of what is not signed. */
export const DRAFT_MARK = '拟稿　未经签发';

export const PAPER_WORDS = {
  templateMissing: (name: string): RefusalWords => ({
    message: `模板文件夹中缺少“${name}”。`,
    hint: '请从安装包的 templates 文件夹中恢复这个文件后再试。',
  }),
  templateBroken: (name: string, reason: string): RefusalWords => ({
    message: `模板“${name}”有错：${reason}`,
    hint: '请对照安装包中的原模板改正；模板里只能摆放已有的名称，不能写程序。',
  }),
  templateStray: (text: string): RefusalWords => ({
    message: `排好的通报里留有不该有的内容：“${text}”。`,
    hint: '请检查模板中的花括号是否成对、名称是否写对；是报表或方案里原来就有的字，请改正后再拟稿。',
  }),
  templateTooCostly: (cause: unknown): RefusalWords => ({
    message: '模板排出来的内容太多，或者排得太久，已停止。',
    hint: '请检查模板里有没有一层套一层的 {{#each}} 和互相调用的部件。',
    cause,
  }),
  tooManyPages: (limit: number): RefusalWords => ({
    message: `排出来的通报超过 ${String(limit)} 页，已停止。`,
    hint: '请检查 page.css 里的纸张和字号、模板里有没有重复排的内容。',
  }),
  noSandbox: (): RefusalWords => ({
    message:
      '打印用的浏览器在这里开不了沙箱（以 root 身份运行，或系统不允许），长期运行的服务不这样打印。',
    hint: '请换一个普通用户运行；确需这样运行的，设环境变量 TONGBAO_NO_SANDBOX=1。',
  }),
  noBrowser: (): RefusalWords => ({
    message: '没有找到可用来打印通报的浏览器。',
    hint: '请安装 Chrome、Edge 或 Chromium 浏览器，或用环境变量 PUPPETEER_EXECUTABLE_PATH 指明浏览器程序的位置。',
  }),
  browserNotThere: (path: string): RefusalWords => ({
    message: `环境变量 PUPPETEER_EXECUTABLE_PATH 指定的浏览器“${path}”不存在。`,
    hint: '请改正这个环境变量，或去掉它，改用自带的浏览器。',
  }),
  browserTooOld: (version: string): RefusalWords => ({
    message: `浏览器版本太旧（${version}），排不出页码。`,
    hint: '请将浏览器升级到 131 版或更新的版本。',
  }),
  browserWillNotStart: (path: string, cause: unknown): RefusalWords => ({
    message: `浏览器“${path}”无法启动。`,
    hint: '请确认这个程序可以运行、临时文件夹可以写入，再试一次；详细原因见日志。',
    cause,
  }),
  browserFailed: (cause: unknown): RefusalWords => ({
    message: '打印通报时浏览器意外退出，重试一次后仍未成功。',
    hint: '请确认内存充足后再试；详细原因见日志。',
    cause,
  }),
  printingTooLong: (cause: unknown): RefusalWords => ({
    message: '打印通报超过了时限。',
    hint: '请检查通报的表格是否过长，或待计算机空闲后再试。',
    cause,
  }),
  wanderedOff: (): RefusalWords => ({
    message: '模板企图转到别的页面，已停止打印。',
    hint: '请删去模板中的跳转、表单和内嵌页面。',
  }),
} as const;

/** A chart's caption with its unit of measure behind it. */
export function captionWithUnit(caption: string, unitOfMeasure: string): string {
  return `${caption}（单位：${unitOfMeasure}）`;
}

/** Stands before the caption of a table's further parts: 续表1. */
export const CONTINUED = '续';
