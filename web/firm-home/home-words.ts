import { type Entry, words } from '../ui/words.ts'

export const homeWords = {
  sentence: [
    '{waiting} 件事等您处理；本单位资料 {known} / {total} 项已知。',
    'Waiting for you: {waiting}; facts known of us: {known} of {total}.',
  ],
  sentenceUnknown: [
    '您的单位在这里能做什么、该做什么、被谁看过。',
    'What your organisation can do here, has to do, and who looked at it.',
  ],
  raise: ['提出诉求', 'Raise a request'],
  waiting: ['待办', 'To do'],
  waitingAll: ['全部待办和通知', 'All that waits, and notices'],
  waitingNone: ['现在没有等您处理的事。', 'Nothing waits for you now.'],
  due: ['截止 {day}', 'due {day}'],
  overdue: ['已过期', 'overdue'],
  data: ['本单位资料', 'What is held of us'],
  dataAll: ['核对和更正', 'Check and correct'],
  dataWhole: ['基本资料齐全。', 'The basic facts are complete.'],
  dataMissing: [
    '还不知道：{fields}。政策匹配和供需对接会用到。',
    'Not known yet: {fields}. Policies and matching use them.',
  ],
  confidedAll: ['我托付的资料', 'What we confided'],
  city: ['看全市总览', 'The city’s overview'],
  otherDataset: [
    '您的单位在真实数据里；演示数据里没有它。',
    'Your organisation stands in the held data, not in the demo data.',
  ],
  toHeld: ['切换到真实数据', 'Show the held data'],
  creditCode: ['信用代码', 'credit code'],
  place: ['所在地', 'place'],
  address: ['地址', 'address'],
  position: ['坐标', 'position'],
  industry: ['行业', 'industry'],
  products: ['产品', 'products'],
  sizeClass: ['规模', 'size class'],
  group: ['所属集团', 'group'],
} satisfies Record<string, Entry>

export const t = words<keyof typeof homeWords>(homeWords)
