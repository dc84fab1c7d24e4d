/** The columns of a spreadsheet of leads, as offices head them. */
import type { ImportField } from '../../registry/index.ts'

const field = (
  name: string,
  headers: readonly string[],
  zh: string,
  en: string,
  isRequired = false,
): ImportField => ({ name, headers, words: { zh, en }, isRequired })

export const leadFields: readonly ImportField[] = [
  field(
    'firm',
    ['企业名称', '目标企业', '企业', '投资方', '投资主体', '拟引进企业', 'firm'],
    '企业名称',
    'firm',
    true,
  ),
  field('creditCode', ['统一社会信用代码', '信用代码', 'credit code'], '统一社会信用代码', 'credit code'),
  field(
    'title',
    ['线索名称', '项目名称', '拟投项目', '拟投资项目', 'title'],
    '线索名称',
    'what it would bring',
  ),
  field(
    'kind',
    ['线索类别', '类别', '项目类别', 'kind'],
    '线索类别（配套企业、项目）',
    'kind: supplier or project',
    true,
  ),
  field('city', ['城市', '引进城市', '区划代码', 'city'], '引进城市', 'city that works on it'),
  field('chain', ['产业链', '所属产业链', '产业链名称', 'chain'], '产业链', 'chain'),
  field('node', ['环节', '产业链环节', '所属环节', '短板环节', 'node'], '环节', 'node'),
  field('size', ['规模', '项目规模', '是否重大项目', 'size'], '规模（重大项目、优质中小项目）', 'size'),
  field(
    'investment',
    ['意向投资额（万元）', '意向投资额', '投资额', '计划投资', '总投资', '意向投资额（亿元）', 'investment'],
    '意向投资额（万元）',
    'intended investment (10,000 yuan)',
  ),
  field('source', ['线索来源', '来源', '信息来源', 'source'], '线索来源', 'source'),
  field(
    'owner',
    ['招引单位', '招引责任单位', '责任单位', '牵头单位', 'owner'],
    '招引单位',
    'who attracts',
    true,
  ),
  field('advanceOwner', ['推进单位', '推进责任单位', 'moved on by'], '推进单位', 'who moves it on'),
  field('serveOwner', ['服务单位', '服务责任单位', 'served by'], '服务单位', 'who serves it'),
  field('state', ['阶段', '当前阶段', '进度', '状态', 'stage'], '阶段', 'stage'),
  field('contacted', ['接触日期', '首次接触日期', '接触时间', 'contacted on'], '接触日期', 'contacted on'),
  field('visited', ['考察日期', '考察时间', 'visited on'], '考察日期', 'visited on'),
  field('negotiating', ['洽谈日期', '洽谈时间', 'negotiated on'], '洽谈日期', 'negotiated on'),
  field('signed', ['签约日期', '签约时间', 'signed on'], '签约日期', 'signed on'),
  field('landed', ['落地日期', '落地时间', 'landed on'], '落地日期', 'landed on'),
  field('lost', ['未成日期', '终止日期', 'lost on'], '未成日期', 'lost on'),
  field('lostReason', ['未成原因', '终止原因', 'reason of loss'], '未成原因', 'reason of loss'),
  field('nextStep', ['下一步', '下步工作', '下一步工作', 'next step'], '下一步', 'next step'),
  field('nextOn', ['下一步日期', '下步时限', '完成时限', 'next step on'], '下一步日期', 'next step on'),
  field('note', ['最近进展', '进展情况', '进展', '备注', 'note'], '最近进展', 'latest news'),
  field('noteOn', ['进展日期', '联系日期', 'news of'], '进展日期', 'news of'),
]

/** An invented row, as the template shows it. */
export const leadExample: Readonly<Record<string, string>> = {
  firm: '示例轴承有限公司',
  title: '轨道交通轴承配套',
  kind: '配套企业',
  city: '株洲市',
  chain: '轨道交通装备',
  node: '轴箱轴承',
  size: '优质中小项目',
  investment: '8000',
  source: '产业链推介会',
  owner: '市商务局',
  state: '接触',
  contacted: '2026-03-05',
  nextStep: '赴企业考察',
  nextOn: '2026-12-15',
}
