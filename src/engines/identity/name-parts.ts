import { normaliseName } from './name.ts'
import { placeAtStart } from './places.ts'
import { tradeWordAtEnd } from './trade-words.ts'

/** A name of an organisation taken apart; a part that the name does not hold is an empty string. */
export type NameParts = {
  /** As written: 上海, 昆山市, 江苏省常州市. */
  readonly place: string
  /** Division code (2, 4 or 6 digits) of the most exact place; null when the name holds none. */
  readonly placeCode: string | null
  readonly brand: string
  readonly trade: string
  /** 股份有限公司, 有限公司, 集团有限公司, 研究院 ... */
  readonly form: string
  /** What follows the form: 上海分公司, 绍兴支行, 第三工程处. */
  readonly branch: string
}

const FORM =
  '(?:\\((?:集团|控股|有限合伙|普通合伙|特殊普通合伙)\\)|控股|集团)*(?:股份有限公司|有限公司|股份公司|股份|总公司|公司|集团|事务所|研究总院|研究院|研究所|设计院|合作社|总厂|工厂|厂|大学|学院|医院|商行|经营部|中心)(?:\\((?:集团|控股|有限合伙|普通合伙|特殊普通合伙)\\))*'
const TRAILING_FORM = new RegExp(`${FORM}$`)
const BRANCH =
  /^(.*(?:有限公司|股份公司|公司|集团|银行|研究院|研究所))([^()]{0,12}(?:分公司|支公司|子公司|分行|支行|营业部|办事处|分厂|分院|分所|分部|项目部|事业部|车务段|经营部|工程处|供电局|采购中心|代表处))$/
const BRACKET = /\(([^()]+)\)/

function splitBranch(name: string): { head: string; branch: string } {
  const [, head, branch] = BRANCH.exec(name) ?? []
  return head !== undefined && branch !== undefined ? { head, branch } : { head: name, branch: '' }
}

/** Places at the start of a name, one inside the other (江苏省 常州市 武进区), and what is left. */
function splitPlace(text: string): { place: string; code: string | null; rest: string } {
  let rest = text
  let place = ''
  let code: string | null = null
  for (let depth = 0; depth < 3; depth++) {
    const found = placeAtStart(rest)
    if (!found || (code !== null && !found.code.startsWith(code))) break
    place += found.word
    code = found.code
    rest = rest.slice(found.word.length)
  }
  return { place, code, rest }
}

/** A place in brackets, as in 华辰精密装备(昆山)股份有限公司, taken out of the name. */
function takeBracketPlace(name: string): { name: string; place: string; code: string | null } {
  const [whole, inside] = BRACKET.exec(name) ?? []
  if (whole === undefined || inside === undefined) return { name, place: '', code: null }
  const { place, code, rest } = splitPlace(inside)
  const isCountry = inside === '中国'
  if (!isCountry && (place === '' || !/^(?:市|区|县)?$/.test(rest))) return { name, place: '', code: null }
  return { name: name.replace(whole, ''), place: inside, code }
}

function splitTrade(text: string): { brand: string; trade: string } {
  let brand = text
  for (
    let word = tradeWordAtEnd(brand);
    word !== '' && word.length < brand.length;
    word = tradeWordAtEnd(brand)
  ) {
    brand = brand.slice(0, -word.length)
  }
  return { brand, trade: text.slice(brand.length) }
}

/**
 * Takes a name apart into place, brand, trade, form and branch, after `normaliseName`.
 *
 * The place comes from the divisions of China (in front or in brackets), the trade from the end by the longest
 * known word; what is left is the brand. When nothing would be left, the place is the brand: 东方电气.
 */
export function nameParts(name: string): NameParts {
  const { head, branch } = splitBranch(normaliseName(name))
  const bracket = takeBracketPlace(head)
  const form = TRAILING_FORM.exec(bracket.name)?.[0] ?? ''
  const core = bracket.name.slice(0, bracket.name.length - form.length)
  const front = splitPlace(core)
  const isPlaceTheBrand = front.rest.length < 2 || tradeWordAtEnd(front.rest) === front.rest
  const { place, code, rest } =
    isPlaceTheBrand && bracket.place !== '' ? { place: '', code: null, rest: core } : front
  const { brand, trade } = splitTrade(rest)
  const isBare = brand === '' || (isPlaceTheBrand && place !== '')
  return {
    place: (isBare ? '' : place) + bracket.place,
    placeCode: code ?? bracket.code,
    brand: isBare ? place + brand : brand,
    trade,
    form,
    branch,
  }
}
