import type { CellValue, Column, FactDefinition } from '../../../engines/rules/index.ts'
import { formatDay } from '../../../engines/rules/index.ts'

/** Stored whole units in one unit that people write: fen in a yuan, ppm in a percent, ten-thousandths in one. */
const perUnit = { money: 100n, rate: 10_000n, quantity: 10_000n } as const

/** A whole number of stored units as plain decimal digits, `12.5`: what `readFactValue` reads back to the same number. */
export function decimalText(stored: bigint, per: bigint): string {
  const size = stored < 0n ? -stored : stored
  const rest = (size % per)
    .toString()
    .padStart(per.toString().length - 1, '0')
    .replace(/0+$/, '')
  return `${stored < 0n ? '-' : ''}${size / per}${rest ? `.${rest}` : ''}`
}

/** A stored number of a type as people write it: 元, %, plain, ISO day. */
export function numberText(type: FactDefinition['type'], stored: bigint): string {
  if (type === 'date') return formatDay(Number(stored))
  return type === 'money' || type === 'rate' || type === 'quantity'
    ? decimalText(stored, perUnit[type])
    : stored.toString()
}

/** What a column holds in one row, as people write it; null where it is unknown. */
export function factText(definition: FactDefinition, column: Column | undefined, row: number): string | null {
  if (column?.kind === 'number') {
    const value = column.values[row]!
    return Number.isNaN(value) ? null : numberText(definition.type, BigInt(value))
  }
  if (column?.kind === 'flag') {
    const code = column.values[row]
    return code === 1 ? null : code === 0 ? '是' : '否'
  }
  const cell = column?.kind === 'cell' ? (column.cells[column.codes[row]!] ?? null) : null
  return cell === null ? null : cellText(definition, cell)
}

function cellText(definition: FactDefinition, cell: CellValue): string {
  if (cell.kind === 'text') return cell.text
  if (cell.kind === 'series')
    return [...cell.byYear]
      .map(([year, value]) => `${year}=${numberText(definition.of ?? 'count', value)}`)
      .join('; ')
  const spans = cell.titles.map(({ title, fromDay, untilDay }) => {
    const from = fromDay === null ? '' : formatDay(fromDay)
    const until = untilDay === null ? '' : `~${formatDay(untilDay)}`
    return from || until ? `${title}@${from}${until}` : title
  })
  return spans.length === 0 ? '无' : spans.join('; ')
}
