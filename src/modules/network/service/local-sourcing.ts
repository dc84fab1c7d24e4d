import { translate } from '../../../platform/words.ts'
import {
  audit,
  type Cell,
  type Context,
  type Dataset,
  disclosable,
  holds,
  requirePermission,
} from '../../access/index.ts'
import {
  type BuyerRatio,
  buyerRatios,
  ratioOverBuyers,
  type SharedRatio,
  type YearPurchase,
} from '../domain/buyer-years.ts'
import { localSourcingDefinition, localSourcingVersion } from '../domain/local-sourcing.ts'
import { since } from '../domain/picture-changes.ts'
import { isInside, type Ring } from '../domain/ring.ts'
import type { BuyerRatioAnswer, LocalSourcing, LocalSourcingQuery } from '../model.ts'
import { listOrganisationsByChain } from '../queries/picture.ts'
import { centreOf, loadPicture, type Picture, placeOfSupplier } from './picture.ts'

/** What the buyers of a city bought, seen through a ring: the whole figure, before it is asked who reads it. */
export type CitySourcing = {
  readonly picture: Picture
  readonly ring: Ring
  /** Every buyer of the city with purchases held, by id. */
  readonly ratios: readonly BuyerRatio[]
  readonly inside: (supplierId: string) => boolean | null
}

const mostBuyersListed = 200

type Kept = { readonly sourcing: CitySourcing; readonly places: ReadonlyMap<string, boolean | null> }
const kept = new Map<string, Kept>()

/** All that differs between an earlier version of a picture and this one; null where that can no longer be told. */
export const changesSince = (picture: Picture, version: string) => since(picture.deltas, version)

/** Whether what a buyer's purchases tell may differ: the buyer was read anew, or one of its suppliers moved. */
export const isStale = (
  buyerId: string,
  year: readonly YearPurchase[] | undefined,
  touched: ReadonlySet<string>,
  moved: ReadonlySet<string>,
): boolean =>
  touched.has(buyerId) ||
  (moved.size > 0 && (year?.some(({ supplierId }) => supplierId !== null && moved.has(supplierId)) ?? false))

/** Counts the buyers of a city; kept until a row behind the picture changes, then only those it concerns are recounted. */
export function sourcingOfCity(picture: Picture, cityCode: string, ring: Ring): CitySourcing {
  const key = `${picture.dataset} ${cityCode} ${ring}`
  const known = kept.get(key)
  if (known?.sourcing.picture === picture) return known.sourcing
  const changes = known ? changesSince(picture, known.sourcing.picture.version) : null
  const centre = centreOf(picture.places, cityCode)
  const places = new Map(changes ? known!.places : [])
  for (const id of changes?.moved ?? []) places.delete(id)
  const inside = (supplierId: string) => {
    let answer = places.get(supplierId)
    if (answer === undefined) {
      const place = placeOfSupplier(picture, supplierId)
      answer = place === null ? null : isInside(ring, centre, place)
      places.set(supplierId, answer)
    }
    return answer
  }
  const here = [...picture.years].filter(
    ([buyerId]) => picture.organisations.get(buyerId)?.cityCode === cityCode,
  )
  const before = new Map(changes ? known!.sourcing.ratios.map((ratio) => [ratio.buyerId, ratio]) : [])
  const anew = here.filter(
    ([id, year]) => !before.has(id) || isStale(id, year, changes!.touched, changes!.moved),
  )
  for (const ratio of buyerRatios(new Map(anew), inside)) before.set(ratio.buyerId, ratio)
  const ids = here.map(([buyerId]) => buyerId).sort()
  const sourcing = { picture, ring, ratios: ids.map((id) => before.get(id)!), inside }
  if (picture.isSettled) kept.set(key, { sourcing, places })
  return sourcing
}

/** Parts by buyer on the basis of the common ratio: fen. */
export const contributorsOf = (ratios: readonly BuyerRatio[]): Map<string, number> =>
  new Map(ratios.flatMap(({ buyerId, fen }) => (fen ? [[buyerId, Number(fen.placed)] as const] : [])))

/** What each buyer bought in all, in fen, or what could be placed of it where the whole is not known. */
export const wholesOf = (ratios: readonly BuyerRatio[]): Map<string, number> =>
  new Map(
    ratios.flatMap(({ buyerId, fen }) => (fen ? [[buyerId, Number(fen.total ?? fen.placed)] as const] : [])),
  )

/** The buyers that stand on a chain; all are on it when no chain is asked for. */
export type ChainBuyers = {
  readonly onChain: (organisationId: string) => boolean
}
export const everyBuyer: ChainBuyers = { onChain: () => true }

const cityCell = 'city'

/**
 * The figures of a city that are published together, the city's own first, then one a chain: a chain's figure is held
 * back where the city's, or another chain's, less it would single out a buyer.
 */
export async function publishedCells(
  ctx: Context,
  sourcing: CitySourcing,
  where: { dataset: Dataset; city: string },
): Promise<PublishedCells> {
  const buyers = sourcing.ratios.map(({ buyerId }) => buyerId)
  const byChain = await listOrganisationsByChain(ctx.db, where.dataset, where.city, buyers)
  const chains = [...byChain].sort(([a], [b]) => (a < b ? -1 : 1))
  const cellsBy = (weigh: typeof contributorsOf): Cell[] => [
    { id: cityCell, contributors: weigh(sourcing.ratios) },
    ...chains.map(([chain, ids]) => ({
      id: `chain ${chain}`,
      contributors: weigh(sourcing.ratios.filter(({ buyerId }) => ids.has(buyerId))),
    })),
  ]
  return { placed: cellsBy(contributorsOf), whole: cellsBy(wholesOf) }
}

