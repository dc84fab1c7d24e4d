/** Why a figure of the structure is unknown, and what would have to be collected: on pages and with dated indicators. */
import { catalogueOf, registerWords } from '../../platform/words.ts'

const words = {
  no_firms: {
    zh: '还没有企业以明确依据归入这条链。请导入企业并确认它所在的环节。',
    en: 'No firm stands on this chain by more than product words. Import firms and confirm their nodes.',
  },
  no_list: {
    zh: '没有登记到持有该称号的企业，也没有说明名单是否齐全。请导入称号名单，并注明齐全。',
    en: 'No holder of the title is held, and nobody said that the list is complete. Import the list of holders and say so.',
  },
  no_size: {
    zh: '没有企业的规模可以判断。请收集从业人员、营业收入（或资产总额）和行业。',
    en: 'No size class can be told. Collect employees, revenue (or assets) and industry.',
  },
  no_revenue: {
    zh: '没有企业的营业收入。请收集年度营业收入。',
    en: 'No revenue is held. Collect the yearly revenue of firms.',
  },
  no_industry: {
    zh: '没有企业的行业代码。请导入行业分类。',
    en: 'No industry code is held. Import industry classes.',
  },
  no_rules: {
    zh: '本市还没有定下这一项的口径（城市包 network）。请链长办确认口径。',
    en: 'The city has not set this definition yet (pack section network). The chain office decides it.',
  },
  no_rd: {
    zh: '没有企业同时有研发费用和营业收入。请收集这两项。',
    en: 'No firm of the chain has both R&D expense and revenue. Collect both.',
  },
  no_peers: {
    zh: '链外没有企业同时有研发费用和营业收入，无从比较。请收集这两项。',
    en: 'No firm outside the chain has both R&D expense and revenue to compare with. Collect both.',
  },
  no_leading: {
    zh: '没有登记链主企业，或链主没有带金额的采购关系。请登记链主角色，并导入其供应关系。',
    en: 'No leading firm is stated, or none has purchases with amounts. State the leading firms and import their supply relations.',
  },
  no_index: {
    zh: '没有主机企业三项（境外资产、营业收入、从业人员）齐全。请向主机企业收集。',
    en: 'No main-engine firm has all parts (assets, revenue, employees abroad). Collect them from these firms.',
  },
  no_purchases: {
    zh: '没有带金额、能判断所在地的采购关系。请导入供应关系。',
    en: 'No purchases with amount and known place are held. Import supply relations.',
  },
  held_back: {
    zh: '参与计算的企业不足三家，或有一家占比超过八成；为保护企业数据，不予显示。',
    en: 'Fewer than three firms stand behind it, or one above 80 %; not shown, to protect the firms.',
  },
} as const

registerWords(
  'network',
  catalogueOf({
    ...Object.fromEntries(Object.entries(words).map(([gap, both]) => [`network.structure_${gap}`, both])),
    'reading.network.read_structure': {
      zh: '查看产业链结构和链主数据',
      en: 'Structure of chains and leading firms looked at',
    },
  }),
)

/** The words of a gap in both languages, as dated indicators keep them. */
export const structureUnknown = (gap: keyof typeof words): { zh: string; en: string } => ({ ...words[gap] })
