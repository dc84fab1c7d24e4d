/** Reads the cells of a monitoring report as spreadsheets write them. Unknown is null; what cannot be read is 'bad'. */

const unknown = /^(?:|-+|—+|\/+|n\/?a|nan|null|未知|不详|不清楚|暂无|不适用|保密)$/i
const even = (text: string) => text.normalize('NFKC').trim()
const plain = (text: string) => even(text).replaceAll(/[,\s]/g, '')

export type ReadPeriod = { readonly cadence: 'month' | 'week'; readonly period: string }

/**
 * A period as written. Months: 2026-10, 2026/10, 2026年10月, 202610, a date cell on the first of the month. ISO weeks:
 * 2026-W43, 2026年第43周.
 */
export function readReportPeriod(text: string): ReadPeriod | 'bad' {
  const written = plain(text)
  const week = /^(\d{4})(?:-?W|年?第?)(\d{1,2})周?$/i.exec(written)
  if (week && /W|周/i.test(written))
    return { cadence: 'week', period: `${week[1]}-W${week[2]!.padStart(2, '0')}` }
  const month =
    /^(\d{4})(?:[-/.年](\d{1,2})月?|(\d{2}))$/.exec(written) ??
    /^(\d{4})[-/.](\d{1,2})[-/.]0?1(?:T[\d:.]*)?$/.exec(written)
  if (!month) return 'bad'
  return { cadence: 'month', period: `${month[1]}-${(month[2] ?? month[3])!.padStart(2, '0')}` }
}

/** A number not below 0 and not above `most`, at most four decimals; a unit of days or items behind it is left out. */
export function readNumber(text: string, most: number): number | null | 'bad' {
  const value = plain(text).replace(/(?:天|日|项|个|days?)$/i, '')
  if (unknown.test(value)) return null
  const number = /^\d{1,9}(?:\.\d{1,12})?$/.test(value) ? Number(value) : Number.NaN
  return number <= most ? Math.round(number * 10_000) / 10_000 : 'bad'
}

/** A whole number not below 0. */
export function readCount(text: string, most: number): number | null | 'bad' {
  const number = readNumber(text, most)
  return typeof number === 'number' && !Number.isInteger(number) ? 'bad' : number
}

/**
 * Capacity use, 0 to 2. 82% and 82 are percent; so is every figure under a header that says %. A bare 0.82 could be either
 * and is 'bad'.
 */
export function readCapacity(text: string, header: string): number | null | 'bad' {
  const value = plain(text)
  const number = readNumber(value.replace(/%$/, ''), 200)
  if (typeof number !== 'number') return number
  const isPercent = value.endsWith('%') || /[%％]|百分/.test(header) || number > 2 || number === 0
  return isPercent ? Math.round(number * 10_000) / 1_000_000 : 'bad'
}

const logisticsWords = new Map<string, 'normal' | 'slow' | 'blocked'>([
  ...(['normal', '正常', '畅通', '通畅'] as const).map((word) => [word, 'normal'] as const),
  ...(['slow', '迟缓', '缓慢', '延误', '不畅'] as const).map((word) => [word, 'slow'] as const),
  ...(['blocked', '中断', '受阻', '停运', '不通'] as const).map((word) => [word, 'blocked'] as const),
])

export function readLogistics(text: string): 'normal' | 'slow' | 'blocked' | null | 'bad' {
  const value = plain(text).toLowerCase()
  return unknown.test(value) ? null : (logisticsWords.get(value) ?? 'bad')
}

/** A free text; null where the cell says nothing. */
export function readWords(text: string): string | null {
  const value = even(text)
  return unknown.test(value) ? null : value
}
