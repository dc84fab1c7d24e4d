import { catalogueOf, registerWords } from '../../../platform/words.ts'

registerWords(
  'chains',
  catalogueOf({
    'chains.act_missing': {
      zh: '请选择一种行动：建、补、增、强、延、长，或补短板、锻长板、填空白。',
      en: 'Choose an act: build, supplement, increase, strengthen, extend, lengthen; or mend the short, forge the long, fill the blank.',
    },
    'chains.no_node': {
      zh: '产业链“{chain}”的图谱里没有环节 {node}；请从图谱上选择。',
      en: 'The map of the chain "{chain}" has no node {node}; choose one on the map.',
    },
    'chains.no_act': {
      zh: '没有这项行动（{id}），或者您不能查看。',
      en: 'There is no such act ({id}), or you may not see it.',
    },
    'chains.act_changed': {
      zh: '刚才有人改过这项行动；请刷新后再操作，您的改动还没有写入。',
      en: 'Somebody changed this act just now; load the page again. Your change was not written.',
    },
    'chains.act_due_too_early': {
      zh: '这项行动 {startsOn} 才开始，最后一天不能更早。',
      en: 'This act begins on {startsOn}; its last day cannot be earlier.',
    },
    'chains.act_refused': { zh: '现在不能“{action}”：{why}', en: '"{action}" is not possible now: {why}' },
    'chains.refusal.evidence_missing': {
      zh: '还没有完成依据，请先上传。',
      en: 'Evidence is missing; upload it first.',
    },
    'chains.refusal.comment_missing': { zh: '请写明理由。', en: 'Give the reason.' },
    'chains.refusal.not_permitted': {
      zh: '只有链长办可以这样做。',
      en: 'Only the chain office may do this.',
    },
    'chains.refusal.wrong_state': {
      zh: '它已经不在这个阶段，请刷新页面。',
      en: 'It is no longer at this stage; load the page again.',
    },
  }),
)
