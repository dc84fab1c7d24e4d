/** Names of organisations made even for comparing, and the names that name nobody. */

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
const OPENING = /[[{〔【〈《「『]/g
const CLOSING = /[\]}〕】〉》」』]/g
const DOTS = /[·・•‧∙⋅●]/g
const DASHES = /[‐‑‒–—―−－]/g
/** Full stops and commas of Latin abbreviations (Co., Ltd.); between Chinese names a comma separates two firms. */
// No run is looked at from each of its characters: a cell of 30,000 full stops would take seconds.
const LATIN_STOPS = /(?<=[A-Z])[.,]+|(?<![.,])[.,]+(?=[A-Z])/g

/**
 * The name by which two spellings of one legal name are equal: width (NFKC), one kind of bracket, dot and dash,
 * no spaces or invisible characters, upper case, 有限责任公司 as 有限公司. 股份 is kept: 甲有限公司 and
 * 甲股份有限公司 are two stages of a firm, or two firms.
 */
export function normaliseName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(OPENING, '(')
    .replace(CLOSING, ')')
    .replace(DOTS, '·')
    .replace(DASHES, '-')
    .replace(/\s+/g, '')
    .toUpperCase()
    .replace(LATIN_STOPS, '')
    .replace(/\(\)/g, '')
    .replaceAll('有限责任公司', '有限公司')
}

const ORDINAL = '(?:[一二三四五六七八九十]{1,3}|[甲乙丙丁戊己庚辛壬癸]|[A-Z]{1,2}|\\d{1,3})'
const PARTY =
  '(?:公司|企业|集团|单位|个人|自然人|客户|用户|供应商|供货商|供货方|采购商|采购方|厂商|厂家|经销商|代理商|承包商|分包商|合作方|关联方|股东|机构|农户|个体户)'
const REMARK = '(?:\\([^()]*\\))?'

const ANONYMOUS: readonly RegExp[] = [
  // blotted out: **, ×× or 某
  /[*×某]|^[XY]{2,}(?=[^A-Z])|(?<=[\p{Script=Han}])X{2,}(?=[\p{Script=Han}])/u,
  // 甲公司, A公司, A1科技有限公司: no legal Chinese name begins with one Latin letter
  /^[A-Z]\d{0,2}(?=\p{Script=Han}).*(?:公司|集团|厂|企业|单位|银行|所|院|中心)$/u,
  new RegExp(`^[甲乙丙丁戊己庚辛壬癸](?:方|${PARTY}|有限公司|股份有限公司)$`),
  // 客户A, 供应商一, 单位1, 公司, 自然人, 某 ... with a remark in brackets at most
  new RegExp(
    `^(?:其他|其它|主要|境外|境内|海外|国外|国内|关联|非关联|匿名|个人|零散)?${PARTY}${ORDINAL}?${REMARK}$`,
  ),
  // 军工系统A公司
  new RegExp(`(?:系统|行业|下属|所属)[A-Z]\\d?${PARTY}$`),
  // 第一名, 第2大供应商, No.3
  new RegExp(`^第${ORDINAL}(?:名|大|位|家)?${PARTY}?$|^NO\\d+$`),
  new RegExp(`^(?:有限公司|股份有限公司|集团公司|有限)${ORDINAL}?$`),
  // 张三控制的公司, 实际控制人控制的企业: a person, not an organisation; 同一控制下的企业 follows a name
  /(?<!同一|及其|及其实际|及其所)控制的(?:公司|企业|单位|其他企业)$/,
  // one letter, digits alone, or a word for 'none' or for a sum
  /^(?:[A-Z]|\d+)$/,
  /^(?:无|空|未知|不详|不明|不适用|未披露|未提供|保密|涉密|匿名|不公开|散户|零散|零星|其他|其它|合计|小计|总计|共计|前五名|前五大|NULL|NONE|N\/A|#N\/A|-+|\/+|—+)$/,
  // FTSDKJ有限公司: initials of a name instead of the name
  /^[B-DF-HJ-NP-TV-Z]{4,}(?:股份)?有限公司$/,
]
const LETTER_COMPANY = /^\s*[A-Z]\s+(?:group|company|co|ltd|limited|corp|inc)\b/i

/**
 * Whether a text stands where a name should but names nobody: 公司, A公司, 第一名, 供应商一, 客户A, 单位1,
 * 某公司, **有限公司, 自然人, 合计, and an empty one. Two such texts must never be joined.
 */
export function isAnonymousName(name: string): boolean {
  const even = normaliseName(name)
  if (!/[\p{L}\p{N}]/u.test(even)) return true
  return LETTER_COMPANY.test(name.normalize('NFKC')) || ANONYMOUS.some((pattern) => pattern.test(even))
}
