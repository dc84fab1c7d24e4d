import {
  type Fraction,
  type Library,
  parseDay,
  readValue,
  type Table,
  titlesAskedFor,
} from '../../../engines/rules/index.ts'
import type { Context, Dataset } from '../../access/index.ts'
import { type FactTable, loadFactsOfFirms } from '../../registry/index.ts'
import { type CityRows, cityRowsOf } from '../domain/city-table.ts'
import * as queries from '../queries/city-values.ts'

export type CityScope = { readonly city: string; readonly dataset: Dataset; readonly on: string }
export type CityTable = {
  readonly rows: CityRows
  readonly firms: FactTable['firms']
  readonly table: Table
  readonly city: ReadonlyMap<string, Fraction | null>
  readonly cityValues: readonly queries.CityValue[]
  /** Facts that the register does not keep at all, by name. */
  readonly unkept: ReadonlySet<string>
}

/**
 * The facts of all firms of a city as columns, as the register tells them on a day, with the figures of the whole city.
 * Reads as whoever the database thinks asks: the caller decides whether that is the program.
 */
export async function readCityTable(ctx: Context, scope: CityScope, library: Library): Promise<CityTable> {
  const { city: cityCode, dataset, on } = scope
  const { table, firms, unkept } = await loadFactsOfFirms(ctx, {
    dataset,
    cityCode,
    on,
    facts: library.facts,
    titles: titlesAskedFor(library.policies.map(({ written }) => written)),
  })
  const cityValues = await queries.listCityValues(ctx.db, { dataset, areaCode: cityCode, on })
  return { rows: cityRowsOf(table.ids), firms, table, city: givenOf(library, cityValues), cityValues, unkept }
}

/** City values as the engine takes them; null says that a value is known to be missing. */
function givenOf(
  library: Library,
  values: readonly queries.CityValue[],
): ReadonlyMap<string, Fraction | null> {
  const given = new Map<string, Fraction | null>()
  for (const { name, value } of values) {
    const definition = library.city.get(name)
    if (definition) given.set(name, value === null ? null : readValue(definition.type, value, true))
  }
  return given
}

/** The day of an ISO date as the engine counts. */
export const dayOf = (on: string): number => parseDay(on)
