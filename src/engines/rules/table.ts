/** Subjects and their facts as columns of typed arrays: what the column compiler reads. */
import type { CellValue } from './cell.ts'
import type { FactValue } from './fact-value.ts'
import type { Fraction } from './fraction.ts'
import { numericUnit } from './lowering.ts'
import type { Source } from './reference.ts'
import type { FactDefinition, Scope } from './written.ts'

export type Column =
  /** Stored whole units; NaN is unknown. */
  | { readonly kind: 'number'; readonly values: Float64Array }
  /** 0 yes, 1 unknown, 3 no: the codes of `Truth`. */
  | { readonly kind: 'flag'; readonly values: Uint8Array }
  /** Index into the distinct values; 0 is unknown. */
  | { readonly kind: 'cell'; readonly codes: Int32Array; readonly cells: readonly (CellValue | null)[] }

/** Names a subject belongs to, for limits that count per enterprise, project, product, contract or year. */
export const scopeColumns = ['enterprise', 'project', 'product', 'contract', 'year'] as const
export type ScopeColumn = (typeof scopeColumns)[number]

export type Table = {
  readonly ids: readonly string[]
  readonly columns: ReadonlyMap<string, Column>
  readonly scopes: ReadonlyMap<ScopeColumn, readonly string[]>
}

/** City values of one run: exact numbers by key, and rankings by key. Missing keys are unknown. */
export type Snapshot = {
  readonly given: ReadonlyMap<string, Fraction>
  readonly standings: ReadonlyMap<string, Float64Array>
}

export type Row = {
  readonly id: string
  readonly facts: ReadonlyMap<string, FactValue>
  readonly scopes?: ReadonlyMap<ScopeColumn, string>
}

/** A table out of rows. Facts that no row mentions become columns of unknowns. */
export function tableOf(rows: readonly Row[], facts: ReadonlyMap<string, FactDefinition>): Table {
  const columns = new Map<string, Column>()
  for (const [name, definition] of facts) {
    const values = rows.map((row) => row.facts.get(name) ?? null)
    columns.set(name, columnOf(definition, values))
  }
  const scopes = new Map<ScopeColumn, string[]>()
  for (const scope of scopeColumns)
    if (rows.some((row) => row.scopes?.has(scope)))
      scopes.set(
        scope,
        rows.map((row) => row.scopes?.get(scope) ?? ''),
      )
  return { ids: rows.map((row) => row.id), columns, scopes }
}

function columnOf(definition: FactDefinition, values: readonly FactValue[]): Column {
  if (definition.type === 'bool')
    return { kind: 'flag', values: Uint8Array.from(values, (x) => (x === null ? 1 : x ? 0 : 3)) }
  if (definition.type !== 'series' && numericUnit(definition) !== undefined)
    return { kind: 'number', values: Float64Array.from(values, (x) => (x === null ? Number.NaN : Number(x))) }
  const cells: (CellValue | null)[] = [null]
  const codeOf = new Map<string, number>()
  const codes = Int32Array.from(values, (value) => {
    if (value === null) return 0
    const key = cellKey(value as CellValue)
    const known = codeOf.get(key)
    if (known !== undefined) return known
    codeOf.set(key, cells.length)
    return cells.push(value as CellValue) - 1
  })
  return { kind: 'cell', codes, cells }
}

function cellKey(cell: CellValue): string {
  if (cell.kind === 'text') return cell.text
  if (cell.kind === 'titles')
    return cell.titles.map((t) => `${t.title}\u0001${t.fromDay}\u0001${t.untilDay}`).join('\u0002')
  return [...cell.byYear].map(([year, value]) => `${year}=${value}`).join(';')
}

/** Some rows of a table, in the given order, as a table of their own. */
export function selectRows(table: Table, rows: readonly number[]): Table {
  const columns = new Map<string, Column>()
  for (const [name, column] of table.columns) {
    if (column.kind === 'number')
      columns.set(name, { kind: 'number', values: Float64Array.from(rows, (row) => column.values[row]!) })
    else if (column.kind === 'flag')
      columns.set(name, { kind: 'flag', values: Uint8Array.from(rows, (row) => column.values[row]!) })
    else columns.set(name, { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]!) })
  }
  const scopes = new Map(
    [...table.scopes].map(([scope, names]) => [scope, rows.map((row) => names[row]!)] as const),
  )
  return { ids: rows.map((row) => table.ids[row]!), columns, scopes }
}

/** One row of a table as the reference reads it. */
export function rowSource(table: Table, snapshot: Snapshot, onDay: number, row: number): Source {
  return {
    onDay,
    number(fact) {
      const column = table.columns.get(fact)
      const value = column?.kind === 'number' ? column.values[row]! : Number.NaN
      return Number.isNaN(value) ? null : BigInt(value)
    },
    flag(fact) {
      const column = table.columns.get(fact)
      const code = column?.kind === 'flag' ? column.values[row] : 1
      return code === 1 ? null : code === 0
    },
    cell(fact) {
      const column = table.columns.get(fact)
      return column?.kind === 'cell' ? (column.cells[column.codes[row]!] ?? null) : null
    },
    given: (key) => snapshot.given.get(key) ?? null,
    standing(key) {
      const value = snapshot.standings.get(key)?.[row] ?? Number.NaN
      return Number.isNaN(value) ? null : BigInt(value)
    },
    hasStanding: (key) => snapshot.standings.has(key),
  }
}

const scopeParts: Readonly<Record<Scope, readonly ScopeColumn[]>> = {
  enterprise: ['enterprise'],
  'enterprise-year': ['enterprise', 'year'],
  project: ['project'],
  product: ['product'],
  contract: ['contract'],
}

/** The group of each row under a scope, numbered from 0; a row that names none stands for itself. */
export function scopeGroups(table: Table, scope: Scope): { groups: Int32Array; count: number } | null {
  const parts = scopeParts[scope].map((part) => table.scopes.get(part))
  if (!parts[0]) return null
  const numbers = new Map<string, number>()
  const groups = Int32Array.from(table.ids, (id, row) => {
    const names = parts.map((part) => part?.[row] ?? '')
    const key = names[0] === '' ? `\u0000${id}\u0001${row}` : names.join('\u0001')
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, numbers.size)
    return numbers.size - 1
  })
  return { groups, count: numbers.size }
}
