import { catalogueOf, registerWords } from '../../platform/words.ts'

registerWords(
  'risk',
  catalogueOf({
    'risk.network_empty': {
      zh: '{on} 这一天没有生效的供应关系，无法计算。请先导入供应关系，或换一个日期。',
      en: 'No supply relation is in force on {on}, so there is nothing to compute. Import relations first, or choose another day.',
    },
    'risk.no_run': {
      zh: '没有编号为 {id} 的计算，或者您不能查看它。',
      en: 'There is no run {id}, or it is not yours to see.',
    },
    'risk.run_ended': {
      zh: '计算 {id} 已结束，或已处于这个状态，不能再改。请刷新查看它现在的状态。',
      en: 'Run {id} has ended or is in that state already. Reload to see how it stands.',
    },
    'risk.no_firm': {
      zh: '这次计算里没有编号为 {id} 的企业。请从名次表里打开企业。',
      en: 'Firm {id} is not part of this run. Open firms from the ranking.',
    },
    'risk.nobody_hit': {
      zh: '这个情景没有触及供应网络中的任何企业（{notHeld} 家不在网络里，{placeUnknown} 家位置不明）。请换一个范围，或先导入供应关系。',
      en: 'The scenario hits no firm of the supply network ({notHeld} are not in it, the place of {placeUnknown} is unknown). Choose another range, or import relations first.',
    },
    'risk.no_test': {
      zh: '没有编号为 {id} 的压力测试，或者您不能查看它。',
      en: 'There is no stress test {id}, or it is not yours to see.',
    },
    'risk.remedy_add_supplier': {
      zh: '{firm} 采购的“{node}”有 {percent}% 改由 {supplier} 供应',
      en: '{percent}% of the “{node}” that {firm} buys comes from {supplier}',
    },
    'risk.remedy_add_newcomer': {
      zh: '{firm} 采购的“{node}”有 {percent}% 改由新的第二供应商供应',
      en: '{percent}% of the “{node}” that {firm} buys comes from a new second source',
    },
    'risk.remedy_fill_node': {
      zh: '在本市补上“{node}”，承接本市采购的 {percent}%',
      en: 'Fill “{node}” in the city, taking over {percent}% of what the city buys',
    },
    'risk.remedy_raise_stock': {
      zh: '{firm} 的“{node}”库存备到 {days} 天',
      en: '{firm} holds {days} days of “{node}” in stock',
    },
    'risk.remedy_raise_all_stock': {
      zh: '{firm} 的各项投入库存备到 {days} 天',
      en: '{firm} holds {days} days of every input in stock',
    },
    'risk.run_gone': {
      zh: '任务 {job} 所属的计算已不存在。请重新发起。',
      en: 'The run behind job {job} is gone. Start it again.',
    },
  }),
)
