/** Amounts as the form edits them. A form that it does not know stays as it is written. */
import type { Written } from './written.ts'

export type BandRow = {
  /** Whether the lower edge belongs to the band (`from`) or not (`above`). */
  lowKey: 'from' | 'above'
  low: string
  /** Whether the upper edge belongs to the band (`upTo`) or not (`below`). */
  highKey: 'below' | 'upTo'
  high: string
  value: string
}
export type ChoiceRow = { key: string; value: string }
export type Amount =
  | { kind: 'fixed'; value: string }
  | { kind: 'rate'; rate: string; of: string[]; cap: string }
  | { kind: 'fact'; fact: string }
  | { kind: 'parameter'; name: string }
  | { kind: 'bands'; of: string; rows: BandRow[]; cap: string }
  | { kind: 'table'; by: string; rows: ChoiceRow[]; otherwise: string }
  | { kind: 'byTitle'; fact: string; rows: ChoiceRow[]; otherwise: string }
  | { kind: 'kept' }

export const isMap = (node: unknown): node is Written =>
  typeof node === 'object' && node !== null && !Array.isArray(node)
const isScalar = (value: unknown): value is string | number =>
  typeof value === 'number' || typeof value === 'string'
const isQuantity = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && (/^[\d.,]/u.test(value) || value === ''))
const textOf = (value: unknown): string => (isScalar(value) ? String(value) : '')
const onlyKeys = (node: Written, keys: readonly string[]) =>
  Object.keys(node).every((key) => keys.includes(key))

/** What an amount is, as far as the form can edit it; `parameters` are the names of the policy's own. */
export function readAmount(node: unknown, parameters: readonly string[] = []): Amount {
  if (isQuantity(node)) return { kind: 'fixed', value: String(node) }
  if (typeof node === 'string')
    return parameters.includes(node) ? { kind: 'parameter', name: node } : { kind: 'fact', fact: node }
  if (!isMap(node)) return { kind: 'kept' }
  return (
    readRate(node, parameters) ?? readBands(node) ?? readTable(node) ?? readByTitle(node) ?? { kind: 'kept' }
  )
}

function readRate(node: Written, parameters: readonly string[]): Amount | null {
  const isNumber = (value: unknown) =>
    isQuantity(value) || (typeof value === 'string' && parameters.includes(value))
  const { rate, of, cap } = node
  const bases = [of].flat()
  const isPlain =
    onlyKeys(node, ['rate', 'of', 'cap']) && isNumber(rate) && (cap === undefined || isNumber(cap))
  if (!isPlain || !bases.every((base) => typeof base === 'string')) return null
  return { kind: 'rate', rate: String(rate), of: bases.map(String), cap: textOf(cap) }
}

function readBands(node: Written): Amount | null {
  const { bands, cap } = node
  if (!isMap(bands) || !onlyKeys(node, ['bands', 'cap']) || (cap !== undefined && !isQuantity(cap)))
    return null
  const table = Array.isArray(bands.table) ? (bands.table as unknown[]) : null
  if (!table || typeof bands.of !== 'string' || !onlyKeys(bands, ['of', 'table'])) return null
  const rows = table.map(readBand)
  return rows.every((row) => row !== null) ? { kind: 'bands', of: bands.of, rows, cap: textOf(cap) } : null
}

function readBand(band: unknown): BandRow | null {
  if (!isMap(band) || !onlyKeys(band, ['from', 'above', 'below', 'upTo', 'value'])) return null
  if (!isQuantity(band.value)) return null
  return {
    lowKey: 'above' in band ? 'above' : 'from',
    low: textOf(band.above ?? band.from),
    highKey: 'upTo' in band ? 'upTo' : 'below',
    high: textOf(band.upTo ?? band.below),
    value: String(band.value),
  }
}

function readChoices(values: unknown): ChoiceRow[] | null {
  if (!isMap(values)) return null
  const rows = Object.entries(values).map(([key, value]) => ({ key, value }))
  return rows.every(({ value }) => isQuantity(value))
    ? rows.map(({ key, value }) => ({ key, value: textOf(value) }))
    : null
}

function readTable({ table, ...rest }: Written): Amount | null {
  if (!isMap(table) || Object.keys(rest).length > 0) return null
  const rows = readChoices(table.values)
  if (!rows || typeof table.by !== 'string') return null
  if (table.otherwise !== undefined && !isQuantity(table.otherwise)) return null
  return { kind: 'table', by: table.by, rows, otherwise: textOf(table.otherwise) }
}

function readByTitle({ byTitle, ...rest }: Written): Amount | null {
  if (!isMap(byTitle) || Object.keys(rest).length > 0) return null
  const rows = readChoices(byTitle.values)
  if (!rows || typeof byTitle.fact !== 'string') return null
  if (byTitle.otherwise !== undefined && !isQuantity(byTitle.otherwise)) return null
  return { kind: 'byTitle', fact: byTitle.fact, rows, otherwise: textOf(byTitle.otherwise) }
}

const given = (key: string, value: string): Written => (value === '' ? {} : { [key]: value })
const choices = (rows: readonly ChoiceRow[]) => Object.fromEntries(rows.map(({ key, value }) => [key, value]))

/** The amount as it is written; `old` keeps what the form does not show. */
export function writeAmount(amount: Amount, old: unknown): unknown {
  switch (amount.kind) {
    case 'fixed':
      return amount.value
    case 'fact':
      return amount.fact
    case 'parameter':
      return amount.name
    case 'rate': {
      const of = amount.of.length === 1 ? amount.of[0] : amount.of
      return { rate: amount.rate, of, ...given('cap', amount.cap) }
    }
    case 'bands': {
      const table = amount.rows.map((row) => ({
        ...given(row.lowKey, row.low),
        ...given(row.highKey, row.high),
        value: row.value,
      }))
      return { bands: { of: amount.of, table }, ...given('cap', amount.cap) }
    }
    case 'table':
      return {
        table: { by: amount.by, values: choices(amount.rows), ...given('otherwise', amount.otherwise) },
      }
    case 'byTitle':
      return {
        byTitle: { fact: amount.fact, values: choices(amount.rows), ...given('otherwise', amount.otherwise) },
      }
    case 'kept':
      return old
  }
}
