import { type Column, formatQuantity, type Row, scaleOf, type Table } from '../../../engines/rules/index.ts'

type FactValue = Row['facts'] extends ReadonlyMap<string, infer V> ? V : never
type Definition = { readonly type: string; readonly unit?: string | undefined }

function valueAt(column: Column, row: number): FactValue {
  if (column.kind === 'number') {
    const value = column.values[row]!
    return Number.isNaN(value) ? null : BigInt(value)
  }
  if (column.kind === 'flag') {
    const code = column.values[row]!
    return code === 1 ? null : code === 0
  }
  return column.cells[column.codes[row]!] ?? null
}

/** One firm's facts out of the columns, in the engine's stored units; unknown is null. */
export function factRow(table: Table, row: number): Row {
  const facts = new Map<string, FactValue>()
  for (const [name, column] of table.columns) facts.set(name, valueAt(column, row))
  return { id: table.ids[row]!, facts }
}

/** A fact as people write it; null is unknown. */
export function showFact(value: FactValue | undefined, { type, unit }: Definition): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'bigint') {
    const kind = type as 'money' | 'rate' | 'count' | 'quantity' | 'date'
    const shown = formatQuantity(kind, { n: value, d: scaleOf[kind] })
    return unit && kind !== 'money' && kind !== 'rate' ? `${shown} ${unit}` : shown
  }
  if (value.kind === 'text') return value.text
  if (value.kind === 'titles') return [...new Set(value.titles.map(({ title }) => title))].join('、') || '无'
  return null
}
