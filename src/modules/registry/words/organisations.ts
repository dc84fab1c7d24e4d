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
    'registry.day_bad': {
      zh: '“{day}”不是日历上的日子，请按 2021、2021-07 或 2021-07-15 填写。',
      en: '"{day}" is no day of the calendar; write 2021, 2021-07 or 2021-07-15.',
    },
    'registry.titles_bad': {
      zh: '{count} 条称号有误，都没有登记。请按提示改正后重新提交。',
      en: '{count} titles are wrong; none was recorded. Correct them as told and send again.',
    },
    'registry.figures_bad': {
      zh: '{count} 个数据有误，都没有登记。请按提示改正后重新提交。',
      en: '{count} figures are wrong; none was recorded. Correct them as told and send again.',
    },
    'registry.figure_unknown': {
      zh: '词表里没有名为“{name}”的数据项。请从数据项清单中选择，或请管理员在城市包里加上。',
      en: 'The vocabulary has no fact named "{name}"; choose one of the list, or have it added to the city pack.',
    },
    'registry.figure_derived': {
      zh: '“{name}”由 {of} 上一年的值得出，不单独登记。请登记那一年的 {of}。',
      en: '"{name}" follows from {of} of the year before; record {of} of that year instead.',
    },
    'registry.figure_empty': {
      zh: '“{name}”没有填写数值。不知道就不要登记这一项。',
      en: '"{name}" has no value; leave the whole entry out where it is not known.',
    },
    'registry.figure_value_bad': { zh: '“{name}”：{reason}', en: '"{name}": {reason}' },
  }),
)
