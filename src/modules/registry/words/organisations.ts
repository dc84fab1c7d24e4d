import { catalogueOf, registerWords } from '../../../platform/words.ts'

registerWords(
  'registry',
  catalogueOf({
    'registry.no_organisation': {
      zh: '没有编号为 {id} 的单位，可能已合并或属于另一套数据。',
      en: 'There is no organisation {id}; it may belong to the other data set.',
    },
    'registry.cursor_bad': {
      zh: '翻页位置无效，请从第一页重新开始。',
      en: 'The page position is not valid; start again from the first page.',
    },
  }),
)
