/** Reading and writing of amounts, rates, counts and dates as people write them. Exact, never through floats. */
import type { Unit } from './core.ts'
import { type Fraction, fraction, reduced } from './fraction.ts'

export class QuantityError extends Error {
  override readonly name = 'QuantityError'
}

const moneyUnits: Readonly<Record<string, bigint>> = {
  分: 1n,
  元: 100n,
  千元: 100_000n,
  万: 1_000_000n,
  万元: 1_000_000n,
  百万元: 100_000_000n,
  千万元: 1_000_000_000n,
  亿: 10_000_000_000n,
  亿元: 10_000_000_000n,
}

/** Stored units in one natural unit: rates in ppm, quantities and points with four decimals. */
export const scaleOf: Readonly<Record<Unit, bigint>> = {
  money: 1n,
  rate: 1_000_000n,
  count: 1n,
  quantity: 10_000n,
  date: 1n,
  points: 10_000n,
}

/** Splits `-1,200.5万元` into an exact number and the unit that follows it; undefined if it is no number. */
export function splitQuantity(raw: string | number): { value: Fraction; suffix: string } | undefined {
  if (typeof raw === 'number' && !Number.isFinite(raw)) return undefined
  const text = String(raw).normalize('NFKC').replaceAll('−', '-').trim()
  const match = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?\s*(.*)$/su.exec(text)
  if (!match) return undefined
  const [, sign, whole = '', decimals = '', suffix = ''] = match
  if (whole.length + decimals.length > 30) return undefined
  const n = BigInt(whole.replaceAll(',', '') + decimals)
  return { value: reduced(fraction(sign === '-' ? -n : n, 10n ** BigInt(decimals.length))), suffix }
}

/** Money in 分; `bareUnit` is what a number without a unit means, null refuses it. */
export function parseMoney(raw: string | number, bareUnit: '元' | null): Fraction {
  const parts = splitQuantity(raw)
  const suffix = parts?.suffix.replace(/^人民币|人民币$|整$/gu, '') || bareUnit
  if (parts && suffix === null)
    throw new QuantityError(
      `金额“${raw}”没有单位，请写成“${raw}元”或“${raw}万元” · money "${raw}" has no unit: write ${raw}元 or ${raw}万元`,
    )
  const factor = suffix ? moneyUnits[suffix] : undefined
  if (!parts || factor === undefined)
    throw new QuantityError(
      `“${raw}”不是金额，应如 500万元、1.2亿元、3000元 · "${raw}" is not money; write 500万元, 1.2亿元 or 3000元`,
    )
  return reduced(fraction(parts.value.n * factor, parts.value.d))
}

/** A rate as an exact fraction: 6%, 3‰, 0.5% or 60000ppm. `bare` says what a number without a sign means. */
export function parseRate(raw: string | number, bare: '%' | null): Fraction {
  const parts = splitQuantity(raw)
  const suffix = parts?.suffix || bare
  if (parts && suffix === null)
    throw new QuantityError(
      `比例“${raw}”没有百分号，请写成“${raw}%” · the rate "${raw}" has no percent sign: write ${raw}%`,
    )
  const per = suffix === '%' ? 100n : suffix === '‰' ? 1000n : suffix === 'ppm' ? 1_000_000n : undefined
  if (!parts || per === undefined)
    throw new QuantityError(`“${raw}”不是比例，应如 6%、3‰ · "${raw}" is not a rate; write 6% or 3‰`)
  return reduced(fraction(parts.value.n, parts.value.d * per))
}

/** A count or a measured quantity; a unit behind the number (500吨, 3年) is allowed and kept out. */
export function parsePlain(raw: string | number, unit: 'count' | 'quantity' | 'points'): Fraction {
  const parts = splitQuantity(raw)
  if (!parts || /[\d%‰万亿元e]/u.test(parts.suffix))
    throw new QuantityError(
      `“${raw}”不是数，应如 12 或 3.5 · "${raw}" is not a plain number; write 12 or 3.5`,
    )
  if (unit === 'count' && parts.value.d !== 1n)
    throw new QuantityError(`“${raw}”应为整数 · "${raw}" must be a whole number`)
  return parts.value
}

const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

/** Days since 1970-01-01 of a calendar day written 2024-03-01, 2024/3/1 or 2024.3.1. */
export function parseDay(raw: unknown): number {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(String(raw).normalize('NFKC').trim())
  const [year, month, day] = match ? match.slice(1).map(Number) : []
  const time = match ? Date.UTC(year!, month! - 1, day!) : Number.NaN
  const back = new Date(time)
  if (Number.isNaN(time) || back.getUTCMonth() !== month! - 1 || back.getUTCDate() !== day)
    throw new QuantityError(
      `“${raw}”不是日期，应如 2024-03-01 · "${raw}" is not a calendar day; write 2024-03-01`,
    )
  return time / 86_400_000
}

export const formatDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** Whole years completed between two days (an anniversary on 29 February falls on 1 March). */
export function yearsBetween(fromDay: number, toDay: number): number {
  const from = new Date(fromDay * 86_400_000)
  const to = new Date(toDay * 86_400_000)
  const years = to.getUTCFullYear() - from.getUTCFullYear()
  const beforeAnniversary =
    daysBefore[to.getUTCMonth()]! + to.getUTCDate() < daysBefore[from.getUTCMonth()]! + from.getUTCDate()
  return beforeAnniversary ? years - 1 : years
}

function decimal(x: Fraction, most: number): string {
  const scale = 10n ** BigInt(most)
  const scaled = (x.n * scale * 2n + (x.n < 0n ? -x.d : x.d)) / (x.d * 2n)
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(most + 1, '0')
  const whole = digits.slice(0, digits.length - most).replace(/\B(?=(\d{3})+$)/gu, ',')
  const rest = digits.slice(digits.length - most).replace(/0+$/u, '')
  return `${scaled < 0n ? '-' : ''}${whole}${rest ? `.${rest}` : ''}`
}

/** For people: 420万元, 1.2亿元, 15,000元, 6%, 12, 2024-03-01. Exact up to six decimals. */
export function formatQuantity(unit: Unit, x: Fraction): string {
  if (unit === 'date') return formatDay(Number(x.n / x.d))
  if (unit === 'rate') return `${decimal(fraction(x.n * 100n, x.d), 4)}%`
  if (unit !== 'money') return decimal(x, 4)
  const whole = x.n / x.d
  const size = whole < 0n ? -whole : whole
  if (size >= 10_000_000_000n && whole % 100_000_000n === 0n)
    return `${decimal(fraction(x.n, x.d * 10_000_000_000n), 2)}亿元`
  if (size >= 1_000_000n && whole % 10_000n === 0n)
    return `${decimal(fraction(x.n, x.d * 1_000_000n), 2)}万元`
  return `${decimal(fraction(x.n, x.d * 100n), 2)}元`
}
