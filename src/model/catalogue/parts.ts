/** What the parts of a bulletin are called; the sections and the texts have their own names. */
export const PART = {
  lead: '开头',
  overview: '总体情况',
  ranking: '综合得分排名',
  reporting: '报送情况',
  tasks: '重点任务进展',
  problems: '存在问题',
  next: '下一步工作要求',
} as const;
