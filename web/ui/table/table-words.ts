import { type Entry, words } from '../words.ts'

export const tableWords = {
  takeAway: ['导出', 'Export'],
  asXlsx: ['Excel 工作簿', 'Excel workbook'],
  asCsv: ['CSV 文本', 'CSV text'],
  filterBy: ['按“{column}”筛选', 'Filter by {column}'],
  filterText: ['包含的文字', 'Text it contains'],
  filterNumber: ['如 >=100、<5、10~20', 'such as >=100, <5, 10~20'],
  filterClear: ['清除', 'Clear'],
  views: ['视图', 'Views'],
  viewsNone: ['还没有保存过视图', 'No view saved yet'],
  viewAsIs: ['默认视图', 'Default view'],
  viewShared: ['{name}（{owner} 共享）', '{name} (shared by {owner})'],
  viewSave: ['保存当前视图', 'Save this view'],
  viewName: ['视图名称', 'Name of the view'],
  viewShare: ['共享给所有人', 'Share with everybody'],
  viewSaved: ['已保存', 'Saved'],
  viewRemove: ['删除视图“{name}”', 'Remove the view "{name}"'],
} satisfies Record<string, Entry>

export const t = words<keyof typeof tableWords>(tableWords)