/** The cells twice: by what could be placed, behind the ratio, and by what was bought in all, behind the coverage. */
export type PublishedCells = { readonly placed: readonly Cell[]; readonly whole: readonly Cell[] }

/** Whether a figure is safe on both bases; `chain` undefined asks for the city's own. */
export function isPublished({ placed, whole }: PublishedCells, chain?: string): boolean {
  const id = chain === undefined ? cityCell : `chain ${chain}`
  return disclosable(placed).has(id) && disclosable(whole).has(id)
}

function listBuyers(
  sourcing: CitySourcing,
  ratios: readonly BuyerRatio[],
  buyers: ChainBuyers,
): BuyerRatioAnswer[] {
  const rank = (id: string) => (buyers.onChain(id) ? 0 : 1)
  const weight = ({ fen }: BuyerRatio) => Number(fen?.placed ?? 0n)
  return [...ratios]
    .sort(
      (a, b) =>
        rank(a.buyerId) - rank(b.buyerId) || weight(b) - weight(a) || Number(a.buyerId) - Number(b.buyerId),
    )
    .slice(0, mostBuyersListed)
    .map(({ buyerId, year, ratio, coverageRatio, unknownSharePpm }) => ({
      buyerId,
      name: sourcing.picture.organisations.get(buyerId)!.name,
      year,
      ratio,
      coverageRatio,
      unknownSharePpm,
      onChain: buyers.onChain(buyerId),
    }))
}

function asOfYear(ratios: readonly BuyerRatio[]): string | null {
  const year = ratios.reduce((latest, ratio) => Math.max(latest, ratio.year), 0)
  return year === 0 ? null : `${year}-12-31`
}

/** Says one city's figure to one reader: rows to those who may read them, one's own line to a firm, else aggregates. */
export function tellSourcing(
  ctx: Context,
  sourcing: CitySourcing,
  buyers: ChainBuyers,
  published: { cells: PublishedCells; chain: string | undefined },
): LocalSourcing {
  const counted = sourcing.ratios.filter(({ buyerId }) => buyers.onChain(buyerId))
  const shared = ratioOverBuyers(counted)
  const mayReadAll = holds(ctx.actor, 'relations.read_all')
  const isShown = mayReadAll || sourcing.ratios.length === 0 || isPublished(published.cells, published.chain)
  const mayReadOwn = holds(ctx.actor, 'relations.read_own')
  const own = sourcing.ratios.filter(({ buyerId }) => buyerId === ctx.actor.organisationId)
  // One's own line first, then the limit of the list: a small buyer of a large city must find it too.
  const listed = mayReadAll ? sourcing.ratios : mayReadOwn ? own : null
  return {
    ...describe(ctx, isShown ? shared : null),
    ring: sourcing.ring,
    asOf: isShown ? asOfYear(counted) : null,
    buyers: isShown ? sourcing.ratios.length : null,
    byBuyer: listed && listBuyers(sourcing, listed, buyers),
  }
}

function describe(ctx: Context, shared: SharedRatio | null) {
  const words = (code: string) => translate(ctx.lang, `network.${code}`)
  const reason = shared?.reason ? { code: shared.reason, text: words(shared.reason) } : null
  return {
    ratio: shared?.ratio ?? null,
    coverageRatio: shared?.coverageRatio ?? null,
    definition: localSourcingDefinition[ctx.lang],
    version: localSourcingVersion,
    reason,
    suppressed: shared ? null : { reason: words('too_few_buyers') },
  }
}

/** Notes that a person was shown confidential lines: in the same transaction as the reading. */
export async function auditReading(ctx: Context, subject: string, answer: LocalSourcing): Promise<void> {
  if (!answer.byBuyer || answer.byBuyer.length === 0) return
  const detail = { buyers: answer.byBuyer.length, ring: answer.ring }
  await audit(ctx, { action: 'network.read_local_sourcing', subject, detail, confidential: true })
}

/** Those who stand on the nodes of a chain, by more than product words. */
async function buyersOnChain(
  ctx: Context,
  input: LocalSourcingQuery,
  sourcing: CitySourcing,
): Promise<ChainBuyers> {
  if (input.chain === undefined) return everyBuyer
  const byChain = await listOrganisationsByChain(
    ctx.db,
    input.dataset,
    input.city,
    sourcing.ratios.map(({ buyerId }) => buyerId),
  )
  const standing = byChain.get(input.chain) ?? new Set<string>()
  return { onChain: (id) => standing.has(id) }
}

/** The local-sourcing ratio of a city's buyers, or of those that stand on one chain. */
export async function getLocalSourcing(ctx: Context, input: LocalSourcingQuery): Promise<LocalSourcing> {
  requirePermission(ctx.actor, 'network.aggregate', input.city)
  const picture = await loadPicture(ctx, input.dataset)
  const sourcing = sourcingOfCity(picture, input.city, input.ring)
  const cells = await publishedCells(ctx, sourcing, input)
  const answer = tellSourcing(ctx, sourcing, await buyersOnChain(ctx, input, sourcing), {
    cells,
    chain: input.chain,
  })
  const place = input.chain === undefined ? '' : `/chain/${input.chain}`
  await auditReading(ctx, `city/${input.city}${place}/${input.dataset}`, answer)
  return answer
}
