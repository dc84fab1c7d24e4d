import { catalogueOf, registerWords } from '../../../platform/words.ts'

registerWords(
  'chains',
  catalogueOf({
    'chains.held_by_another': {
      zh: '{day} 这天已经登记了“{holder}”（{from} 起）。每条链每天只有一个；请先登记前任的最后一天，或勾选“同时终止前任”。',
      en: 'On {day} "{holder}" (since {from}) is recorded already. A chain has one a day: record the last day of the former first, or tick "end the former".',
    },
    'chains.day_too_far': {
      zh: '{day} 太远；起始日最多写到一年以后。',
      en: '{day} is too far ahead; a first day may lie at most a year ahead.',
    },
    'chains.unknown_tier': {
      zh: '层级只有：支柱产业、战略性新兴产业、未来产业。',
      en: 'The tiers are pillar, emerging and future.',
    },
    'chains.no_entry': {
      zh: '没有这条登记（{id}），可能已经撤回；请刷新页面。',
      en: 'There is no such record ({id}); it may have been taken back. Load the page again.',
    },
    'chains.no_body': {
      zh: '没有这个机构（{id}）；请从机构列表里选择。',
      en: 'There is no such body ({id}); choose one from the list.',
    },
    'chains.body_serves_already': {
      zh: '这个机构在这段时间已经服务产业链“{chain}”。',
      en: 'This body serves the chain "{chain}" in these days already.',
    },
    'chains.body_has_parent': {
      zh: '“{body}”在这段时间已经有上级；请先登记原上级的最后一天。',
      en: '"{body}" reports to somebody in these days already; record the last day of that first.',
    },
    'chains.body_circle': {
      zh: '“{parent}”在“{body}”之下，不能又是它的上级。',
      en: '"{parent}" stands below "{body}" and cannot stand above it as well.',
    },
    'chains.chain_or_list': {
      zh: '写一条产业链，或者写名单里的一项，二者选一。',
      en: 'Give a chain, or an entry of a list: one of the two.',
    },
    'chains.name_missing': {
      zh: '登记库里没有的，请写原文里的名称。',
      en: 'Where the register does not hold it, write the name as the document does.',
    },
    'chains.no_grouping': {
      zh: '没有这个集群或专项（{id}）；请从列表里选择。',
      en: 'There is no such cluster or programme ({id}); choose one from the list.',
    },
    'chains.no_list': {
      zh: '“{grouping}”没有名单 {list}；可选：{known}。',
      en: '"{grouping}" has no list {list}; it has: {known}.',
    },
    'chains.wrong_subject': {
      zh: '名单“{list}”收的是{kind}，请换一个对象。',
      en: 'The list "{list}" holds subjects of the kind {kind}; choose another.',
    },
    'chains.no_subject': {
      zh: '这个数据集里没有编号 {id} 的对象；请从列表里选择。',
      en: 'This data set holds nothing with the id {id}; choose from the list.',
    },
  }),
)
