/** Reads one value of a fact from a cell of a table or from YAML into its stored form; null is unknown. */
import type { CellValue, TitleSpan } from './cell.ts'
import { numericUnit } from './lowering.ts'
import { parseDay, parseMoney, parsePlain, parseRate, QuantityError, scaleOf } from './quantity.ts'
import type { FactDefinition } from './written.ts'

export type FactValue = bigint | boolean | CellValue | null

const yes = new Set(['是', '有', '√', 'true', 'yes', 'y', '1'])
const no = new Set(['否', '无', '×', 'false', 'no', 'n', '0'])
const biggest = 2n ** 53n - 1n

const isNothing = (raw: unknown): boolean =>
  raw === null || raw === undefined || (typeof raw === 'string' && raw.trim() === '')

/** A fact's value; throws QuantityError with words for the person who filled the cell. */
export function readFactValue(definition: FactDefinition, raw: unknown): FactValue {
  if (isNothing(raw)) return null
  switch (definition.type) {
    case 'bool':
      return readFlag(raw)
    case 'text':
      return { kind: 'text', text: readText(definition, raw) }
    case 'titles':
      return { kind: 'titles', titles: readTitles(raw) }
    case 'series':
      return { kind: 'series', byYear: readSeries(definition, raw) }
    default:
      return readNumber(definition.type, raw)
  }
}

function readText(definition: FactDefinition, raw: unknown): string {
  if (typeof raw === 'object') throw wrong(raw, '一个文本', 'one text')
  const text = String(raw).normalize('NFC').trim()
  if (definition.values && !definition.values.includes(text))
    throw new QuantityError(
      `“${text}”不在取值之内：${definition.values.join('、')} · "${text}" is not one of: ${definition.values.join(', ')}`,
    )
  return text
}

const wrong = (raw: unknown, zh: string, en: string) =>
  new QuantityError(`“${show(raw)}”应为${zh} · "${show(raw)}" should be ${en}`)
const show = (raw: unknown) => (typeof raw === 'object' ? JSON.stringify(raw) : String(raw)).slice(0, 60)

function readFlag(raw: unknown): boolean {
  const word = String(raw).normalize('NFKC').trim().toLowerCase()
  if (yes.has(word)) return true
  if (no.has(word)) return false
  throw wrong(raw, '是或否', 'yes or no (是/否)')
}

/** Stored whole units of a number written as people do: 元 where no unit is given, % for rates. */
export function readNumber(unit: 'money' | 'rate' | 'count' | 'quantity' | 'date', raw: unknown): bigint {
  if (typeof raw !== 'string' && typeof raw !== 'number') throw wrong(raw, '一个数', 'a number')
  if (unit === 'date') return BigInt(parseDay(raw))
  if (typeof raw === 'number' && Number.isInteger(raw) && !Number.isSafeInteger(raw))
    throw new QuantityError(`“${raw}”太大 · "${raw}" is too large`)
  const x =
    unit === 'money' ? parseMoney(raw, '元') : unit === 'rate' ? parseRate(raw, '%') : parsePlain(raw, unit)
  const scaled = x.n * scaleOf[unit]
  if (scaled % x.d !== 0n) {
    const least = { money: '分 (0.01元)', rate: '0.0001%', count: '1', quantity: '0.0001' }[unit]
    throw new QuantityError(
      `“${raw}”比最小单位 ${least} 还细 · "${raw}" is finer than the smallest unit ${least}`,
    )
  }
  const value = scaled / x.d
  if (value > biggest || value < -biggest) throw new QuantityError(`“${raw}”太大 · "${raw}" is too large`)
  return value
}

/** `小巨人@2021-07-01~2024-06-30; 高新技术企业`, `无`, or a YAML list of names or {title, from, until}. */
function readTitles(raw: unknown): TitleSpan[] {
  if (typeof raw === 'string') {
    if (/^(无|none)$/iu.test(raw.trim())) return []
    return raw
      .split(/[;；]/u)
      .filter((part) => part.trim() !== '')
      .map(readTitle)
  }
  if (!Array.isArray(raw)) throw wrong(raw, '称号清单', 'a list of titles')
  return raw.map((item: unknown) => {
    if (typeof item === 'string') return readTitle(item)
    const { title, from, until, ...rest } = (item ?? {}) as Record<string, unknown>
    if (typeof title !== 'string' || Object.keys(rest).length > 0)
      throw wrong(item, '称号（title、from、until）', 'a title with title, from, until')
    return {
      title,
      fromDay: isNothing(from) ? null : parseDay(from),
      untilDay: isNothing(until) ? null : parseDay(until),
    }
  })
}

function readTitle(text: string): TitleSpan {
  const [title = '', span = ''] = text.split('@')
  const [from = '', until = ''] = span.split('~')
  return {
    title: title.trim(),
    fromDay: from.trim() ? parseDay(from) : null,
    untilDay: until.trim() ? parseDay(until) : null,
  }
}

/** `2022=1000000; 2023=1200000` or a YAML map from year to value. */
function readSeries(definition: FactDefinition, raw: unknown): ReadonlyMap<number, bigint> {
  const unit = numericUnit(definition) as 'money' | 'count' | 'quantity'
  const pairs: [string, unknown][] =
    typeof raw === 'string'
      ? raw
          .split(/[;；]/u)
          .filter((part) => part.trim() !== '')
          .map((part) => part.split(/[=＝:：]/u).map((w) => w.trim()) as [string, string])
      : typeof raw === 'object' && raw !== null && !Array.isArray(raw)
        ? Object.entries(raw)
        : []
  if (pairs.length === 0)
    throw wrong(
      raw,
      '逐年数值，如 2022=1000000; 2023=1200000',
      'yearly values such as 2022=1000000; 2023=1200000',
    )
  const byYear = new Map<number, bigint>()
  for (const [year, value] of pairs) {
    if (!/^(19|20)\d\d$/u.test(year)) throw wrong(year, '四位年份', 'a year of four digits')
    if (byYear.has(Number(year)))
      throw new QuantityError(`${year} 年写了两次 · the year ${year} stands twice`)
    if (!isNothing(value)) byYear.set(Number(year), readNumber(unit, value))
  }
  return byYear
}
