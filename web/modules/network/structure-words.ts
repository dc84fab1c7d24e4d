import { words } from '../../ui/words.ts'

export const t = words({
  title: ['产业结构与带动', 'Structure and driving strength'],
  sentence: [
    '{known} / {all} 项能从登记的事实算出；算不出的写明要收集什么。',
    '{known} of {all} figures follow from held facts; for the others it says what to collect.',
  ],
  none: ['本市还没有产业链目录', 'No catalogue of chains yet'],
  noneWhy: [
    '装载城市包后，这里显示每条链的结构指标和链主的带动作用。',
    'Once the city pack is loaded, the structure of each chain and its leading firms stand here.',
  ],
  chain: ['产业链', 'Chain'],
  firms: ['{count} 家企业以明确依据归入', '{count} firms stand on it'],
  value: ['数值', 'Value'],
  indicator: ['指标', 'Indicator'],
  inputs: ['算式中的数', 'What it is made of'],
  coverage: ['覆盖', 'Coverage'],
  makers: ['企业', 'Firms'],
  makersTitle: ['构成这个数的企业', 'The firms that make it'],
  makersHidden: [
    '由企业的涉密数据算出，您的角色只能看合计。',
    'Made of firms’ confidential figures; your role sees the sum only.',
  ],
  makersNone: ['没有企业', 'No firm'],
  heldBack: ['参与企业太少，不便公开', 'too few firms stand behind it'],
  leading: ['链主企业', 'Leading firms'],
  leadingNone: [
    '还没有登记这条链的链主企业，也没有资料点名。请在企业页登记“链主”角色。',
    'No leading firm of this chain is stated. State the role on the page of the firm.',
  ],
  leadingHidden: [
    '链主逐家数据涉密，您的角色看不到；合计在指标里。',
    'Figures of single leading firms are confidential; the sum stands among the indicators.',
  ],
  name: ['企业', 'Firm'],
  year: ['年度', 'Year'],
  suppliers: ['本地供应商', 'Local suppliers'],
  ownerUnknown: ['其中 {count} 家产权不明', 'owner of {count} unknown'],
  purchase: ['采购额', 'Purchases'],
  localRatio: ['本地占比', 'Local share'],
  coefficient: ['带动系数（家/亿元）', 'Driving strength (a hundred million yuan)'],
  index: ['国际化经营指数', 'Internationalisation'],
  city: ['全市', 'Whole city'],
  formula: ['算法', 'Formula'],
})
