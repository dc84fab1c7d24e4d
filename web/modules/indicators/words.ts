import { type Entry, words } from '../../ui/words.ts'

export const indicatorWords = {
  indicators: ['指标', 'Indicators'],
  sentence: [
    '{city}有 {count} 个指标、{values} 个有日期的数值；不同口径分别列出，不相加。',
    '{count} indicators with {values} dated values for {city}; scopes stand apart and are never summed.',
  ],
  none: ['还没有指标', 'No indicators yet'],
  noneWhy: [
    '指标和基数由城市资料包带来，每个数都有原文。',
    'Indicators come with the city pack, each figure with its sentence.',
  ],
  indicator: ['指标', 'Indicator'],
  scope: ['口径', 'Scope'],
  period: ['时间', 'Period'],
  value: ['数值', 'Value'],
  unit: ['单位', 'Unit'],
  sourceSentence: ['原文', 'Sentence'],
  document: ['文件', 'Document'],
  target: ['目标', 'Target'],
  due: ['期限', 'Due'],
  stated: ['官方数', 'Official'],
  computed: ['库内登记数', 'In our libraries'],
  difference: ['相差', 'Difference'],
  undated: ['无日期', 'Undated'],
  beside: ['官方数与库内登记数', 'Official figures beside our libraries'],
  besideNote: [
    '两者口径可能不同，只并列，不相互代替；库里没有登记的为未知。',
    'The two may count differently; they stand beside each other. An empty library is unknown.',
  ],
  over: ['超过', 'over'],
  about: ['约', 'about'],
  series: ['{name}（{unit}）', '{name} ({unit})'],
  noFormula: ['来源没有给出算法', 'the source does not define it'],
  valuesTab: ['数值', 'Values'],
  targetsTab: ['目标', 'Targets'],
  besideTab: ['与库对照', 'Beside our libraries'],
} satisfies Record<string, Entry>

export const t = words<keyof typeof indicatorWords>(indicatorWords)
