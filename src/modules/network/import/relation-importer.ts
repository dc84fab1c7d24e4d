import { type Context, type Dataset, requirePermission } from '../../access/index.ts'
import {
  type Importer,
  type ImportProblem,
  type ImportRun,
  loadPlaces,
  lockDataset,
  type ParsedRow,
  type RowResult,
} from '../../registry/index.ts'
import { insertFills } from '../queries/import-undo.ts'
import * as queries from '../queries/relations.ts'
import { findHeldEnds } from '../service/held-ends.ts'
import { buyersOf, type Decided, decideRelations, endsMeant, type Keyed } from './decide-relations.ts'
import { joinEnds, listWaitingEnds, resumeRelations } from './join-ends.ts'
import { relationExample, relationFields } from './relation-fields.ts'
import { endsOf, parseRelation, type RelationEnd, type RelationRow } from './relation-row.ts'
import { type JudgedEnds, judgeEnds } from './review-ends.ts'
import { undoRelations } from './undo-relations.ts'

/**
 * Keys of both ends. Partners without a name are told apart by rank and text, and where both are equal by their order
 * in the file, so that the same file gives the same keys and no two of them are ever joined.
 */
function giveKeys(rows: readonly ParsedRow<RelationRow>[]): Keyed[] {
  const seen = new Map<string, number>()
  const keyOf = (end: RelationEnd, other: RelationEnd, row: RelationRow) => {
    if (end.key !== null) return end.key
    const base = `anonymous:${row.rank ?? ''}:${end.text}`
    const place = `${other.key} ${row.year} ${base}`
    const count = (seen.get(place) ?? 0) + 1
    seen.set(place, count)
    return count === 1 ? base : `${base}:${count}`
  }
  return rows.map(({ line, row }) => ({
    line,
    row,
    buyerKey: keyOf(row.buyer, row.supplier, row),
    supplierKey: keyOf(row.supplier, row.buyer, row),
  }))
}

type Ends = {
  readonly reviews: JudgedEnds['reviews']
  readonly idOf: ReadonlyMap<string, string>
  readonly cityOf: (end: RelationEnd) => string | null
}

async function findEnds(ctx: Context, keyed: readonly Keyed[], run: ImportRun): Promise<Ends> {
  const keys = new Set(
    keyed.flatMap(({ row }) => [row.buyer.key, row.supplier.key]).filter((key) => key !== null),
  )
  const places = await loadPlaces(ctx)
  const known = await findHeldEnds(ctx, run.options.dataset, [...keys])
  const { idOf, reviews } = await judgeEnds(ctx, keyed, { known, run })
  return {
    reviews,
    idOf: new Map([...known, ...idOf]),
    cityOf: ({ key, text }) => {
      if (!key?.startsWith('name:')) return null
      const { cityCode, provinceCode } = places.cityInName(text)
      return cityCode ?? provinceCode
    },
  }
}

/** The band of a relation that a row without an amount replaces. */
const bandKept = ({ row, settlement, held }: Decided) =>
  settlement.kind === 'replace' && held && row.amountFen === null && held.amountFen === null
    ? { amountLowFen: held.amountLowFen?.toString(), amountHighFen: held.amountHighFen?.toString() }
    : {}

function toRelation(entry: Decided, { idOf, cityOf }: Ends): queries.NewRelation {
  const { row, held } = entry
  const figures = entry.settlement.kind === 'replace' ? entry.settlement.figures : row
  // What replaces a relation stands under its keys, by which an undo finds what it replaced.
  const { buyerKey, supplierKey } = entry.settlement.kind === 'replace' && held ? held : entry
  const buyerId = idOf.get(entry.buyerKey) ?? null
  const supplierId = idOf.get(entry.supplierKey) ?? null
  return {
    buyerId,
    supplierId: supplierId === buyerId ? null : supplierId,
    buyerKey,
    supplierKey,
    buyerText: row.buyer.text,
    supplierText: row.supplier.text,
    isBuyerAnonymous: row.buyer.key === null,
    isSupplierAnonymous: row.supplier.key === null,
    supplierCityCode: cityOf(row.supplier),
    year: row.year,
    rank: figures.rank,
    sharePpm: figures.sharePpm,
    salesSharePpm: figures.salesSharePpm,
    amountFen: figures.amountFen?.toString() ?? null,
    ...bandKept(entry),
    product: row.product,
  }
}

/** Writes what is new; gives the id of each relation by line. */
async function write(
  ctx: Context,
  decided: readonly Decided[],
  ends: Ends,
  run: ImportRun,
): Promise<Map<number, bigint>> {
  const replaced = decided.filter(({ settlement }) => settlement.kind === 'replace')
  await queries.supersedeRelations(
    ctx.db,
    replaced.map(({ held }) => held!.id),
    { at: ctx.now, importId: run.importId },
  )
  const fresh = decided.filter(
    ({ settlement }) => settlement.kind === 'insert' || settlement.kind === 'replace',
  )
  const ids = await queries.insertRelations(
    ctx.db,
    fresh.map((entry) => toRelation(entry, ends)),
    { dataset: run.options.dataset, source: run.source, importId: BigInt(run.importId), at: ctx.now },
  )
  const fills = decided.flatMap(({ settlement, held }) =>
    settlement.kind === 'fill' && held
      ? [{ id: String(held.id), former: figuresOf(held), written: figuresOf(settlement.figures) }]
      : [],
  )
  await queries.fillRelations(
    ctx.db,
    fills.map(({ id, written }) => ({ id, ...written })),
  )
  await insertFills(ctx.db, run.importId, fills)
  const idByLine = new Map(fresh.map(({ line }, i) => [line, ids[i]!]))
  for (const { line, held } of decided) if (held && !idByLine.has(line)) idByLine.set(line, held.id)
  return idByLine
}

