/** Takes lists of organisations apart as offices write them, and tells a unit's name from other words. */

/** How the name of an office, firm or body ends. */
const unitEnding =
  /(?:局|委|办|办公室|政府|管委会|委员会|厅|院|所|公司|集团|中心|大学|学院|学校|银行|协会|学会|商会|联合会|工商联|总工会|团委|妇联|科协|园区|高新区|经开区|开发区|新区|城区|区|县|市|镇|街道|支队|总队|分局|分公司|法院|检察院|部|社|站|馆|组|专班|单位|部门|企业|机构|院校|高校|促进会|会|联盟|基金|国资|党委|联席会议)(?:[（(][^）)]*[）)])?$/

/** Whether a word ends as an organisation's name does. */
export function looksLikeUnit(name: string): boolean {
  return name.length >= 2 && name.length <= 40 && unitEnding.test(name)
}

/** Words that only stand for the rest of a list. */
const restOfList =
  /等(?:相关|有关|市直|各|市级)*(?:职能)?(?:部门|单位|企业|机构|部门单位|部门和单位|企事业单位)?$/

const glued =
  /(?<=(?:局|委|办|政府|管委会|中心|集团|公司|院|协会))(?=(?:市[\u4e00-\u9fff]{2,9}(?:局|委|办|中心|政府)|省[\u4e00-\u9fff]{2,9}(?:局|委|办|厅)|[\u4e00-\u9fff]{2,4}(?:区|县|市)(?:人民)?(?:政府|管委会)|各(?:区|县|辖市|板块))(?:$|[\u4e00-\u9fff]))/

/** Splits 市发改委石峰区政府, where the separator was lost with a line break. */
function splitGlued(name: string): string[] {
  const parts = name.split(glued)
  return parts.length > 1 && parts.every((part) => looksLikeUnit(part)) ? parts : [name]
}

/** Splits at 和, 及, 与 only where both sides are units, so that 人力资源和社会保障局 stays whole. */
function splitJoined(name: string): string[] {
  for (const match of name.matchAll(/以及|及其|[和及与]/g)) {
    const left = name.slice(0, match.index)
    const right = name.slice(match.index + match[0].length)
    if (
      match[0] !== '及其' &&
      looksLikeUnit(left) &&
      looksLikeUnit(right) &&
      !/^(?:直属|下属|所属)/.test(right)
    ) {
      return [left, ...splitJoined(right)]
    }
  }
  return [name]
}

/** Splits at list separators that stand outside brackets, so that 各县（市、区）政府 stays whole. */
function splitList(text: string): string[] {
  const parts: string[] = []
  let part = ''
  let depth = 0
  for (const char of text) {
    if ('（(〔['.includes(char)) depth++
    if ('）)〕]'.includes(char)) depth--
    if (depth <= 0 && /[、，,；;\s\u2028／/|]/.test(char)) {
      parts.push(part)
      part = ''
    } else part += char
  }
  return [...parts, part]
}

/** A cell broken inside a word (相关企事业 + 单位) is one word; a cell with one unit a line is several. */
function mendBrokenLines(text: string): string {
  return text.replace(/([^\n\u2028]*)[\n\u2028]+(?=([^\n\u2028]*))/g, (_, before: string, after: string) => {
    const last = before.split(/[、，,；;]/).at(-1) ?? ''
    const next = after.split(/[、，,；;]/)[0] ?? ''
    const isRest = !looksLikeUnit(last) && looksLikeUnit(next) && !/^[市省区县各]/.test(next)
    const isTorn =
      last !== '' &&
      (isRest || /^(?:单位|部门|企业|会|局|(?:管理|管)?委员?会|(?:人民)?政府|办公室|有限公司)$/.test(next))
    return `${before}${isTorn ? '' : '、'}`
  })
}

/**
 * The units named in a list, in their written order and words; collective names (各相关企事业单位) stay,
 * 等 and what stands for the unnamed rest go.
 */
export function splitUnits(text: string): string[] {
  const names = splitList(mendBrokenLines(text))
    .map((name) => name.replace(/^[：:。.·\s]+|[。.：:\s]+$/g, '').replace(restOfList, ''))
    .map((name) => name.replace(/^(?:由|会同|以及|及|和|与|等)(?=..)/, ''))
    .flatMap(splitJoined)
    .flatMap(splitGlued)
    .filter((name) => /[\u4e00-\u9fffA-Za-z]/.test(name) && name !== '等')
  return [...new Set(names)]
}
