import { catalogueOf, registerWords } from '../../../platform/words.ts'

registerWords(
  'network',
  catalogueOf({
    'network.no_demand': {
      zh: '没有编号为 {id} 的项目需求，或它还没有对您公开（招标开始前只告知产品对得上的本地供应商）。',
      en: 'There is no project demand {id}, or it is not open to you yet (before the tender opens only local suppliers whose products fit are told).',
    },
    'network.demand_dates': {
      zh: '需求的结束日期早于开始日期 {from}，没有保存。请改正。',
      en: 'The demand ends before it begins, {from}; nothing was saved. Mend the dates.',
    },
    'network.demand_no_words': {
      zh: '产品名称看不出是什么（每个词至少两个字），没有保存。请写清产品名称。',
      en: 'The product says nothing (each word needs two characters); nothing was saved. Name the product.',
    },
    'network.demand_other_city': {
      zh: '这个项目不属于所选的城市或数据集，没有保存。请重选项目。',
      en: 'This project belongs to another city or data set; nothing was saved. Choose another project.',
    },
    'network.demand_step': {
      zh: '这条需求现在是“{state}”，不能这样办，没有改动。请刷新后再看。',
      en: 'The demand is “{state}” now; this step is not open and nothing changed. Load the page again.',
    },
    'network.demand_tender_past': {
      zh: '招标日期 {tenderOn} 已经过了，不能再提前告知。请先改招标日期。',
      en: 'The tender opened on {tenderOn} already, so nobody can be told ahead. Change the day of the tender first.',
    },
    'network.demand_not_open': {
      zh: '这条需求没有开放登记意向，或就是贵企业自己的需求。',
      en: 'This demand takes no interest now, or it is your own firm’s.',
    },
    'network.no_interest': { zh: '贵企业没有登记过意向。', en: 'Your firm has not marked an interest.' },
    'network.demand_open': {
      zh: '{project}将需要{product}，贵企业的产品对得上，可在招标前登记意向',
      en: '{project} will need {product}; your products fit, and you can mark your interest before the tender',
    },
    'network.demand_open.name': { zh: '项目需求提前告知', en: 'Project demand told ahead' },
    'network.demand_changed': {
      zh: '{project}的{product}需求改了日期',
      en: 'The days of {product} for {project} have changed',
    },
    'network.demand_changed.name': { zh: '项目需求改期', en: 'Project demand rescheduled' },
    'network.demand_interest': {
      zh: '{name}有意供应{product}',
      en: '{name} is interested in supplying {product}',
    },
    'network.demand_interest.name': { zh: '供应商登记意向', en: 'Supplier interested' },
    'network.todo_demand': {
      zh: '看看能否供应：{project}需要{product}',
      en: 'Could you supply it? {project} needs {product}',
    },
  }),
)
