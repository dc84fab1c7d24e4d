import { type Entry, words } from '../../ui/words.ts'

export const chainsWords = {
  title: ['产业链', 'Chains'],
  sentence: [
    '现行目录列出 {count} 条产业链，其中 {drawn} 条已绘图谱；{valid} 条的链长和牵头部门齐全。',
    'The catalogue in force names {count} chains, {drawn} of them with a map; {valid} have both leader and lead department.',
  ],
  unnamed: [
    '另有 {count} 条，来源只给出数目、没有写名称。',
    '{count} more are counted by the source without a name.',
  ],
  name: ['产业链', 'Chain'],
  order: ['次序', 'Order'],
  map: ['图谱', 'Map'],
  drawn: ['已绘', 'drawn'],
  notYet: ['尚未绘制', 'not yet'],
  clusters: ['集群', 'Clusters'],
  programmes: ['专项', 'Programmes'],
  leader: ['链长', 'Leader'],
  leadDepartment: ['牵头部门', 'Lead department'],
  valid: ['一链一长', 'Roles in order'],
  validYes: ['齐全', 'yes'],
  validNo: ['不齐全', 'no'],
  whyNoRole: ['目录的来源文件没有写明', 'The source document does not say'],
  history: ['沿革', 'History'],
  historyOf: ['{name}：历次目录', '{name}: catalogues over time'],
  until: ['{from} 至 {to}', '{from} to {to}'],
  since: ['{from} 起', 'since {from}'],
  historyNone: ['这一版里没有与它对应的条目', 'nothing in this edition answers to it'],
  stated: ['来源写 {stated} 条，有名称的 {named} 条', '{stated} stated, {named} named'],
  source: ['来源', 'Source'],
  placements: ['在产业链上的位置', 'Place on the chains'],
  placementsNone: ['还没有归入任何节点', 'Not placed at any node yet'],
  evidenceStated: ['来源写明', 'stated'],
  evidenceWords: ['按产品文字，待核实', 'by words, unconfirmed'],
  evidenceConfirmed: ['已核实', 'confirmed'],
  empty: ['还没有产业链目录', 'No catalogue of chains yet'],
  emptyWhy: [
    '目录随城市资料包载入，之后图谱、短板和企业归属都挂在产业链上。',
    'The catalogue comes with the city pack; maps, gaps and the places of firms hang on it.',
  ],
} satisfies Record<string, Entry>

export const t = words<keyof typeof chainsWords>(chainsWords)
