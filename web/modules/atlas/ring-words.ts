import { type Entry, words } from '../../ui/words.ts'

export const ringWords = {
  title: ['200 公里配套圈', 'Supply rings'],
  sentence: [
    '以{centre}为中心，{km} 公里内占可定位采购的 {share}。',
    'Around {centre}, {share} of the purchases that can be placed come from within {km} km.',
  ],
  sentenceUnknown: [
    '以{centre}为中心：圈内采购占比未知或不公布；企业家数是公开事实。',
    'Around {centre}: the share within the ring is unknown or not published; counts of firms are public facts.',
  ],
  centre: ['中心', 'Centre'],
  radius: ['最外圈', 'Outermost ring'],
  chain: ['产业链', 'Chain'],
  allChains: ['全部采购', 'All purchases'],
  ring: ['圈层', 'Ring'],
  upTo: ['{from}–{to} 公里', '{from}–{to} km'],
  farther: ['{from} 公里以外', 'beyond {from} km'],
  purchases: ['采购额', 'Purchases'],
  share: ['占比', 'Share'],
  firms: ['环节企业', 'Firms at nodes'],
  chartTitle: ['采购额按圈层', 'Purchases by ring'],
  chartFirms: ['环节企业按圈层', 'Firms at nodes by ring'],
  million: ['亿元', 'CNY 100m'],
  families: ['家', 'firms'],
  heldBack: [
    '背后的企业太少或一家占比过大，不公布。',
    'Too few firms stand behind it, or one makes up too much of it: not published.',
  ],
  noValue: ['没有带金额的采购。', 'No purchase with an amount is held.'],
  coverage: ['可定位', 'Placed'],
  unplaced: ['位置不明', 'Place unknown'],
  outside: ['圈外 {km} 公里以内', 'Just outside, up to {km} km beyond'],
  outsideNone: ['圈外附近没有环节企业。', 'No firm at a node stands just outside.'],
  outsideWhy: [
    '这些城市的企业只差一点就在圈内：可先谈配套，或扩大圈层。',
    'Firms of these cities miss the ring by little: talk to them first, or widen it.',
  ],
  city: ['城市', 'City'],
  nearest: ['最近', 'Nearest'],
  fixed: [
    '自选中心、半径和产业链需要能看供应关系的权限（链长办、管理员）。',
    'Choosing centre, radius and chain takes the right to read relations (chain office, administrator).',
  ],
  legendRing: ['圈层', 'Ring'],
  legendCity: ['圈外附近的城市', 'City just outside'],
  mapLabel: ['配套圈地图', 'Map of supply rings'],
} as const satisfies Record<string, Entry>

export const t = words(ringWords)
