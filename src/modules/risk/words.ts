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
    'risk.run_gone': {
      zh: '任务 {job} 所属的计算已不存在。请重新发起。',
      en: 'The run behind job {job} is gone. Start it again.',
    },
  }),
)
