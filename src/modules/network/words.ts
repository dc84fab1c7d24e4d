import './notice-kinds.ts'
import { catalogueOf, registerWords } from '../../platform/words.ts'

registerWords(
  'network',
  catalogueOf({
    'network.partner_unknown': {
      zh: '看不出“合作方”是供应商还是客户，文件没有导入。请选择对方是谁（--partner supplier 或 customer），或把列名写成“供应商名称”“客户名称”。',
      en: 'The file does not show whether the partner sells or buys; nothing was imported. Say which (--partner supplier or customer), or head the column as supplier or customer.',
    },
    'network.ring_fixed': {
      zh: '按您的角色，圈的中心只能选本市或本市园区：以某家企业或任意坐标为圆心，可能从差额看出单个供应商。需要其他圆心请联系链长办。',
      en: 'Your role chooses the centre among the city and its parks: around a firm or any point, differences could tell a single supplier. Ask the chain office for other centres.',
    },
    'network.centre_unplaced': {
      zh: '圆心“{id}”没有可用的位置，没有计算。请换一个园区、企业或坐标（经度在前）。',
      en: 'The centre "{id}" has no position that can be used; nothing was computed. Choose another park, firm or point (longitude first).',
    },
    'network.text_too_long': {
      zh: '名称超过 {longest} 个字，这一行没有导入。请核对是否串了列。',
      en: 'The name is longer than {longest} characters; this row was not imported. Check whether columns have shifted.',
    },
    'network.firm_not_named': {
      zh: '本企业一栏是“{text}”，说不清是哪一家，这一行没有导入。请填全称、信用代码或证券代码。',
      en: 'The firm of this row reads "{text}" and names nobody; the row was not imported. Give its full name, credit code or stock code.',
    },
    'network.self_link': {
      zh: '供应商和采购方是同一家（{text}），这一行没有导入。请核对。',
      en: 'Supplier and buyer are the same ({text}); this row was not imported. Check it.',
    },
    'network.year_bad': {
      zh: '年份“{text}”读不出来，这一行没有导入。请写成 2023 这样的四位年份。',
      en: 'The year "{text}" cannot be read; this row was not imported. Write four digits, such as 2023.',
    },
    'network.rank_bad': {
      zh: '名次“{text}”不是正整数，这一行没有导入。请改正或留空。',
      en: 'The rank "{text}" is no whole number above 0; this row was not imported. Mend it or leave it empty.',
    },
    'network.share_bad': {
      zh: '占比“{text}”不是 0 到 100 之间的百分数，这一行没有导入。不知道就留空。',
      en: 'The share "{text}" is no percentage between 0 and 100; this row was not imported. Leave it empty if unknown.',
    },
    'network.amount_unit_unknown': {
      zh: '列名“{header}”没有写金额单位，这一行没有导入。请把列名写成“金额（万元）”或“金额（元）”。',
      en: 'The header "{header}" gives no unit; this row was not imported. Head the column as amount (万元) or amount (元).',
    },
    'network.amount_bad': {
      zh: '金额“{text}”不是不小于 0 的数，这一行没有导入。不知道就留空。',
      en: 'The amount "{text}" is no number of 0 or more; this row was not imported. Leave it empty if unknown.',
    },
    'network.twice_in_file': {
      zh: '与第 {firstLine} 行是同一对企业、同一年、同一产品，数字却不同，这一行没有导入。请保留一行，或用“产品”列区分。',
      en: 'Same pair, year and product as line {firstLine}, with other figures; this row was not imported. Keep one, or tell them apart by product.',
    },
    'network.figures_replaced': {
      zh: '库里原来的占比是 {heldShare}%，本行是 {share}%：已采用本行，原数字留作历史。请核对。',
      en: 'The share held was {heldShare} %, this row says {share} %: this row counts from now on, the old figure stays as history. Check it.',
    },
    'network.year_above_whole': {
      zh: '{buyer} {year} 年的采购占比合计 {sumPct}%，超过 100%：各行照收，但这一年不计入本地配套率。请核对原始数据。',
      en: 'The shares of {buyer} for {year} add up to {sumPct} %, above 100 %: the rows are kept, but this year is left out of every ratio. Check the source.',
    },
    'network.city_unknown': {
      zh: '没有代码为 {cityCode} 的城市，或库里没有它的中心坐标。请核对城市代码，或先装载全国地区包。',
      en: 'There is no city {cityCode}, or its centre is not held. Check the code, or load the national pack first.',
    },
    'network.no_purchases': {
      zh: '还没有这些企业的采购关系，无法计算。请先导入供应关系。',
      en: 'No purchases of these buyers are held, so nothing can be computed. Import supply relations first.',
    },
    'network.no_amounts': {
      zh: '只有占比、没有金额：各家的占比基数不同，不能相加，只能逐家看。',
      en: 'Only shares are held, no amounts: shares of different buyers have different wholes and cannot be added; see them one by one.',
    },
    'network.some_without_amounts': {
      zh: '有的企业只有占比、没有金额：比率只含有金额的企业，覆盖率未知。',
      en: 'Some buyers have shares but no amounts: the ratio is made of those with amounts, and the coverage is unknown.',
    },
    'network.too_few_buyers': {
      zh: '参与计算的企业不足三家，或有一家占比超过八成；为保护企业数据，不予显示。可向链办申请。',
      en: 'Fewer than three buyers, or one above 80 %; not shown, to protect the firms. Ask the chain office.',
    },
  }),
)
