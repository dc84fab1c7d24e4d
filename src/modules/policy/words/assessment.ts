/** Words of what a firm is entitled to. */
export const assessmentWords = {
  'policy.not_own_firm': {
    zh: '只能查看本企业的政策测算。您的账号没有与机构 {organisationId} 绑定。',
    en: 'You may see your own firm only. Your account does not belong to organisation {organisationId}.',
  },
  'policy.no_firm': {
    zh: '这个数据集里没有机构 {organisationId}。请核对地址，或切换正式、演示数据。',
    en: 'This data set holds no organisation {organisationId}. Check the address, or switch between held and demo data.',
  },
  'policy.firm_without_city': {
    zh: '“{name}”所在城市未知，无法判断哪些政策适用。请先补上所在地市。',
    en: 'The city of "{name}" is not known, so nobody can tell which policies hold. Add its city first.',
  },
  'policy.not_a_firm': {
    zh: '“{name}”在登记库里不是企业，不参加政策测算。',
    en: '"{name}" is not registered as a firm and takes no part in the assessment.',
  },
  'policy.no_such_fact': {
    zh: '现行条款没有用到指标“{name}”。请从页面列出的指标里选。',
    en: 'No clause asks for the fact "{name}". Choose one of those that the page lists.',
  },
  'policy.fact_unreadable': { zh: '{label}：{reason}', en: '{label}: {reason}' },
  'policy.facts_unreadable': {
    zh: '{count} 个数读不出来，没有计算。请按提示改正。',
    en: '{count} values cannot be read; nothing was computed. Correct them as told.',
  },
} as const
