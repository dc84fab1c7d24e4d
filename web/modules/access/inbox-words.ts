import { type Entry, words } from '../../ui/words.ts'

export const inboxWords = {
  todoTitle: ['待我处理', 'Waiting for me'],
  todoSentence: [
    '{count} 件事等您处理，其中 {overdue} 件已过期。',
    'Waiting for you: {count}; overdue: {overdue}.',
  ],
  todoSentenceNone: ['现在没有等您处理的事。', 'Nothing waits for you now.'],
  todoNone: ['没有等您处理的事', 'Nothing waits for you'],
  todoNoneWhy: [
    '别人需要您审核、答复或填报时，各板块的事项都会列在这里，按截止日排序，点一下就到办理的地方。',
    'When somebody needs your approval, answer or report, it stands here from every part of the house, by due date, one click away.',
  ],
  todoSilent: [
    '暂时没有读到：{rooms}。那里有没有等您的事，现在不知道；请稍后刷新。',
    'Could not be read: {rooms}. Whether something waits there is unknown; load again in a while.',
  ],
  todoCut: [
    '只列出了一部分：{rooms}。办完前面的，后面的会补上。',
    'Only a part is listed: {rooms}. More follow as you go.',
  ],
  todoWhat: ['事项', 'What'],
  todoDue: ['截止日', 'Due'],
  todoNoDue: ['无期限', 'no date'],
  todoOverdue: ['已过期', 'overdue'],
  todoRoom: ['板块', 'Part'],
  todoSince: ['等了多久', 'Waiting since'],
  sinceUnknown: ['未知', 'unknown'],
  daysAgo: ['{days} 天', '{days} d'],
  today: ['今天', 'today'],
  notices: ['通知', 'Notices'],
  noticesNone: ['还没有通知', 'No notice yet'],
  noticesNoneWhy: [
    '与您有关的事有了结果，会在这里告诉您；哪些要收、何时收，可在“通知设置”里选。',
    'When something that concerns you is settled, it is told here; what you get, and when, is chosen in the settings.',
  ],
  unreadOnly: ['只看未读', 'Unread only'],
  unread: ['未读', 'unread'],
  markAll: ['全部标为已读', 'Mark all as read'],
  more: ['更早的通知', 'Earlier notices'],
  digestOf: ['{day} 摘要', 'digest of {day}'],
  settings: ['通知设置', 'Notice settings'],
  settingsWhy: [
    '每类通知可以随时告诉您、每天早上 8 点或每周一早上 8 点汇总，或者不收。设置只影响您自己。',
    'Each kind can come at once, gathered each morning at 8 or each Monday at 8, or not at all. It concerns only you.',
  ],
  settingsNone: ['现在还没有可以设置的通知', 'There is no kind of notice yet'],
  atOnce: ['随时', 'At once'],
  daily: ['每天汇总', 'Daily'],
  weekly: ['每周汇总', 'Weekly'],
  off: ['不收', 'Not at all'],
  close: ['关闭', 'Close'],
} satisfies Record<string, Entry>

export const t = words<keyof typeof inboxWords>(inboxWords)
