import type {
  CellValue,
  Column,
  FactDefinition,
  Library,
  Table,
  TitleSpan,
} from '../../../engines/rules/index.ts'

/** The rows of a city: organisation ids ascending, and the row of each. */
export type CityRows = { readonly ids: readonly string[]; readonly rowOf: ReadonlyMap<bigint, number> }

export const cityRowsOf = (ids: readonly bigint[]): CityRows => ({
  ids: ids.map(String),
  rowOf: new Map(ids.map((id, row) => [id, row])),
})

/** A number column out of packed figures (per value firm int8, number int8, big-endian); NaN is unknown. */
export function numberColumn(rows: CityRows, packed: Buffer): Column {
  const values = new Float64Array(rows.ids.length).fill(Number.NaN)
  for (let at = 0; at < packed.length; at += 16) {
    const row = rows.rowOf.get(packed.readBigInt64BE(at))
    if (row !== undefined) values[row] = Number(packed.readBigInt64BE(at + 8))
  }
  return { kind: 'number', values }
}

/** A yes/no column out of packed figures; 1 is unknown, as the engine codes it. */
export function flagColumn(rows: CityRows, packed: Buffer): Column {
  const values = new Uint8Array(rows.ids.length).fill(1)
  for (let at = 0; at < packed.length; at += 16) {
    const row = rows.rowOf.get(packed.readBigInt64BE(at))
    if (row !== undefined) values[row] = packed.readBigInt64BE(at + 8) === 0n ? 3 : 0
  }
  return { kind: 'flag', values }
}

/** A column of texts, titles or series; equal values share one cell. */
export class CellColumn {
  readonly #codes: Int32Array
  readonly #cells: (CellValue | null)[] = [null]
  readonly #codeOf = new Map<string, number>()

  constructor(rows: CityRows) {
    this.#codes = new Int32Array(rows.ids.length)
  }

  /** Sets the value of a row; `key` says which values are equal. */
  set(row: number | undefined, key: string, make: () => CellValue): void {
    if (row === undefined) return
    let code = this.#codeOf.get(key)
    if (code === undefined) {
      code = this.#cells.push(make()) - 1
      this.#codeOf.set(key, code)
    }
    this.#codes[row] = code
  }

  /** Fills every row that has no value yet. */
  setRest(key: string, make: () => CellValue): void {
    for (let row = 0; row < this.#codes.length; row++) if (this.#codes[row] === 0) this.set(row, key, make)
  }

  column(): Column {
    return { kind: 'cell', codes: this.#codes, cells: this.#cells }
  }
}

/** A text column by row; null is unknown. */
export function textColumn(rows: CityRows, texts: readonly (string | null)[]): Column {
  const column = new CellColumn(rows)
  texts.forEach((text, row) => {
    if (text !== null) column.set(row, text, () => ({ kind: 'text', text }))
  })
  return column.column()
}

export type GrantedTitle = {
  readonly organisationId: bigint
  readonly name: string
  readonly also: readonly string[]
  readonly grantedOn: string | null
  readonly endsOn: string | null
}

const dayNumber = (day: string | null): number | null =>
  day === null ? null : Date.parse(`${day}T00:00:00Z`) / 86_400_000

/** The titles that the rules of a library ask for by name. */
export function titlesAskedFor(library: Library): ReadonlySet<string> {
  const names = new Set<string>()
  const see = (node: unknown): void => {
    if (Array.isArray(node)) for (const part of node) see(part)
    else if (typeof node === 'object' && node !== null)
      for (const [key, value] of Object.entries(node)) {
        if (key === 'holds' || key === 'newly' || key === 'firstTime')
          for (const name of [value].flat()) names.add(String(name))
        else if (key === 'byTitle')
          for (const name of Object.keys((value as { values: object }).values)) names.add(name)
        see(value)
      }
  }
  for (const { written } of library.policies) see(written)
  return names
}

/**
 * The titles of every firm under the names that rules use. A firm without any is unknown, unless an office stated that
 * the register of titles is complete: then it surely has none.
 */
export function titleColumn(
  rows: CityRows,
  titles: readonly GrantedTitle[],
  asked: ReadonlySet<string>,
  isComplete: boolean,
): Column {
  const spans = new Map<number, TitleSpan[]>()
  for (const title of titles) {
    const row = rows.rowOf.get(title.organisationId)
    if (row === undefined) continue
    const list = spans.get(row) ?? []
    spans.set(row, list)
    const names = new Set([title.name, ...title.also].filter((name) => asked.has(name)))
    for (const name of names)
      list.push({ title: name, fromDay: dayNumber(title.grantedOn), untilDay: dayNumber(title.endsOn) })
  }
  const column = new CellColumn(rows)
  for (const [row, list] of spans)
    column.set(row, JSON.stringify(list), () => ({ kind: 'titles', titles: list }))
  if (isComplete) column.setRest('[]', () => ({ kind: 'titles', titles: [] }))
  return column.column()
}

/** Values by year for every firm. */
export function seriesColumn(
  rows: CityRows,
  values: readonly { organisationId: bigint; year: number; valueNumber: bigint }[],
): Column {
  const byRow = new Map<number, Map<number, bigint>>()
  for (const { organisationId, year, valueNumber } of values) {
    const row = rows.rowOf.get(organisationId)
    if (row === undefined) continue
    const years = byRow.get(row) ?? new Map<number, bigint>()
    years.set(year, valueNumber)
    byRow.set(row, years)
  }
  const column = new CellColumn(rows)
  for (const [row, byYear] of byRow) column.set(row, String(row), () => ({ kind: 'series', byYear }))
  return column.column()
}

/** A column in which nothing is known. */
export function unknownColumn(rows: CityRows, definition: FactDefinition): Column {
  if (definition.type === 'bool') return flagColumn(rows, Buffer.alloc(0))
  if (definition.type === 'text' || definition.type === 'titles' || definition.type === 'series')
    return new CellColumn(rows).column()
  return numberColumn(rows, Buffer.alloc(0))
}

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
