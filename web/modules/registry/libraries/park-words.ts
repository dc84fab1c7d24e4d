import { type Entry, words } from '../../../ui/words.ts'

export const parkWords = {
  edit: ['修改', 'Edit'],
  editTitle: ['修改“{name}”', 'Edit: {name}'],
  name: ['名称', 'Name'],
  shortName: ['又名', 'Also called'],
  partnerCountry: ['合作国', 'Partner country'],
  address: ['地址', 'Address'],
  note: ['备注', 'Note'],
  history: ['登记经过与撤回', 'What was told, and taking it back'],
  historyNone: ['还没有人登记过这个园区的资料。', 'Nothing was told of this park yet.'],
  counts: ['现用', 'counts'],
  replaced: ['已被后来的取代', 'replaced'],
  withdrawn: ['已撤回', 'taken back'],
  byImport: ['由导入带来，随导入撤销', 'brought by an import and taken back with it'],
  openImport: ['打开那次导入', 'Open the import'],
  told: ['{by} {at} 登记', 'told by {by}, {at}'],
  withdrawnBy: ['{by} {at} 撤回：{reason}', 'taken back by {by}, {at}: {reason}'],
  undo: ['撤回', 'Take back'],
  undoTitle: ['撤回这一项', 'Take this back'],
  undoWhy: [
    '撤回后，它之前的那一项重新作数；都没有就是未知。撤回的仍留在经过里。',
    'What stood before it counts again, else it is unknown. It stays to be seen here.',
  ],
  reason: ['撤回原因', 'Why'],
  undone: ['已撤回', 'Taken back'],
  asOf: ['数据日期 {day}', 'as of {day}'],
  unknown: ['未知', 'unknown'],
} satisfies Record<string, Entry>

export const t = words<keyof typeof parkWords>(parkWords)
