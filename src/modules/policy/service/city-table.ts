import type { Fraction } from '../../../engines/rules/index.ts'
import {
  type Column,
  type FactDefinition,
  type Library,
  parseDay,
  readValue,
  type Table,
} from '../../../engines/rules/index.ts'
import type { Context, Dataset } from '../../access/index.ts'
import {
  type CityRows,
  cityRowsOf,
  flagColumn,
  numberColumn,
  seriesColumn,
  textColumn,
  titleColumn,
  titlesAskedFor,
  unknownColumn,
} from '../domain/city-table.ts'
import { districtFact } from '../domain/rule-set.ts'
import * as facts from '../queries/city-facts.ts'

export type CityScope = { readonly city: string; readonly dataset: Dataset; readonly on: string }
export type CityTable = {
  readonly rows: CityRows
  readonly firms: readonly facts.CityFirm[]
  /** 大型、中型 …; null where it cannot be told. */
  readonly sizes: readonly (string | null)[]
  readonly table: Table
  readonly city: ReadonlyMap<string, Fraction | null>
  readonly cityValues: readonly facts.CityValue[]
  /** Facts that the register does not keep at all, by name. */
  readonly unkept: ReadonlySet<string>
}

/** Under this name an office states that every title of the city's firms is registered. */
export const titlesComplete = 'titles_complete'

/** The day so many months before. */
function monthsBefore(on: string, months: number): string {
  const date = new Date(`${on}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() - months)
  return date.toISOString().slice(0, 10)
}

/**
 * The facts of all firms of a city as columns, as they stood on a day. Reads as whoever the database thinks asks: the
 * caller decides whether that is the program.
 */
export async function readCityTable(ctx: Context, scope: CityScope, library: Library): Promise<CityTable> {
  const { city, dataset, on } = scope
  const firms = await facts.listCityFirms(ctx.db, dataset, city)
  const rows = cityRowsOf(firms.map(({ id }) => id))
  const cityValues = await facts.listCityValues(ctx.db, { dataset, areaCode: city, on })
  const isComplete = cityValues.some(({ name, value }) => name === titlesComplete && value === '是')
  const kinds = new Map(
    (await facts.listFigureKinds(ctx.db, [...library.facts.keys()])).map((kind) => [kind.name, kind]),
  )
  const columns = new Map<string, Column>()
  const unkept = new Set<string>()
  for (const [name, definition] of library.facts) {
    const column =
      (await readTitles(ctx, scope, rows, definition, library, isComplete)) ??
      (await readFigures(ctx, scope, rows, name, definition, kinds.get(name))) ??
      ownColumn(rows, firms, name)
    if (column === null) unkept.add(name)
    columns.set(name, column ?? unknownColumn(rows, definition))
  }
  return {
    rows,
    firms,
    sizes: sizesOf(firms, columns),
    table: { ids: rows.ids, columns, scopes: new Map() },
    city: givenOf(library, cityValues),
    cityValues,
    unkept,
  }
}

async function readTitles(
  ctx: Context,
  { dataset }: CityScope,
  rows: CityRows,
  definition: FactDefinition,
  library: Library,
  isComplete: boolean,
): Promise<Column | null> {
  if (definition.type !== 'titles') return null
  const titles = await facts.listTitlesOfCity(ctx.db, dataset)
  return titleColumn(rows, titles, titlesAskedFor(library), isComplete)
}

async function readFigures(
  ctx: Context,
  { dataset, on }: CityScope,
  rows: CityRows,
  name: string,
  definition: FactDefinition,
  kind: facts.FigureKind | undefined,
): Promise<Column | null> {
  if (!kind) return null
  const notBefore = kind.speaksForMonths === null ? null : monthsBefore(on, kind.speaksForMonths)
  const window = { dataset, name, notAfter: on, notBefore }
  if (definition.type === 'series')
    return kind.type === definition.of
      ? seriesColumn(rows, await facts.listFigureYears(ctx.db, window))
      : null
  if (kind.type !== definition.type) return null
  if (definition.type === 'text') {
    const texts: (string | null)[] = new Array(rows.ids.length).fill(null)
    for (const { organisationId, valueText } of await facts.listFigureTexts(ctx.db, window)) {
      const row = rows.rowOf.get(organisationId)
      if (row !== undefined) texts[row] = valueText
    }
    return textColumn(rows, texts)
  }
  const base = kind.yearBeforeOf
  const packed = await facts.readPackedFigures(
    ctx.db,
    base ? { ...window, name: base } : window,
    base ? 1 : 0,
  )
  return definition.type === 'bool' ? flagColumn(rows, packed) : numberColumn(rows, packed)
}

/** What the register says of every organisation without a figure. */
function ownColumn(rows: CityRows, firms: readonly facts.CityFirm[], name: string): Column | null {
  if (name === districtFact)
    return textColumn(
      rows,
      firms.map(({ districtCode }) => districtCode),
    )
  if (name === 'industry_code')
    return textColumn(
      rows,
      firms.map(({ industryCode }) => industryCode),
    )
  return null
}

/** The size class that a figure tells; the register does not hold it of every firm. */
function sizesOf(firms: readonly facts.CityFirm[], columns: ReadonlyMap<string, Column>): (string | null)[] {
  const column = columns.get('size_class')
  if (column?.kind !== 'cell') return firms.map(() => null)
  return firms.map((_, row) => {
    const cell = column.cells[column.codes[row]!]
    return cell?.kind === 'text' ? cell.text : null
  })
}

/** City values as the engine takes them; null says that a value is known to be missing. */
function givenOf(library: Library, values: readonly facts.CityValue[]): ReadonlyMap<string, Fraction | null> {
  const given = new Map<string, Fraction | null>()
  for (const { name, value } of values) {
    const definition = library.city.get(name)
    if (definition) given.set(name, value === null ? null : readValue(definition.type, value, true))
  }
  return given
}

/** The day of an ISO date as the engine counts. */
export const dayOf = (on: string): number => parseDay(on)
