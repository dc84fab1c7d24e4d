import type { SlotKind } from './fact-catalogue.ts'

/** What an unknown value reads as. */
export const unknownWord = '未知'

const trim = (text: string) => text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')

/** Whole fen in 亿元, 万元 or 元, exact to the second or first place, rounded half away from zero in whole numbers. */
function sayMoney(fen: bigint): string {
  const sign = fen < 0n ? '-' : ''
  const size = fen < 0n ? -fen : fen
  const inUnit = (unit: bigint, places: bigint, word: string) => {
    const steps = 10n ** places
    const rounded = (size * steps * 2n + unit) / (unit * 2n)
    const part = String(rounded % steps).padStart(Number(places), '0')
    return `${sign}${trim(`${rounded / steps}.${part}`)}${word}`
  }
  if (size >= 10_000_000_000n) return inUnit(10_000_000_000n, 2n, '亿元')
  if (size >= 1_000_000n) return inUnit(1_000_000n, 1n, '万元')
  return inUnit(100n, 2n, '元')
}

/** A day as a report writes it: 2026年11月22日, 2026年11月, 2026年; anything else as it was written. */
export function sayDay(day: string): string {
  const [, year, month, date] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(day) ?? []
  if (!year) return day
  return `${year}年${month ? `${Number(month)}月` : ''}${date ? `${Number(date)}日` : ''}`
}

/**
 * The value of a slot as it is printed in a report.
 * @param value null is unknown and reads 未知, never 0 or nothing
 */
export function sayValue(kind: SlotKind, value: number | string | readonly string[] | null): string {
  if (value === null) return unknownWord
  if (kind === 'list') return (value as readonly string[]).join('、') || '无'
  if (kind === 'ratio') return `${trim((Number(value) * 100).toFixed(1))}%`
  if (kind === 'money') return sayMoney(BigInt(value as string))
  if (kind === 'day') return sayDay(String(value))
  return String(value)
}
