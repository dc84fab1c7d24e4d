import { catalogueOf, registerWords } from '../../../platform/words.ts'

registerWords(
  'policy',
  catalogueOf({
    'policy.years_backwards': {
      zh: '起始年度 {from} 晚于截止年度 {to}。请对调。',
      en: 'The first year {from} is later than the last year {to}. Swap them.',
    },
    'policy.not_tax_office': {
      zh: '减免税由税务环节的部门、政策主管机关或企业本身填报。您的部门在本市没有“税务”环节；请管理员在“政策申报”页指定。',
      en: 'Reliefs are told by the department that does the tax part, by the office, or by the firm itself. Your department does not do the tax part in this city; the office assigns it on the page Applications.',
    },
    'policy.relief_title': {
      zh: '“其他减免”须写明名称；已列名的减免不用另写。',
      en: 'Name the relief where it is of another kind; the named kinds need no title.',
    },
    'policy.relief_year': { zh: '年度 {year} 还没有到。', en: 'The year {year} has not come yet.' },
    'policy.relief_basis': {
      zh: '只有研发费用加计扣除有“加计扣除额”；其他减免只填减免或退还的税额。',
      en: 'Only the additional deduction of research costs has an amount deducted; the others have the tax relieved or given back.',
    },
    'policy.relief_told_already': {
      zh: '{by} 已经填报过 {year} 年的这项减免，数额或出处与本次不同；没有写入。请先撤回原来那条再填。',
      en: '{by} has told this relief of {year} already, with another amount or source; nothing was written. Take that one back first.',
    },
    'policy.no_relief': {
      zh: '没有编号为 {id} 的减免记录，或者已经撤回。',
      en: 'There is no relief {id}, or it was taken back.',
    },
    'policy.relief_of_others': {
      zh: '只有填报的一方可以撤回这条记录（主管机关也可以撤回税务部门填报的）。',
      en: 'Only who told it takes it back; the office also what the tax office told.',
    },
    'policy.relief.rd_deduction': {
      zh: '研发费用加计扣除',
      en: 'Additional deduction of research costs',
    },
    'policy.relief.vat_refund': { zh: '增值税留抵退税', en: 'Refund of excess input VAT' },
    'policy.relief.high_tech_rate': {
      zh: '高新技术企业所得税优惠',
      en: 'Lower income tax of high-tech firms',
    },
    'policy.relief.resource_use': {
      zh: '资源综合利用税收优惠',
      en: 'Relief for use of recovered resources',
    },
  }),
)
