import type { FactDefinition, Library, Table } from '../../../engines/rules/index.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import {
  numbersToColumn,
  textsToColumn,
  titlesToColumn,
  windowOf,
  yearsToColumn,
} from '../domain/fact-columns.ts'
import type { FigureKind } from '../model.ts'
import * as queries from '../queries/fact-table.ts'
import { listFigureKinds } from '../queries/figures.ts'
import { listTitleRows } from '../queries/titles.ts'
import { completeLists } from './title-lists.ts'

export type FactsWanted = queries.FirmsWanted & {
  readonly facts: Library['facts']
  /** ISO day on which the facts are told. */
  readonly on: string
  /** The titles that the rules ask for by name; all where left out. */
  readonly titles?: ReadonlySet<string> | undefined
}
export type FactTable = {
  readonly table: Table
  /** What the register itself says of each firm, row by row. */
  readonly firms: readonly queries.FirmLine[]
  /** Facts that the register does not keep at all; they are unknown for everybody. */
  readonly unkept: ReadonlySet<string>
}

/**
 * The firms of a data set, a city or a list as the columns that the rules engine runs on: for each fact of a library
 * the value that counts on a day, in the engine's units, unknown where the city holds none. A fact whose type is
 * `titles` is filled from the titles, a yearly series from all years that have ended, one that the register knows as
 * "the year before of" another from that one; district, industry and size class come from the register's own columns.
 * A fact that the register does not know, or knows under another type, is unknown for all.
 *
 * Reads with the eyes of whoever asks: a caller that computes what leaves only as an aggregate wraps this in
 * `ctx.asProgram`, and a caller that shows single firms audits that reading.
 */
export async function loadFactTable(ctx: Context, wanted: FactsWanted): Promise<Table> {
  return (await loadFactsOfFirms(ctx, wanted)).table
}

/** The same with name, district, industry and size class of each firm, and with the facts that nobody keeps. */
export async function loadFactsOfFirms(ctx: Context, wanted: FactsWanted): Promise<FactTable> {
  requirePermission(ctx.actor, 'registry.read')
  const firms = await queries.listFirmLines(ctx.db, wanted)
  const rowOf = new Map(firms.map(({ id }, row) => [Number(id), row]))
  const kinds = new Map((await listFigureKinds(ctx.db)).map((kind) => [kind.name, kind]))
  const columns = new Map<string, ColumnOf>()
  const unkept = new Set<string>()
  for (const [name, definition] of wanted.facts) {
    const column =
      (await titleColumn(ctx, wanted, definition, rowOf)) ??
      (await figureColumn(ctx, wanted, { definition, name, kind: kinds.get(name) }, rowOf)) ??
      ownColumn(firms, name, rowOf)
    if (column === null) unkept.add(name)
    columns.set(name, column ?? numbersToColumn(definition.type, Buffer.alloc(0), rowOf))
  }
  return { table: { ids: firms.map(({ id }) => String(id)), columns, scopes: new Map() }, firms, unkept }
}

type ColumnOf = ReturnType<typeof numbersToColumn>
type RowOf = ReadonlyMap<number, number>

async function titleColumn(
  ctx: Context,
  { dataset, cityCode, on, titles: asked }: FactsWanted,
  { type }: FactDefinition,
  rowOf: RowOf,
): Promise<ColumnOf | null> {
  if (type !== 'titles') return null
  const titles = await listTitleRows(ctx.db, { dataset, cityCode })
  return titlesToColumn(titles, rowOf, await completeLists(ctx, { dataset, cityCode, on }), asked)
}

type Asked = { definition: FactDefinition; name: string; kind: FigureKind | undefined }

async function figureColumn(
  ctx: Context,
  { dataset, on }: FactsWanted,
  { definition, name, kind }: Asked,
  rowOf: RowOf,
): Promise<ColumnOf | null> {
  if (!kind) return null
  const source = kind.yearBeforeOf ?? name
  if (definition.type === 'series')
    return kind.type === definition.of
      ? yearsToColumn(await queries.listYearFigures(ctx.db, dataset, source, on), rowOf)
      : null
  if (kind.type !== definition.type) return null
  const window = windowOf(kind, on)
  return definition.type === 'text'
    ? textsToColumn(await queries.readTextFigures(ctx.db, dataset, source, window), rowOf)
    : numbersToColumn(
        definition.type,
        await queries.readPackedFigures(ctx.db, dataset, source, window),
        rowOf,
      )
}

const sizeWords = { large: '大型', medium: '中型', small: '小型', micro: '微型' } as const
/** Facts that no list of figures keeps: the register says them of every organisation. */
const ownFacts: Readonly<Record<string, (firm: queries.FirmLine) => string | null>> = {
  firm_district_code: ({ districtCode }) => districtCode,
  industry_code: ({ industryCode }) => industryCode,
  size_class: ({ sizeClass }) => (sizeClass === null ? null : sizeWords[sizeClass]),
}

function ownColumn(firms: readonly queries.FirmLine[], name: string, rowOf: RowOf): ColumnOf | null {
  const textOf = Object.hasOwn(ownFacts, name) ? ownFacts[name] : undefined
  if (!textOf) return null
  const texts = firms.flatMap((firm) => {
    const text = textOf(firm)
    return text === null ? [] : [{ organisationId: firm.id, text }]
  })
  return textsToColumn(texts, rowOf)
}
