import type { Library, Table } from '../../../engines/rules/index.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { numbersToColumn, textsToColumn, titlesToColumn, windowOf } from '../domain/fact-columns.ts'
import * as queries from '../queries/fact-table.ts'
import { listFigureKinds } from '../queries/figures.ts'
import { hasDepartmentTitles, listTitleRows } from '../queries/titles.ts'

/**
 * The firms of a data set, a city or a list as the columns that the rules engine runs on: for each fact of a library
 * the value that counts on a day, in the engine's units, unknown where the city holds none. A fact whose type is
 * `titles` is filled from the titles; one that the register knows as "the year before of" another comes from that one;
 * a fact that the register does not know, or knows under another type, is unknown for all.
 *
 * Reads with the eyes of whoever asks: a caller that computes what leaves only as an aggregate wraps this in
 * `ctx.asProgram`, and a caller that shows single firms audits that reading.
 */
export async function loadFactTable(
  ctx: Context,
  wanted: queries.FirmsWanted & { facts: Library['facts']; on: string },
): Promise<Table> {
  requirePermission(ctx.actor, 'registry.read')
  const ids = await queries.listFirmIds(ctx.db, wanted)
  const rowOf = new Map(ids.map((id, row) => [id, row]))
  const kinds = new Map((await listFigureKinds(ctx.db)).map((kind) => [kind.name, kind]))
  const columns = new Map<string, ColumnOf>()
  for (const [name, { type }] of wanted.facts) {
    const kind = kinds.get(name)
    if (type === 'titles') columns.set(name, await titleColumn(ctx, wanted, rowOf))
    else if (kind?.type !== type) columns.set(name, numbersToColumn(type, Buffer.alloc(0), rowOf))
    else {
      const window = windowOf(kind, wanted.on)
      const source = kind.yearBeforeOf ?? name
      const column =
        type === 'text'
          ? textsToColumn(await queries.readTextFigures(ctx.db, wanted.dataset, source, window), rowOf)
          : numbersToColumn(
              type,
              await queries.readPackedFigures(ctx.db, wanted.dataset, source, window),
              rowOf,
            )
      columns.set(name, column)
    }
  }
  return { ids: ids.map(String), columns, scopes: new Map() }
}

type ColumnOf = ReturnType<typeof numbersToColumn>

async function titleColumn(
  ctx: Context,
  { dataset, cityCode }: queries.FirmsWanted,
  rowOf: ReadonlyMap<number, number>,
): Promise<ColumnOf> {
  const titles = await listTitleRows(ctx.db, { dataset, cityCode })
  return titlesToColumn(titles, rowOf, await hasDepartmentTitles(ctx.db, dataset))
}
