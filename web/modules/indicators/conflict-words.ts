import { type Entry, words } from '../../ui/words.ts'

export const conflictWords = {
  none: ['来源之间没有冲突', 'The sources agree'],
  noneWhy: [
    '同一指标、同一期限的目标不同，或同一期的数值不同时，列在这里，由链办决定以哪个为准；决定可以撤销。',
    'Targets of one day or figures of one period that differ are listed here until the chain office decides; decisions can be revoked.',
  ],
  target_value: ['目标值不同', 'Other target figures'],
  target_scope: ['目标口径不同', 'Other target scopes'],
  value: ['数值不同', 'Other figures'],
  scopeNote: [
    '口径不同，数的不是同一件事，不能相减。可以决定各按各的口径，也可以只认一个。',
    'The scopes differ: these count different things. Each may stand for its own scope, or one alone may bind.',
  ],
  day: ['{date}', 'for {date}'],
  noDay: ['没有写明期限', 'no deadline named'],
  binding: ['以此为准', 'This binds'],
  bindsEach: ['各按各的口径', 'Each for its own scope'],
  notBinding: ['不作准', 'Does not bind'],
  open: ['待决定', 'Undecided'],
  decide: ['决定以哪个为准', 'Decide which binds'],
  decideTitle: ['以哪个为准', 'Which one binds'],
  choice: ['说法', 'Statement'],
  reason: ['理由', 'Reason'],
  reasonHint: [
    '例如：会议纪要的名称和日期。理由和您的名字会记入审计。',
    'For example the minutes of a meeting with their date. Reason and name are kept in the audit trail.',
  ],
  decidedBy: ['{name} 于 {at} 决定：{reason}', 'Decided by {name} on {at}: {reason}'],
  revoke: ['撤销决定', 'Revoke the decision'],
  revokedBy: [
    '{name} 于 {at} 撤销了“{binding}”的决定：{reason}',
    'The decision "{binding}" was revoked by {name} on {at}: {reason}',
  ],
  save: ['保存决定', 'Save the decision'],
  cancel: ['取消', 'Cancel'],
  required: ['请填写', 'Required'],
  decided: ['已决定', 'Decided'],
  revoked: ['已撤销，冲突重新待决定', 'Revoked; the conflict is open again'],
} satisfies Record<string, Entry>

export const t = words<keyof typeof conflictWords>(conflictWords)
