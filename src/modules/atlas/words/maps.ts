import { catalogueOf, registerWords } from '../../../platform/words.ts'

registerWords(
  'atlas',
  catalogueOf({
    'atlas.no_map': {
      zh: '产业链“{chain}”还没有画图谱，不能按它筛选。请选已画图谱的链。',
      en: 'Chain "{chain}" has no drawn map yet, so nothing can be filtered by it. Choose a chain whose map is drawn.',
    },
    'atlas.ring_fixed': {
      zh: '只有能看供应关系的人可以自选中心、半径和产业链；请用本市中心 {radiusKm} 公里。',
      en: 'Only those who may read relations choose centre, radius and chain; use {radiusKm} km around the city.',
    },
    'atlas.no_centre': {
      zh: '本市没有名为“{centre}”的圈层中心。请从列表中选择。',
      en: 'The city has no centre "{centre}" for rings. Choose one from the list.',
    },
    'atlas.rings_definition': {
      zh: '本市各采购企业最近一年、有金额的采购，按供应商到中心的直线距离归入圈层；位置不明的单列，不归入任何圈层。',
      en: 'Purchases with an amount of the latest year of each buyer of the city, by the straight distance of the supplier from the centre; those of unknown place are apart and in no ring.',
    },
    'atlas.released_already': {
      zh: '这一项已在投资者页面上，没有重复发布。要改文字，请先撤下再发布。',
      en: 'This stands on the page for investors already; it was not released twice. To change its words, take it off first.',
    },
    'atlas.no_release': {
      zh: '没有编号为 {id} 的发布记录。请从发布列表打开。',
      en: 'There is no release {id}. Open it from the list of releases.',
    },
  }),
)
