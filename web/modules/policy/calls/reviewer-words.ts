import { type Entry, words } from '../../../ui/words.ts'

export const reviewerWords = {
  reviewers: ['评审', 'Reviewers'],
  sentence: [
    '在任 {count} 人，每件需要 {needed} 人打分；还缺 {owed} 份打分。',
    '{count} reviewers, {needed} needed for each application; {owed} sheets of points still owed.',
  ],
  none: ['还没有评审', 'No reviewers yet'],
  noneWhy: [
    '指定或抽取评审后，他们在待办里看到要打分的申报件；没有被指定的人不能打分。',
    'Once reviewers are named or drawn, what they have to judge stands among their tasks; nobody else gives points.',
  ],
  name: ['姓名', 'Name'],
  employer: ['单位', 'Organisation'],
  noEmployer: ['账号未填单位', 'none in the account'],
  how: ['产生方式', 'How'],
  named: ['指定', 'named'],
  drawn: ['抽取', 'drawn'],
  given: ['已打分', 'Given'],
  waiting: ['未打分', 'Owed'],
  allGiven: ['已打齐', 'all given'],
  own: ['回避（本单位申报）', 'Does not judge (own organisation)'],
  state: ['状态', 'State'],
  present: ['在任', 'present'],
  endedFor: ['已退出：{reason}', 'taken off: {reason}'],
  end: ['更换', 'Take off'],
  endOf: ['让 {name} 退出评审', 'Take {name} off'],
  endNote: [
    '已打的分保留在记录里，不再计入平均分。',
    'Points already given stay on record and do not count any more.',
  ],
  reason: ['理由', 'Reason'],
  cancel: ['取消', 'Cancel'],
  add: ['指定或抽取评审', 'Name or draw reviewers'],
  people: ['候选人', 'People put forward'],
  peopleHint: [
    '本市可以登录并填报的账号。所在单位有申报件的可以指定，但不评本单位的件，也不参加抽取。',
    'Accounts of this city. People whose organisation applies can be named, do not judge its applications, and are never drawn.',
  ],
  applies: ['本单位有申报件', 'own organisation applies'],
  noCandidates: [
    '本市没有其他可以担任评审的账号。先在“账号”里为专家建立账号。',
    'No other account of this city can review. Make accounts for the experts first.',
  ],
  nameThem: ['指定选中的人', 'Name these people'],
  drawCount: ['抽取人数', 'How many to draw'],
  drawThem: ['从选中的人里抽取', 'Draw among these people'],
  draws: ['抽取记录', 'Drawings'],
  drawLine: [
    '{at} {by}：从 {pool} 人中抽出 {drawn}。种子 {seed}',
    '{at} {by}: drew {drawn} of {pool} people. Seed {seed}',
  ],
  drawRule: [
    '每人的签号是 SHA-256（种子 + “/” + 账号名），签号小者中签；凭种子和名单可以重算。候选名单：{pool}',
    'The lot of a person is SHA-256 (seed + "/" + account name); the smallest lots are drawn. Anybody can redraw them. People: {pool}',
  ],
  sheets: ['打分汇总', 'Points so far'],
  subject: ['人才（团队、项目）', 'Person, team or project'],
  place: ['名次（暂）', 'Place so far'],
  mean: ['平均分', 'Mean'],
  count: ['份数', 'Sheets'],
  rounding: [
    '平均分取合计分的算术平均，四舍五入保留两位小数；名次按未取整的平均分比较，相同则并列。已退出的评审不计入。',
    'The mean is that of the totals, rounded half up to two decimals; places compare unrounded means, equal ones share a place. Reviewers taken off do not count.',
  ],
  single: ['各评审打分', 'Single sheets'],
  sheetLine: ['{reviewer}：{points}，合计 {total}', '{reviewer}: {points}, total {total}'],
  notCounted: ['不计入', 'not counted'],
  noSheets: ['还没有人打分', 'nobody gave points yet'],
  short: ['可评审的只有 {count} 人', 'only {count} may judge it'],
} satisfies Record<string, Entry>

export const t = words<keyof typeof reviewerWords>(reviewerWords)
