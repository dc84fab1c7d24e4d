import { words } from '../../ui/words.ts'

export const t = words({
  title: ['本地配套率：口径对照', 'Local sourcing: definitions side by side'],
  sentence: [
    '同一批采购，“本地”的范围和“配套”的口径不同，比率就不同；每个数都要连同口径一起说。',
    'The same purchases, another reach of “local” or another scope of goods: another ratio. Say a figure with its definition.',
  ],
  spread: ['按不同口径，比率从 {low}% 到 {high}%。', 'By definition, the ratio goes from {low}% to {high}%.'],
  scope: ['采购口径', 'Scope'],
  all: ['全部采购', 'All purchases'],
  core: ['核心部件、器件、软件', 'Core components, devices, software'],
  components: ['核心部件', 'Core components'],
  devices: ['器件', 'Devices'],
  software: ['软件', 'Software'],
  city: ['本市', 'City'],
  radius: ['{centre}周边 {km} 公里', 'Within {km} km of {centre}'],
  province: ['本省', 'Province'],
  range: [
    '位置不明的全算外地或全算本地：{low}%—{high}%',
    'uncertain positions all outside or all local: {low}%–{high}%',
  ],
  coverage: ['覆盖 {percent}%', 'coverage {percent}%'],
  heldBack: ['参与企业太少，不便公开', 'too few firms stand behind it'],
  unknownWhy: ['没有带金额、能判断所在地和口径的采购', 'no purchase with amount, place and scope'],
  centre: ['圈层中心', 'Centre'],
  km: ['半径（公里）', 'Radius (km)'],
  trend: ['历年（全部采购）', 'By year (all purchases)'],
  note: [
    '口径按供应商所在环节判断（部件、器件、软件）；供应商跨口径或未归入环节的，算不清，只降低覆盖率。方法见 docs/methods/local-sourcing.md。',
    'Scope is told by the node of the supplier; a supplier in and out of scope, or at no node, lowers the coverage only. Method: docs/methods/local-sourcing.md.',
  ],
})