const figuresOf = (
  figures: Omit<queries.RelationFill, 'id' | 'amountFen'> & { amountFen: bigint | null },
) => ({
  rank: figures.rank,
  sharePpm: figures.sharePpm,
  salesSharePpm: figures.salesSharePpm,
  amountFen: figures.amountFen?.toString() ?? null,
})

function isWaiting(entry: Decided, { idOf }: Ends): boolean {
  const { buyer, supplier } = entry.row
  const isOpen = (end: RelationEnd) => end.key !== null && !idOf.has(end.key)
  return isOpen(buyer) || isOpen(supplier)
}

function problemOf(entry: Decided): ImportProblem[] {
  const { line, settlement, held, row } = entry
  const at = { line, column: null }
  if (settlement.kind === 'refuse')
    return [{ ...at, code: 'network.twice_in_file', params: { firstLine: settlement.firstLine } }]
  if (settlement.kind !== 'replace' || !held) return []
  const percent = (ppm: number | null) => (ppm === null ? null : ppm / 10_000)
  const params = {
    heldShare: percent(held.sharePpm ?? held.salesSharePpm),
    share: percent(row.sharePpm ?? row.salesSharePpm),
  }
  return [{ ...at, code: 'network.figures_replaced', params }]
}

function resultOf(entry: Decided, ends: Ends, id: bigint | undefined): RowResult {
  const { line, settlement } = entry
  const problems = problemOf(entry)
  if (settlement.kind === 'refuse') return { line, outcome: 'refused', subject: null, problems }
  const subject = id === undefined ? null : `network.supply_link/${id}`
  if (settlement.kind === 'fill' || settlement.kind === 'replace')
    return { line, outcome: 'joined', subject, problems }
  if (isWaiting(entry, ends)) return { line, outcome: 'waiting', subject, problems }
  return { line, outcome: settlement.kind === 'insert' ? 'created' : 'unchanged', subject, problems }
}

/** Puts beside a row the names in it that a person decides. */
function withReviews(result: RowResult, { reviews }: Ends): RowResult {
  const ends = result.outcome === 'refused' ? undefined : reviews.get(result.line)
  if (!ends) return result
  const problems = ends.map(({ reason, reasonParams }) => ({
    ...{ line: result.line, column: null, code: reason, params: reasonParams },
  }))
  return { ...result, ends, problems: [...result.problems, ...problems] }
}

/** Years over 100 % among what the file touched: told at the first line of each, once. */
async function overfullProblems(
  ctx: Context,
  keyed: readonly Keyed[],
  { idOf }: Ends,
  dataset: Dataset,
): Promise<Map<number, ImportProblem>> {
  const years = await queries.listOverfullYears(ctx.db, dataset, buyersOf(keyed, idOf))
  const problems = new Map<number, ImportProblem>()
  for (const { buyer, year, sumPpm } of years) {
    const first = keyed.find((entry) => endsMeant(entry, idOf).buyerKey === buyer && entry.row.year === year)
    if (!first) continue
    const params = { buyer: first.row.buyer.text, year, sumPct: sumPpm / 10_000 }
    problems.set(first.line, { line: first.line, column: null, code: 'network.year_above_whole', params })
  }
  return problems
}

async function applyRelations(
  ctx: Context,
  rows: readonly ParsedRow<RelationRow>[],
  run: ImportRun,
): Promise<RowResult[]> {
  const { dataset } = run.options
  await lockDataset(ctx.db, dataset)
  const keyed = giveKeys(rows)
  const ends = await findEnds(ctx, keyed, run)
  const decided = await decideRelations(ctx, keyed, ends.idOf, dataset)
  const idByLine = await write(ctx, decided, ends, run)
  await joinEnds(ctx, dataset, ends.idOf)
  const overfull = await overfullProblems(ctx, keyed, ends, dataset)
  return decided.map((entry) => {
    const result = withReviews(resultOf(entry, ends, idByLine.get(entry.line)), ends)
    const more = overfull.get(entry.line)
    return more ? { ...result, problems: [...result.problems, more] } : result
  })
}

/**
 * Supply relations from a spreadsheet. An end that is not yet held makes the row wait; a partner without a name is kept
 * as "share known, supplier unknown"; other figures for the same pair, year and product replace the held ones, which
 * stay as history.
 */
export const relationImporter: Importer<RelationRow> = {
  kind: 'relations',
  fields: relationFields,
  confides: () => true,
  questions: (mapped, options) =>
    endsOf((field) => mapped.has(field), options)
      ? []
      : [{ line: 0, column: null, code: 'network.partner_unknown' }],
  parse: parseRelation,
  requirePermission: (ctx) => requirePermission(ctx.actor, 'relations.import'),
  example: relationExample,
  apply: applyRelations,
  resume: resumeRelations,
  undo: undoRelations,
  waitingNames: { list: listWaitingEnds, join: joinEnds },
}
