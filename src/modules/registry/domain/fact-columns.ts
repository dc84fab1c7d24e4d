import type { Table } from '../../../engines/rules/index.ts'
import type { FigureKind } from '../model.ts'

type Column = Table['columns'] extends ReadonlyMap<string, infer C> ? C : never
type CellColumn = Extract<Column, { kind: 'cell' }>
type Cell = NonNullable<CellColumn['cells'][number]>

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000

/**
 * Which periods speak for a day: they have ended by it, and not longer ago than the kind allows; for "the year before
 * of" the window is that of the other fact, one year earlier.
 */
export function windowOf(
  kind: Pick<FigureKind, 'speaksForMonths' | 'yearBeforeOf'>,
  on: string,
): { notAfter: string; notBefore: string | null; yearsBack: number } {
  const yearsBack = kind.yearBeforeOf === null ? 0 : 1
  if (kind.speaksForMonths === null) return { notAfter: on, notBefore: null, yearsBack }
  const [year, month, day] = on.split('-').map(Number) as [number, number, number]
  const lastOfMonth = new Date(Date.UTC(year, month - kind.speaksForMonths, 0))
  const first = Date.UTC(
    lastOfMonth.getUTCFullYear(),
    lastOfMonth.getUTCMonth(),
    Math.min(day, lastOfMonth.getUTCDate()),
  )
  return { notAfter: on, notBefore: new Date(first).toISOString().slice(0, 10), yearsBack }
}

/** Pairs of firm and number, 16 bytes each, as a column of the rules engine: NaN, or 1 for a flag, is unknown. */
export function numbersToColumn(type: string, packed: Buffer, rowOf: ReadonlyMap<number, number>): Column {
  const isFlag = type === 'bool'
  if (type === 'text' || type === 'titles' || type === 'series') return emptyCells(rowOf.size)
  const numbers = isFlag ? new Uint8Array(rowOf.size).fill(1) : new Float64Array(rowOf.size).fill(Number.NaN)
  for (let at = 0; at < packed.length; at += 16) {
    const row = rowOf.get(Number(packed.readBigInt64BE(at)))
    if (row === undefined) continue
    const value = Number(packed.readBigInt64BE(at + 8))
    numbers[row] = isFlag ? (value === 1 ? 0 : 3) : value
  }
  return isFlag
    ? { kind: 'flag', values: numbers as Uint8Array }
    : { kind: 'number', values: numbers as Float64Array }
}

const emptyCells = (rows: number): Column => ({ kind: 'cell', codes: new Int32Array(rows), cells: [null] })

/** Texts as a column; 0 is unknown. */
export function textsToColumn(
  texts: readonly { organisationId: bigint; text: string }[],
  rowOf: ReadonlyMap<number, number>,
): Column {
  const column = new CellColumnBuilder(rowOf.size)
  for (const { organisationId, text } of texts) {
    const row = rowOf.get(Number(organisationId))
    if (row !== undefined) column.set(row, text, () => ({ kind: 'text', text }))
  }
  return column.build()
}

type TitleRow = {
  organisationId: bigint
  nameZh: string | null
  also: string[] | null
  nameAsWritten: string
  grantedOn: string | null
  expiresOn: string | null
  withdrawnOn: string | null
}

/** Yearly values as a column, by firm. */
export function yearsToColumn(
  values: readonly { organisationId: bigint; year: number; valueNumber: bigint }[],
  rowOf: ReadonlyMap<number, number>,
): Column {
  const byRow = new Map<number, Map<number, bigint>>()
  for (const { organisationId, year, valueNumber } of values) {
    const row = rowOf.get(Number(organisationId))
    if (row === undefined) continue
    const years = byRow.get(row) ?? new Map<number, bigint>()
    byRow.set(row, years.set(year, valueNumber))
  }
  const column = new CellColumnBuilder(rowOf.size)
  for (const [row, byYear] of byRow) column.set(row, String(row), () => ({ kind: 'series', byYear }))
  return column.build()
}

/** Of which titles a city holds all holders: of all, or of those in `names` (every name of each). */
export type CompleteLists = { readonly all: boolean; readonly names: ReadonlySet<string> }

/**
 * Titles as a column: every name of a title that is asked for (all where nobody says) stands with the days on which it
 * held. Who is not listed holds none of the titles whose lists are complete; of the others nothing is known.
 */
export function titlesToColumn(
  titles: readonly TitleRow[],
  rowOf: ReadonlyMap<number, number>,
  lists: CompleteLists,
  asked?: ReadonlySet<string>,
): Column {
  const ofRow = new Map<number, TitleRow[]>()
  for (const title of titles) {
    const row = rowOf.get(Number(title.organisationId))
    if (row === undefined) continue
    const held = ofRow.get(row)
    if (held) held.push(title)
    else ofRow.set(row, [title])
  }
  const knownFor = lists.all ? undefined : [...lists.names].filter((name) => !asked || asked.has(name)).sort()
  const column = new CellColumnBuilder(rowOf.size)
  if (knownFor === undefined || knownFor.length > 0) column.fill({ kind: 'titles', titles: [], knownFor })
  for (const [row, held] of ofRow) {
    const spans = held.flatMap((title) => spansOf(title, asked))
    if (spans.length === 0) continue
    const key = spans.map((s) => `${s.title}\u0001${s.fromDay}\u0001${s.untilDay}`).join('\u0002')
    column.set(row, key, () => ({ kind: 'titles', titles: spans, knownFor }))
  }
  return column.build()
}

function spansOf(title: TitleRow, asked: ReadonlySet<string> | undefined) {
  const names = new Set([title.nameZh ?? title.nameAsWritten, ...(title.also ?? []), title.nameAsWritten])
  const fromDay = title.grantedOn === null ? null : dayNumber(title.grantedOn)
  const ends = [
    title.expiresOn === null ? null : dayNumber(title.expiresOn),
    title.withdrawnOn === null ? null : dayNumber(title.withdrawnOn) - 1,
  ].filter((day) => day !== null)
  const untilDay = ends.length === 0 ? null : Math.min(...ends)
  return [...names]
    .filter((name) => asked === undefined || asked.has(name))
    .map((name) => ({ title: name, fromDay, untilDay }))
}

class CellColumnBuilder {
  private readonly codes: Int32Array<ArrayBuffer>
  private readonly cells: (Cell | null)[] = [null]
  private readonly codeOf = new Map<string, number>()
  constructor(rows: number) {
    this.codes = new Int32Array(rows)
  }
  fill(cell: Cell): void {
    this.codes.fill(this.cells.push(cell) - 1)
  }
  set(row: number, key: string, make: () => Cell): void {
    let code = this.codeOf.get(key)
    if (code === undefined) {
      code = this.cells.push(make()) - 1
      this.codeOf.set(key, code)
    }
    this.codes[row] = code
  }
  build(): Column {
    return { kind: 'cell', codes: this.codes, cells: this.cells }
  }
}
