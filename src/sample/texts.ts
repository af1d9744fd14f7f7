/** What units write under 亮点工作 and 存在问题: office prose within what the published report speaks of. */
import type { TextItem } from '../model/plan.ts';
import { pick, within } from './seed.ts';

/** By code: how many of ten units write something in a month, and what. */
const BANK: ReadonlyMap<string, Readonly<{ often: number; lines: readonly string[] }>> = new Map([
  [
    'WZ01',
    {
      often: 8,
      lines: [
        '深化农村党的建设“三级联创”活动，在全部乡镇（街道）推广产业建支部经验，把党组织建到产业链上。',
        '推行无职党员“设岗定责”和党员公开承诺制度，承诺事项在村务公开栏逐项公示，接受群众评议。',
        '完善农村干部“五位一体”培训模式，分期分批对村党支部书记进行集中轮训，培训后统一组织考试。',
        '开展党员干部现代远程教育学习应用活动，利用站点组织农民党员学习种植、养殖实用技术，现场答疑。',
        '落实人才工作目标责任制，组织重点企业与高校对接，为引进的高层次人才解决住房、子女入学等实际困难。',
        '坚持每月“五个一”，开展优秀工作成果和“亮点工作”评选，组织部门作风建设得到加强。',
        '推进村级事务管理契约化、村级重大事项公开化，试点村群众满意度明显提高。',
        '对新提拔的干部实行全程记实和任前档案审核，配合换届开展学习贯彻《干部任用条例》征文活动。',
        '加大新经济组织党组织组建力度，实行党建工作指导员联系企业制度，成熟一个组建一个。',
        '把老党员生活补贴政策落实情况列入督查内容，逐村核对、逐人登记，做到应补尽补。',
        '在城市社区、老年大学建设远程教育站点，固定学习日，方便离退休干部党员就近参加学习。',
      ],
    },
  ],
  [
    'WZ02',
    {
      often: 6,
      lines: [
        '对组织工作中出现的新情况、新问题反应不够敏锐，研究不够及时，创新的办法不多。',
        '个别乡镇工作督查不到位，进度不平衡，需要进一步加大调度力度。',
        '部分经济薄弱村集体收入少，活动场所建设后续资金落实有难度，请市里帮助协调。',
        '规模以上企业中外来投资企业较多，单独建立党组织的条件还不够成熟。',
        '远程教育站点管理员变动较频繁，业务不够熟练，播看记录不够规范。',
        '高层次人才引进渠道偏窄，引进后作用发挥和跟踪服务还需加强。',
        '工学矛盾比较突出，部分干部参加脱产培训的时间难以保证。',
        '组工干部学习培训的力度还需加大，调研信息的质量有待提高。',
      ],
    },
  ],
]);

/** What the city's own departments write: they report no county's work. */
const CITY: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'WZ01',
    [
      '整合培训资源，重点抓好外经外贸、企业经营管理和社会工作等急需人才的培训。',
      '完善市人才工作领导小组联席会议制度，定期检查和通报各县市区人才工作情况。',
      '完善公开选拔和竞争上岗综合知识测评系统，考试与测评工作更加规范。',
      '加强对换届工作的督查，认真受理群众举报，做到件件有着落。',
    ],
  ],
  [
    'WZ02',
    [
      '对基层的督查指导有时不够及时，各县市区工作进展不够平衡。',
      '有效整合组织资源、调动各方面积极性的能力还需进一步提高。',
    ],
  ],
]);

/** @returns null when the unit leaves the item blank this month; never longer than the item allows. */
export function textFilling(
  text: TextItem,
  unit: Readonly<{ id: string; reports: 'county' | 'city' }>,
  month: string,
): string | null {
  const key = `${text.code}|${unit.id}|${month}`;
  const bank = BANK.get(text.code);
  const lines = unit.reports === 'city' ? CITY.get(text.code) : bank?.lines;
  const silent = within(`often|${key}`, 1, 10) > (bank?.often ?? 10);
  if (silent && !text.required) return null;
  const first = pick(lines ?? ['按要求开展工作，情况正常。'], key);
  const second = pick(lines ?? [first], `${key}|2`);
  const both = first === second || within(`two|${key}`, 1, 3) > 1 ? first : `${first}\n${second}`;
  return both.length <= text.maxLength ? both : first.slice(0, text.maxLength);
}
