import { catalogueOf, registerWords } from '../../../platform/words.ts'

registerWords(
  'network',
  catalogueOf({
    'network.band_half': {
      zh: '金额区间只写了一端，没有保存。请写全下限和上限；不知道就都留空。',
      en: 'The band of the amount has one end only; nothing was saved. Give both ends, or leave both empty.',
    },
    'network.band_turned': {
      zh: '金额区间的上限小于下限，没有保存。请改正。',
      en: 'The upper end of the band is below the lower one; nothing was saved. Mend it.',
    },
    'network.band_and_amount': {
      zh: '金额和金额区间只能写一样，没有保存。知道确数就只写确数。',
      en: 'Give either the amount or a band, not both; nothing was saved. If the amount is known, give that.',
    },
    'network.relation_empty': {
      zh: '占比、金额、金额区间都没有写，没有保存。请至少写一样。',
      en: 'Neither share, amount nor band is given; nothing was saved. Give one of them.',
    },
    'network.relation_to_itself': {
      zh: '采购方和供应商是同一家，没有保存。请重选。',
      en: 'Buyer and supplier are the same firm; nothing was saved. Choose again.',
    },
    'network.relation_of_others': {
      zh: '只能登记本企业买入或卖出的关系，没有保存。',
      en: 'You can write down only what your own firm buys or sells; nothing was saved.',
    },
    'network.parties_only_by_party': {
      zh: '“仅双方可见”的关系只能由买卖双方自己登记，没有保存。',
      en: 'A relation for its two parties only can be written down by one of them only; nothing was saved.',
    },
    'network.relation_held': {
      zh: '{buyer}与{supplier} {year} 年同一产品的关系已经有了，没有重复登记。请在原来那行上更正；若不是您登记的，请联系链长办。',
      en: 'The relation of {buyer} and {supplier} for {year} and this product is held already; it was not written twice. Correct that row; if you did not tell it, ask the chain office.',
    },
    'network.no_relation': {
      zh: '没有编号为 {id} 的供应关系，或它已被更正，或不归您看。请刷新页面。',
      en: 'There is no relation {id}, or it has been corrected since, or it is not yours to see. Load the page again.',
    },
    'network.relation_not_told_by_you': {
      zh: '这条关系不是您这一方登记的，不能改。请联系登记的一方或链长办。',
      en: 'Your side did not tell this relation, so you cannot change it. Ask whoever told it, or the chain office.',
    },
    'network.relation_ended': {
      zh: '这条关系已于 {endedOn} 终止，不能再改。',
      en: 'This relation ended on {endedOn} and cannot be changed any more.',
    },
    'network.relation_waits': {
      zh: '这条关系有一端还不在名录里，不能更正。请先在名录里建立这家企业。',
      en: 'One end of this relation is not in the register yet, so it cannot be corrected. Enter that firm first.',
    },
    'network.end_outside': {
      zh: '终止日期要在 {from} 至 {to} 之间，没有保存。',
      en: 'The day of the end must lie between {from} and {to}; nothing was saved.',
    },
    'reading.network.read_definitions': {
      zh: '查看本地配套口径对照',
      en: 'Read the definitions of local sourcing',
    },
  }),
)
