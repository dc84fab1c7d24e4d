import { type Entry, words } from '../../ui/words.ts'

export const consentWords = {
  title: ['资料授权', 'Consents'],
  sentence: [
    '{count} 批保密资料，其中 {unstated} 批没有写明用途，{closed} 批已到期或撤回。',
    'Confidential uploads: {count}; without a stated purpose: {unstated}; ended or withdrawn: {closed}.',
  ],
  none: ['还没有保密资料', 'No confidential upload yet'],
  noneWhy: [
    '导入供应关系后，每一批都在这里写明用途、谁可读、用到哪天；到期或撤回后，它不再进入任何结果。',
    'Each upload of supply relations stands here with purpose, readers and end; once ended or withdrawn it is in no result.',
  ],
  name: ['资料', 'Upload'],
  organisation: ['提供单位', 'Whose'],
  several: ['多家单位', 'several'],
  purpose: ['用途', 'Purpose'],
  unstatedWord: ['未写明', 'not stated'],
  readers: ['可逐条查看', 'Read row by row'],
  nobody: ['仅本单位', 'its owner only'],
  until: ['用到', 'Until'],
  untilWithdrawn: ['撤回为止', 'until withdrawn'],
  given: ['提供时间', 'Given'],
  state: ['状态', 'State'],
  unstated: ['待写明', 'to state'],
  open: ['有效', 'in force'],
  ended: ['已到期', 'ended'],
  withdrawn: ['已撤回', 'withdrawn'],
  edit: ['写明', 'State'],
  organisationId: ['提供单位编号', 'Organisation number'],
  organisationNote: [
    '编号见其企业页的地址；多家单位的资料留空',
    'It stands in the address of the firm’s page; empty for several firms',
  ],
  save: ['保存', 'Save'],
  withdraw: ['撤回', 'Withdraw'],
  withdrawWhy: [
    '撤回后，这批资料立即从所有结果中去掉，不能恢复；需要时要重新提供。',
    'Once withdrawn it leaves every result at once. It cannot be taken back; confide it anew if needed.',
  ],
  reason: ['撤回原因', 'Reason'],
  saved: ['已保存', 'Saved'],
  fillIn: ['请填写{field}', 'Please fill in: {field}'],
  ownTitle: ['我托付的资料', 'What we confided'],
  ownSentence: [
    '{open} 批资料有效；别人查看过本单位的保密资料 {readings} 次。',
    'Uploads in force: {open}; readings of our confidential facts by others: {readings}.',
  ],
  ownNone: ['还没有以本单位名义提供的保密资料', 'Nothing was confided in our name yet'],
  ownNoneWhy: [
    '您提供的供应关系等保密资料会列在这里：用途、谁可读、用到哪天，可以随时撤回。',
    'Confidential facts that you give stand here with purpose, readers and end, and can be withdrawn at any time.',
  ],
  documents: ['提交的材料', 'Documents handed in'],
  readings: ['谁看过本单位的保密资料', 'Who read our confidential facts'],
  readingsNone: ['还没有本单位以外的人看过', 'Nobody outside has read any'],
  readingsNoneWhy: [
    '每次查看都有审计记录；这里只列时间、身份和内容类别。',
    'Every reading is audited; here stand time, role and kind only.',
  ],
  readings200: ['只列最近 200 次', 'Only the latest 200'],
  at: ['时间', 'Time'],
  role: ['身份', 'Role'],
  what: ['看了什么', 'What'],
} satisfies Record<string, Entry>

export const t = words<keyof typeof consentWords>(consentWords)
