import type { Comparator } from './model.ts'

/** A figure with its unit in running text; [start, end) covers what is written of it, modifiers included. */
export type Quantity = {
  start: number
  end: number
  comparator: Comparator
  value: number | [lo: number, hi: number]
  unit: string
}

const counted =
  '个百分点|个工作日|平方公里|平方千米|平方米|立方米|亿千瓦时|千瓦时|千瓦|兆瓦|吉瓦|台（套）|台\\(套\\)|吨标准煤|吨标煤|人次|户次|家次|架次|车次|列次|标箱|公里|千米|小时|分钟|公顷|标准煤|%|％|‰|元|家|个|项|条|座|种|名|人|户|台套|台|套|件|所|次|场|期|款|只|支|批|类|大|处|亩|米|吨|倍|天|门|本|张|份|篇|辆|架|艘|组|位|宗|笔|门类|例|枚|根|头|对|片|株|届次|班列|班|剂|列|口|册|GW|MW|kW|PFlops|P|TB|PB'
const scaled = `(?:万亿|千亿|百亿|亿|万|千)?(?:${counted})|万亿|亿|万`
const figure = '\\d+(?:,\\d{3})*(?:\\.\\d+)?'
const pattern = new RegExp(
  `(?<![\\d.A-Za-z第〔年+\\-—])(${figure})(?:\\s*(?:${scaled})?\\s*[-—–~～至到]\\s*(${figure}))?\\s*(余|多)?\\s*((?:${scaled})(?:/(?:年|月|天|日|小时|亩|人|户|万元|平方米|公里))?)`,
  'g',
)

const after: readonly (readonly [RegExp, Comparator])[] = [
  [/^\s*(?:[（(]含[）)])?(?:及)?以上/, '>='],
  [/^\s*(?:以内|之内|及?以下)/, '<='],
  [/^\s*(?:左右|上下)/, '~'],
]
const before: readonly (readonly [RegExp, Comparator])[] = [
  [/(?:不超过|不高于|不多于|控制在|至多|最多|不大于|≤|<=)\s*(?:每[年月]\s*)?$/, '<='],
  [/(?:不低于|不少于|不小于|至少|最少|达到或超过|≥|>=)\s*$/, '>='],
  [/(?:超过|突破|超出|高于|大于|多于|超|过|逾|跨越|>|＞)\s*$/, '>'],
  [/(?:低于|小于|少于|<|＜)\s*$/, '<'],
  [/(?:(?<![签预节集合])约|约为|大约|近|接近|将近|稳步向|向)\s*$/, '~'],
]

const num = (text: string) => Number(text.replace(/,/g, ''))

/** Places inside quotation marks and book title marks, where figures belong to names. */
export function insideNames(text: string): boolean[] {
  const inside = new Array<boolean>(text.length).fill(false)
  for (const match of text.matchAll(/“[^“”]{1,60}”|《[^《》]{1,80}》|『[^』]{1,60}』|"[^"]{1,40}"/g)) {
    inside.fill(true, match.index, match.index + match[0].length)
  }
  return inside
}

/** The figures with units in a text, left to right; years, numbers of documents and names are none. */
export function findQuantities(text: string): Quantity[] {
  const named = insideNames(text)
  const found: Quantity[] = []
  for (const match of text.matchAll(pattern)) {
    const [, lo, hi, more, unit] = match
    const end = match.index + match[0].length
    const rest = text.slice(end)
    if (named[match.index] || lo === undefined || unit === undefined || isNoUnit(unit, rest)) continue
    const tail = after.find(([re]) => re.test(rest))
    const lead = before.find(([re]) => re.test(text.slice(0, match.index)))
    const isMore = more !== undefined
    found.push({
      start: match.index - (lead ? (lead[0].exec(text.slice(0, match.index))?.[0].length ?? 0) : 0),
      end: end + (tail ? (tail[0].exec(rest)?.[0].length ?? 0) : 0),
      comparator: hi !== undefined ? 'range' : (tail?.[1] ?? lead?.[1] ?? (isMore ? '>' : '=')),
      value: hi === undefined ? num(lo) : [num(lo), num(hi)],
      unit: unit === '％' ? '%' : unit,
    })
  }
  return found
}

/** 500亿级企业, 4个月, 10人以上企业's 年 and the like: a word that only looks like a unit here. */
function isNoUnit(unit: string, rest: string): boolean {
  if (/^(?:级|年代|周年)/.test(rest)) return true
  if (unit === '个' && /^(?:月|星期|小时|工作日)/.test(rest)) return true
  if (/^[PMGk]/.test(unit) && /^[A-Za-z]/.test(rest)) return true
  if (unit === '大' && /^(?:于|约|致|气|会|厅|学|道)/.test(rest)) return true
  if (unit === '位' && /^一体/.test(rest)) return true
  return unit === '期' && /^(?:间|末)/.test(rest)
}
