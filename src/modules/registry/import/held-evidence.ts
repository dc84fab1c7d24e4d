import type { Context } from '../../access/index.ts'
import { type FirmIdentity, type FirmMatch, FirmMatcher } from '../domain/match-firms.ts'
import type { PlaceIndex } from '../domain/place-index.ts'
import * as queries from '../queries/firm-import.ts'
import { listDecisions } from '../queries/import-matching.ts'
import type { FirmRow } from './firm-row.ts'
import type { ApplyProgress, ImportRun, ParsedRow, RowReview } from './importer.ts'
import { type Alike, LookAlikes } from './look-alikes.ts'

type Row = ParsedRow<FirmRow>
export type Decided = {
  readonly line: number
  readonly row: FirmRow
  readonly match: FirmMatch
  readonly review?: RowReview
}

const ownKeyOf = (line: number) => `line ${line}`
export const isHeldKey = (key: string) => !key.startsWith('line ')

type Exact = {
  readonly byCreditCode: Map<string, string>
  readonly byStockCode: Map<string, string>
  readonly byName: Map<string, Set<string>>
}

async function loadExact(ctx: Context, rows: readonly Row[], dataset: string): Promise<Exact> {
  const values = rows.flatMap(({ row }) => [row.creditCode, row.stockCode]).filter((code) => code !== null)
  const identifiers = await queries.listIdentifiers(ctx.db, dataset, values)
  const names = [...new Set(rows.map(({ row }) => row.nameNormalised))]
  const byName = new Map<string, Set<string>>()
  for (const { id, nameNormalised } of await queries.listByName(ctx.db, dataset, names))
    byName.set(nameNormalised, (byName.get(nameNormalised) ?? new Set()).add(String(id)))
  const byKind = (kind: string) =>
    new Map(
      identifiers
        .filter((held) => held.kind === kind)
        .map((held) => [held.value, String(held.organisationId)]),
    )
  return { byCreditCode: byKind('credit_code'), byStockCode: byKind('stock_code'), byName }
}

type Memory = {
  readonly meant: (row: FirmIdentity) => string | undefined
  /** `name|organisation` pairs of which a person said that they are not one. */
  readonly notMeant: ReadonlySet<string>
  readonly organisationIds: readonly string[]
}

async function loadMemory(ctx: Context, rows: readonly Row[], dataset: string): Promise<Memory> {
  const names = [...new Set(rows.map(({ row }) => row.nameNormalised))]
  const decisions = await listDecisions(ctx.db, dataset, names)
  const meant = decisions.filter(({ kind }) => kind !== 'different')
  const byName = new Map<string, typeof meant>()
  for (const each of meant)
    byName.set(each.nameNormalised, [...(byName.get(each.nameNormalised) ?? []), each])
  return {
    // A decision about a row without a code holds for the name; one about a code for that code, or for no code.
    meant: ({ nameNormalised, creditCode }) =>
      byName
        .get(nameNormalised)
        ?.find((each) => !creditCode || !each.creditCode || each.creditCode === creditCode)?.organisationId,
    notMeant: new Set(
      decisions
        .filter(({ kind }) => kind === 'different')
        .map((each) => `${each.nameNormalised}|${each.organisationId}`),
    ),
    organisationIds: meant.map(({ organisationId }) => organisationId),
  }
}

/** Decides for every row whom it means: codes, what persons said and decided, equal names, likeness; in this order. */
export async function decideRows(
  ctx: Context,
  rows: readonly Row[],
  run: ImportRun,
  {
    places,
    progress,
    isAmong = true,
  }: {
    places: PlaceIndex
    progress: ApplyProgress
    /** Whether rows may mean one another; not where they only name organisations. */
    isAmong?: boolean
  },
): Promise<Decided[]> {
  const { dataset } = run.options
  const exact = await loadExact(ctx, rows, dataset)
  const memory = await loadMemory(ctx, rows, dataset)
  const isExact = ({ line, row }: Row) =>
    run.decisions?.has(line) ||
    (row.creditCode !== null && exact.byCreditCode.has(row.creditCode)) ||
    (row.stockCode !== null && exact.byStockCode.has(row.stockCode)) ||
    exact.byName.has(row.nameNormalised) ||
    memory.meant(row) !== undefined
  const open = rows.filter((each) => !isExact(each))
  let lookAlikes: LookAlikes | null = null
  const compared = async () => {
    lookAlikes ??= await LookAlikes.load(ctx, run, places, memory.notMeant)
    return lookAlikes
  }
  const alike =
    open.length === 0 ? new Map<number, Alike>() : await (await compared()).compare(open, progress)
  const fresh = open.filter(({ line }) => alike.get(line)?.verdict.band === 'new')
  if (isAmong && fresh.length > 1)
    for (const [line, verdict] of await (await compared()).compareAmong(fresh)) alike.set(line, verdict)
  const matcher = await buildMatcher(ctx, { exact, memory, alike, run })
  const decided = rows.map(({ line, row }) => ({ line, row, match: matcher.match(row, ownKeyOf(line)) }))
  const needsBeside = decided.some(({ match }) => match.kind === 'waits' && match.keys.some(isHeldKey))
  const beside = needsBeside ? await compared() : null
  return decided.map((entry) => withReview(entry, alike, beside))
}

async function buildMatcher(
  ctx: Context,
  { exact, memory, alike, run }: { exact: Exact; memory: Memory; alike: Map<number, Alike>; run: ImportRun },
): Promise<FirmMatcher> {
  const said = [...(run.decisions?.values() ?? [])].flatMap((each) =>
    each.kind === 'same' ? [each.organisationId] : [],
  )
  const auto = [...alike.values()].flatMap(({ verdict }) => (verdict.band === 'auto' ? [verdict.key] : []))
  const found = [
    ...exact.byCreditCode.values(),
    ...exact.byStockCode.values(),
    ...[...exact.byName.values()].flatMap((ids) => [...ids]),
  ]
  const ids = [...new Set([...found, ...memory.organisationIds, ...said, ...auto])].map(BigInt)
  const codes = await queries.listCreditCodes(ctx.db, ids)
  const creditCodeOf = new Map(codes.map((held) => [String(held.organisationId), held.value]))
  const lineOf = (ownKey: string) => Number(ownKey.slice('line '.length))
  return new FirmMatcher(
    { ...exact, creditCodeOf },
    {
      said: (ownKey) => {
        const decision = run.decisions?.get(lineOf(ownKey))
        if (!decision) return undefined
        return decision.kind === 'same' ? { kind: 'same', key: decision.organisationId } : { kind: 'new' }
      },
      remembered: memory.meant,
      lookAlike: (ownKey) => alike.get(lineOf(ownKey))?.verdict,
    },
  )
}

/** Puts beside a row that waits whom it may mean. */
function withReview(
  entry: Omit<Decided, 'review'>,
  alike: Map<number, Alike>,
  beside: LookAlikes | null,
): Decided {
  const { line, row, match } = entry
  if (match.kind !== 'waits') return entry
  const held = match.keys.filter(isHeldKey)
  const candidates =
    match.code === 'registry.looks_alike' ? alike.get(line)!.candidates : (beside?.beside(row, held) ?? [])
  const review: RowReview = {
    title: row.name,
    nameNormalised: row.nameNormalised,
    creditCode: row.creditCode,
    reason: match.code,
    reasonParams: match.params,
    candidates,
  }
  return { ...entry, review }
}
