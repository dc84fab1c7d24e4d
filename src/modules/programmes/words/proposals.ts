/** Words of proposals and suggestions. */
export const proposalWords = {
  'programmes.no_proposal': {
    zh: '没有编号为 {id} 的提案或建议。请回到列表查找。',
    en: 'There is no proposal {id}. Go back to the list.',
  },
  'programmes.proposal_changed': {
    zh: '您打开之后别人改过这件提案，这次没有保存。请刷新后再改。',
    en: 'Somebody changed this proposal after you opened it; nothing was saved. Reload and go on.',
  },
  'programmes.proposal_days': {
    zh: '答复期限早于收文日期。请核对两个日期。',
    en: 'The last day for the reply lies before the day of receipt. Check both.',
  },
  'programmes.proposal_is_case': {
    zh: '这是随城市包收录的案例，只供查阅，不再办理。',
    en: 'This is a case that came with a pack: it can be read and is not handled.',
  },
  'programmes.not_drafting': {
    zh: '现在不在起草环节，答复稿不能改。需要修改请先退回起草。',
    en: 'The reply can be changed only while it is being drafted. Have it sent back first.',
  },
  'programmes.not_own_proposal': {
    zh: '答复由主办单位或链办起草，您的单位不是主办单位。',
    en: 'The lead department or the chain office drafts the reply; yours is not the lead.',
  },
  'programmes.lead_unit_missing': {
    zh: '交办时请填写主办单位。',
    en: 'Name the lead department when assigning.',
  },
  'programmes.reply_number_missing': {
    zh: '答复还没有文号，不能签发。请退回起草环节填写文号。',
    en: 'The reply has no number yet and cannot be signed. Send it back to have one entered.',
  },
  'programmes.satisfaction_missing': {
    zh: '请选择提案人的评价：满意、基本满意或不满意。',
    en: 'Choose the rating: satisfied, basically satisfied or not satisfied.',
  },
  'programmes.no_reply': {
    zh: '还没有答复稿，不能导出。请先起草。',
    en: 'There is no draft of a reply yet.',
  },
} as const
