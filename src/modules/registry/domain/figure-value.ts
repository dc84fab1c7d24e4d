import { readFactValue } from '../../../engines/rules/index.ts'
import type { FigureKind } from '../model.ts'

/** One value in the form in which it is stored; exactly one of the three is not null. */
export type StoredValue = {
  /** Fen, ppm, whole count, ten-thousandths of the unit, or days since 1970-01-01, as decimal digits. */
  readonly valueNumber: string | null
  readonly valueText: string | null
  readonly valueFlag: boolean | null
}

/**
 * Reads a value as people write it (500万元, 6%, 是, 2021-07-15) under a fact's type; a bare number is in the unit of
 * the fact. Throws the rules engine's QuantityError with words for the person; null where nothing is written.
 */
export function readFigureValue(
  kind: Pick<FigureKind, 'name' | 'type' | 'labelZh'>,
  raw: unknown,
): StoredValue | null {
  const value = readFactValue(
    { label: kind.labelZh, type: kind.type } as Parameters<typeof readFactValue>[0],
    raw,
  )
  if (value === null) return null
  if (typeof value === 'boolean') return { valueNumber: null, valueText: null, valueFlag: value }
  if (typeof value === 'bigint' && (value > greatest || value < -greatest)) throw tooGreat(kind.labelZh)
  if (typeof value === 'bigint') return { valueNumber: String(value), valueText: null, valueFlag: null }
  if (value.kind !== 'text') throw new Error(`a figure of type ${kind.type} holds no ${value.kind}`)
  return { valueNumber: null, valueText: value.text, valueFlag: null }
}

// What eight bytes hold; in fen some ninety quadrillion yuan.
const greatest = 2n ** 63n - 1n
function tooGreat(label: string): Error {
  const error = new Error(`“${label}”的值大得存不下，请核对单位 · too great to be held, check the unit`)
  error.name = 'QuantityError'
  return error
}

/** A stored value as it travels: digits in stored units, ISO day, `true` or `false`, or the text. */
export function writeFigureValue(
  type: FigureKind['type'],
  stored: { valueNumber: bigint | null; valueText: string | null; valueFlag: boolean | null },
): string {
  if (stored.valueText !== null) return stored.valueText
  if (stored.valueFlag !== null) return String(stored.valueFlag)
  if (type === 'date') return new Date(Number(stored.valueNumber) * 86_400_000).toISOString().slice(0, 10)
  return String(stored.valueNumber)
}

/** The last day of a period as written: 2023, 2023-06 or 2023-06-30. */
export function lastDayOf(period: string): string {
  if (period.length === 4) return `${period}-12-31`
  if (period.length === 10) return period
  const [year, month] = period.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** Whether a period is a day of the calendar: 2023-02-30 is written in the right form and is none. */
export function isPeriod(period: string): boolean {
  if (period.length < 10) return true
  const time = Date.parse(`${period}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === period
}
