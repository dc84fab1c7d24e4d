import { type Entry, words } from './ui/words.ts'

export const appWords = {
  overview: ['总览', 'Overview'],
  chains: ['产业链', 'Chains'],
  firms: ['企业与机构', 'Firms'],
  gaps: ['短板', 'Gaps'],
  policies: ['政策库', 'Policies'],
  entitlements: ['可享政策', 'Entitlements'],
  policyBudget: ['政策预算', 'Policy budget'],
  documents: ['公文', 'Documents'],
  import: ['数据导入', 'Import'],
  audit: ['审计记录', 'Audit trail'],
  users: ['用户', 'Users'],
  people: ['人员与邀请', 'People'],
  claims: ['企业认领', 'Claims'],
  consents: ['资料授权', 'Consents'],
  confided: ['我托付的资料', 'What we confided'],
  todo: ['待我处理', 'Waiting for me'],
  evaluation: ['评价', 'Assessments'],
  evaluationAppeals: ['评价申诉', 'Objections'],
  page: ['页面', 'Pages'],
  chain: ['产业链', 'Chains'],
  node: ['节点', 'Nodes'],
  firm: ['企业', 'Firms'],
  noCity: ['还没有城市', 'No city yet'],
  noCityWhy: [
    '城市资料包载入后，这里显示它的产业链、企业和短板。请管理员运行 lianshu pack load。',
    'Once a city pack is loaded, its chains, firms and gaps stand here. The administrator runs lianshu pack load.',
  ],
} satisfies Record<string, Entry>

export const t = words<keyof typeof appWords>(appWords)
