/** Words of drafting and publishing. */
export const editorWords = {
  'policy.no_version': {
    zh: '“{id}”没有第 {number} 版。请从版本列表里选。',
    en: '"{id}" has no version {number}. Choose one from the list of versions.',
  },
  'policy.draft_open': {
    zh: '“{id}”已经有一份第 {number} 版在起草或审核。请接着改那一份。',
    en: 'Version {number} of "{id}" is being drafted or reviewed already. Go on with that one.',
  },
  'policy.document_needed': {
    zh: '“{id}”还不在政策库里。新建时请填写文件标题、发文机关、层级、出处和生效日期。',
    en: '"{id}" is not in the library yet. For a new one give title, issuer, level, source and first day of validity.',
  },
  'policy.id_taken': {
    zh: '编号“{id}”已经用于“{title}”。请换一个编号，或直接修改那份政策。',
    en: 'The id "{id}" belongs to "{title}" already. Choose another, or change that policy.',
  },
  'policy.changed_meanwhile': {
    zh: '这份草稿刚被别人改过或已经提交，您的改动没有写入。请重新打开后再改。',
    en: 'Somebody changed or handed in this draft meanwhile; your change was not written. Open it again.',
  },
  'policy.id_changed': {
    zh: '草稿里的编号“{given}”与文件编号“{id}”不同，没有写入。',
    en: 'The draft calls itself "{given}", the document is "{id}"; nothing was written.',
  },
  'policy.too_large': {
    zh: '这份政策的内容超过 {most} 个字符，没有写入。请拆成几份文件。',
    en: 'The policy is longer than {most} characters; nothing was written. Split it into several documents.',
  },
  'policy.not_publishable': {
    zh: '还有 {count} 处问题，不能提交或发布：{first}',
    en: '{count} faults stand in the way of handing in or publishing: {first}',
  },
  'policy.rule_fault': { zh: '{message}', en: '{message}' },
  'policy.act_refused': {
    zh: '这一步现在不能做：{reason}。',
    en: 'This step cannot be taken now: {reason}.',
  },
  'policy.window_reversed': {
    zh: '截止日 {closesOn} 早于开始日 {opensOn}，没有写入。',
    en: 'The last day {closesOn} lies before the first day {opensOn}; nothing was written.',
  },
  'policy.no_clause': {
    zh: '“{id}”的现行版本没有条款“{clause}”。',
    en: 'The published version of "{id}" has no clause "{clause}".',
  },
  'policy.no_window': { zh: '没有编号为 {id} 的申报时间。', en: 'There is no window {id}.' },
  'policy.refusal.not_permitted': {
    zh: '您的角色或身份不能做这一步（提交人不能自己发布）',
    en: 'your role may not take it (who handed a draft in does not publish it)',
  },
  'policy.refusal.wrong_state': { zh: '这份版本不在相应的环节', en: 'the version is not in that state' },
  'policy.refusal.comment_missing': { zh: '请写明理由', en: 'give a reason' },
  'policy.refusal.other': { zh: '有条件未满足', en: 'a condition is not met' },
  'policy.notice.entitled': {
    zh: '新政策“{title}”发布：按已掌握的数据，贵企业有 {count} 条可享或接近可享',
    en: 'The policy "{title}" was published: by what is held, {count} clauses are within your reach',
  },
  'policy.notice.entitled.name': { zh: '与本企业有关的新政策', en: 'new policies that concern the firm' },
  'policy.notice.window': {
    zh: '“{title}”正在受理申报，{date} 截止：按已掌握的数据，贵企业可享或接近可享',
    en: '"{title}" takes applications until {date}: by what is held it is within your reach',
  },
  'policy.notice.window.name': { zh: '申报开始', en: 'windows of application' },
  'policy.notice.expiring': {
    zh: '“{title}”将于 {date} 失效，请准备续期、修订或清理',
    en: '"{title}" ends on {date}: prepare to renew, change or close it',
  },
  'policy.notice.expiring.name': { zh: '政策将要失效', en: 'policies that end soon' },
  'policy.todo.review': {
    zh: '审核政策规则：{title}（第 {number} 版）',
    en: 'Review policy rules: {title} (version {number})',
  },
} as const
