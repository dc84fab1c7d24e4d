import type { Column, Table } from '../../../engines/rules/index.ts'

/** The rows of a city: organisation ids ascending, and the row of each. */
export type CityRows = { readonly ids: readonly string[]; readonly rowOf: ReadonlyMap<bigint, number> }

export const cityRowsOf = (ids: readonly string[]): CityRows => ({
  ids,
  rowOf: new Map(ids.map((id, row) => [BigInt(id), row])),
})

/** The same table with some facts of one row set to other values; other columns are shared. */
export function withRow(table: Table, row: number, changes: ReadonlyMap<string, Column>): Table {
  const columns = new Map(table.columns)
  for (const [name, one] of changes) {
    const held = columns.get(name)
    if (held === undefined) continue
    columns.set(name, replaced(held, one, row))
  }
  return { ...table, columns }
}

/** `one` is a column of a single row, as the engine reads a value. */
function replaced(held: Column, one: Column, row: number): Column {
  if (held.kind === 'number' && one.kind === 'number') {
    const values = held.values.slice()
    values[row] = one.values[0]!
    return { kind: 'number', values }
  }
  if (held.kind === 'flag' && one.kind === 'flag') {
    const values = held.values.slice()
    values[row] = one.values[0]!
    return { kind: 'flag', values }
  }
  if (held.kind === 'cell' && one.kind === 'cell') {
    const codes = held.codes.slice()
    const cell = one.cells[one.codes[0]!] ?? null
    const cells = cell === null ? held.cells : [...held.cells, cell]
    codes[row] = cell === null ? 0 : cells.length - 1
    return { kind: 'cell', codes, cells }
  }
  throw new RangeError('a fact changed its type')
}
