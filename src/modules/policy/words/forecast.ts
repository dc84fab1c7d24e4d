/** Words of runs, forecast and sandbox. */
export const forecastWords = {
  'policy.no_run': {
    zh: '没有编号为 {id} 的测算。请从测算历史里选。',
    en: 'There is no run {id}. Choose one from the history of runs.',
  },
  'policy.no_clause_in_run': {
    zh: '这次测算里没有条款“{clause}”。它可能在当天不生效。',
    en: 'The run holds no clause "{clause}". It may not have been in force that day.',
  },
  'policy.change_refused': {
    zh: '这项调整不能试算：{reason}。没有计算，请改正后再试。',
    en: 'The change cannot be tried: {reason}. Nothing was computed; correct it and try again.',
  },
  'policy.rank_by_number': {
    zh: '按排名分配时要选一个数值指标作为排名依据，“{name}”不是。',
    en: 'To pay by ranking choose a fact that is a number to rank by; "{name}" is none.',
  },
  'policy.no_city_value': {
    zh: '现行条款没有用到全市数据“{name}”。请从页面列出的项目里选。',
    en: 'No clause asks for the city value "{name}". Choose one of those that the page lists.',
  },
  'policy.city_value_unreadable': {
    zh: '这个数读不出来，没有写入：{reason}',
    en: 'The value cannot be read; nothing was written: {reason}',
  },
} as const
