import { type Entry, words } from '../../ui/words.ts'

export const networkWords = {
  relations: ['供应关系', 'Supply relations'],
  suppliers: ['供应商', 'Suppliers'],
  buyers: ['客户', 'Buyers'],
  none: ['没有已知的关系', 'No relation is held'],
  hidden: [
    '供应关系是涉密事实，您的角色看不到别家的明细。需要时请联系链长办；企业用户可看自己的一步关系。',
    'Supply relations are confidential; your role cannot see those of others. Ask the chain office; a firm sees its own.',
  ],
  audited: ['查看已记入审计。', 'This reading is in the audit trail.'],
  anonymous: ['来源未具名', 'not named by the source'],
  name: ['名称', 'Name'],
  year: ['年度', 'Year'],
  share: ['占采购额', 'Share of purchases'],
  amount: ['金额', 'Amount'],
  product: ['产品', 'Product'],
  source: ['来源', 'Source'],
  localSourcing: ['本地配套率（{year} 年）', 'Local sourcing ({year})'],
  coverage: ['覆盖 {percent}%', 'coverage {percent}%'],
  coverageUnknown: ['覆盖率未知', 'coverage unknown'],
  findFirm: ['输入企业名称、拼音或信用代码', 'Name, pinyin or credit code of a firm'],
  noFirm: ['没有找到', 'None found'],
} satisfies Record<string, Entry>

export const t = words<keyof typeof networkWords>(networkWords)
