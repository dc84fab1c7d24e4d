/** Words of meetings, cadres, cases and showcases. */
export const leaderWords = {
  'programmes.no_occasion': {
    zh: '没有编号为 {id} 的会议或调研。请回到列表查找。',
    en: 'There is no meeting or visit {id}. Go back to the list.',
  },
  'programmes.occasion_changed': {
    zh: '您打开之后别人改过这次会议，这次没有保存。请刷新后再改。',
    en: 'Somebody changed this meeting after you opened it; nothing was saved. Reload and go on.',
  },
  'programmes.occasion_cancelled': {
    zh: '这次会议已经取消，不再改动。请另建一次。',
    en: 'This meeting was cancelled and does not change any more. Make another one.',
  },
  'programmes.occasion_held': {
    zh: '这次会议已有纪要，不能取消。',
    en: 'This meeting has minutes, so it cannot be cancelled.',
  },
  'programmes.no_point': {
    zh: '没有这一条要求或决定。请刷新。',
    en: 'There is no such request or decision. Reload.',
  },
  'programmes.point_settled': {
    zh: '这一条已经转为任务，或已说明不转的原因。请刷新。',
    en: 'This one is a task already, or somebody said why it becomes none. Reload.',
  },
  'programmes.no_cadre': {
    zh: '没有编号为 {id} 的联企安排。请回到列表查找。',
    en: 'There is no assignment {id}. Go back to the list.',
  },
  'programmes.cadre_no_firm': {
    zh: '登记库中没有“{firm}”。请用登记的全称，或先登记这家企业。',
    en: 'The register holds no “{firm}”. Use its registered name, or register it first.',
  },
  'programmes.cadre_two_firms': {
    zh: '登记库中有两家以上叫“{firm}”。请逐个安排，选定是哪一家。',
    en: 'More than one organisation is called “{firm}”. Assign it singly and choose which.',
  },
  'programmes.cadre_ends_early': {
    zh: '结束日期早于开始日期 {from}。请改正。',
    en: 'It cannot end before it began on {from}.',
  },
  'programmes.cadre_ended': {
    zh: '这项联企安排已经结束。请刷新。',
    en: 'This assignment has ended. Reload.',
  },
  'programmes.not_own_cadre': {
    zh: '联企记录由本人单位或链办填写，您的单位不在其中。',
    en: 'Only the cadre’s unit or the chain office writes into this log.',
  },
  'programmes.contact_day': {
    zh: '联系日期要在安排期内（{from} 起）且不晚于今天。',
    en: 'The day must lie within the assignment (from {from}) and not after today.',
  },
  'programmes.contact_nothing_raised': {
    zh: '要转为任务，请先写明企业提出了什么。',
    en: 'To make it a task, write what the firm raised.',
  },
  'programmes.no_case': {
    zh: '没有编号为 {id} 的案例。请回到案例库查找。',
    en: 'There is no case {id}. Go back to the library.',
  },
  'programmes.no_pilot': {
    zh: '本市没有编号为 {id} 的试点。请刷新后重选。',
    en: 'This city has no pilot {id}. Reload and choose again.',
  },
  'programmes.case_changed': {
    zh: '您打开之后别人改过这份案例，这次没有保存。请刷新后再改。',
    en: 'Somebody changed this case after you opened it; nothing was saved. Reload and go on.',
  },
  'programmes.case_not_draft': {
    zh: '只有撰写中的本市案例可以修改。已提交的请先退回。',
    en: 'Only a write-up of this city that is still being written changes. Send it back first.',
  },
  'programmes.not_own_case': {
    zh: '案例由撰写单位或链办修改，您的单位不在其中。',
    en: 'Only the writing unit or the chain office changes this case.',
  },
  'programmes.case_not_in_library': {
    zh: '只有已入库的本市案例可以导出交流。请先审核入库。',
    en: 'Only a case of this city that is in the library can be handed over. Check it first.',
  },
  'programmes.no_showcase': {
    zh: '没有编号为 {id} 的展示。请回到列表查找。',
    en: 'There is no showcase {id}. Go back to the list.',
  },
  'programmes.showcase_changed': {
    zh: '您打开之后别人改过这项展示，这次没有保存。请刷新后再改。',
    en: 'Somebody changed this showcase after you opened it; nothing was saved. Reload and go on.',
  },
  'programmes.showcase_not_draft': {
    zh: '已发布或已撤回的展示不能修改。请先暂停展示。',
    en: 'A showcase that is released or withdrawn does not change. Take it off show first.',
  },
  'programmes.showcase_agreement': {
    zh: '被展示方同意的日期和经手人要一起填写，日期不晚于今天。',
    en: 'Day and person of the agreement go together, and the day is not after today.',
  },
} as const
