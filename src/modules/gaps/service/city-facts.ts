import { type Context, type Dataset, disclosable } from '../../access/index.ts'
import {
  type CitySourcing,
  centreOf,
  changesSince,
  contributorsOf,
  countNode,
  followNodeBook,
  isStale,
  listChanged,
  loadPicture,
  type Mark,
  type NodeBook,
  type NodeCounts,
  type NodeSourcing,
  openNodeBook,
  type Picture,
  type PlacedFirm,
  readLastChange,
  sourcingOfCity,
  sumNode,
} from '../../network/index.ts'
import type { NodeFacts } from '../domain/node-status.ts'
import {
  followPlacements,
  indexPlacements,
  onlyNode,
  type PlacementIndex,
} from '../domain/placement-index.ts'
import { listPlacements, readPlacementRevision } from '../queries/chains.ts'

/** Who stands where in a data set, kept until a placement changes; then only what changed is read. */
type Placements = PlacementIndex & {
  readonly version: string
  readonly organisations: number
  readonly isSettled: boolean
  /** The version before, and whose placements differ from it; null where all was read. */
  readonly delta: { readonly from: string; readonly ids: readonly string[] } | null
}
const keptPlacements = new Map<Dataset, { placements: Placements; read: Mark | null }>()

async function readPlacements(ctx: Context, dataset: Dataset, at: { version: string; isSettled: boolean }) {
  const held = keptPlacements.get(dataset)
  const changed = held ? await listChanged(ctx.db, dataset, 'placements', held.read) : null
  if (held && changed) {
    const rows = await listPlacements(ctx.db, dataset, changed.ids)
    const ids = changed.ids.map(String)
    const index = followPlacements(held.placements, ids, rows)
    const delta = { from: held.placements.version, ids }
    const organisations = index.byOrganisation.size
    return { placements: { ...index, ...at, organisations, delta }, read: changed.last }
  }
  const read = await readLastChange(ctx.db, dataset, 'placements')
  const index = indexPlacements(await listPlacements(ctx.db, dataset))
  return { placements: { ...index, ...at, organisations: index.byOrganisation.size, delta: null }, read }
}

async function loadPlacements(ctx: Context, dataset: Dataset): Promise<Placements> {
  const { changedIn, isWriting } = await readPlacementRevision(ctx.db, dataset)
  const version = String(changedIn)
  const held = keptPlacements.get(dataset)
  if (held?.placements.version === version) return held.placements
  const next = await readPlacements(ctx, dataset, { version, isSettled: !isWriting })
  if (!isWriting) keptPlacements.set(dataset, next)
  return next.placements
}

/** What is held about every node, seen from one city: the same for every reader, before it is asked who reads. */
export type CityFacts = {
  readonly dataset: Dataset
  readonly cityCode: string
  readonly picture: Picture
  readonly sourcing: CitySourcing
  readonly placements: Placements
  factsOf(nodeId: string): NodeFacts
}
/** What the facts of a city are made of, from which the next ones are made. */
type Kept = {
  readonly facts: CityFacts
  readonly book: NodeBook
  readonly sums: Sums
  readonly counts: Counts
}
type Sums = ReadonlyMap<string, NodeSourcing>
type Counts = Map<string, NodeCounts>

const nothingBought: NodeSourcing = { ratio: null, coverageRatio: 0, buyers: 0, contributors: new Map() }

/** The nodes whose ratio may be shown to everybody: the city's total is asked first, then the nodes by name. */
function publicNodes(sourcing: CitySourcing, byNode: Sums): ReadonlySet<string> {
  const cells = [...byNode]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { contributors }]) => ({ id, contributors }))
  return disclosable([{ id: '', contributors: contributorsOf(sourcing.ratios) }, ...cells])
}

/** Whom the news concern: whoever was read anew, and whose place or node changed; null where that cannot be told. */
function newsSince(held: Kept | undefined, picture: Picture, placements: Placements) {
  if (!held) return null
  const { picture: before, placements: stood } = held.facts
  const firms = before === picture ? { moved: [], touched: [] } : changesSince(picture, before.version)
  const isSame = stood === placements
  if (!firms || (!isSame && placements.delta?.from !== stood.version)) return null
  const placed = isSame ? [] : placements.delta!.ids
  return {
    touched: new Set([...firms.touched, ...placed]),
    // What a supplier sold counts for its node: one that stands at another node is as one that moved.
    moved: new Set([...firms.moved, ...placed]),
  }
}
type News = ReturnType<typeof newsSince>

function followBook(
  sourcing: CitySourcing,
  placements: Placements,
  held: Kept | undefined,
  news: News,
): NodeBook {
  const { picture, inside } = sourcing
  const seen = { inside, nodeOf: (id: string) => onlyNode(placements, id) }
  const buyers = sourcing.ratios.map(({ buyerId }) => buyerId)
  if (!held || !news)
    return openNodeBook(
      buyers.map((id) => picture.years.get(id)!),
      seen,
    )
  const here = new Set(buyers)
  const gone = held.facts.sourcing.ratios.map(({ buyerId }) => buyerId).filter((id) => !here.has(id))
  const stale = buyers.filter((id) => isStale(id, picture.years.get(id), news.touched, news.moved))
  const anew = new Map([
    ...gone.map((id) => [id, undefined] as const),
    ...stale.map((id) => [id, picture.years.get(id)] as const),
  ])
  return followNodeBook(held.book, anew, seen)
}

/** The counts of nodes at which nobody stands or stood who is in the news. */
function countsThatHold(held: Kept | undefined, news: News, placements: Placements): Counts {
  if (!held || !news) return new Map()
  const counts = new Map(held.counts)
  for (const id of news.touched)
    for (const index of [placements, held.facts.placements])
      for (const { nodeId } of index.byOrganisation.get(id) ?? []) counts.delete(nodeId)
  return counts
}

function countCity(
  where: { dataset: Dataset; cityCode: string },
  picture: Picture,
  placements: Placements,
  held: Kept | undefined,
): Kept {
  const { cityCode } = where
  const centre = centreOf(picture.places, cityCode)
  const sourcing = sourcingOfCity(picture, cityCode, 'city')
  const news = newsSince(held, picture, placements)
  const book = followBook(sourcing, placements, held, news)
  const sums: Sums = new Map(
    [...book].map(([node, buyers]) => {
      const isSame = held !== undefined && held.book.get(node) === buyers
      return [node, (isSame ? held.sums.get(node) : undefined) ?? sumNode(buyers)]
    }),
  )
  const open = publicNodes(sourcing, sums)
  const counts = countsThatHold(held, news, placements)
  const countOf = (nodeId: string): NodeCounts => {
    const known = counts.get(nodeId)
    if (known) return known
    const firms = (placements.byNode.get(nodeId) ?? []).flatMap(
      ({ organisationId, evidence }): PlacedFirm[] => {
        // One that came in after the picture was read stands in the next one.
        const place = picture.organisations.get(String(organisationId))
        return place ? [{ place, groupKey: place.groupKey, evidence }] : []
      },
    )
    const counted = countNode(firms, centre)
    counts.set(nodeId, counted)
    return counted
  }
  const factsOf = (nodeId: string): NodeFacts => {
    const { ratio, coverageRatio } = sums.get(nodeId) ?? nothingBought
    return { ...countOf(nodeId), localRatio: ratio, coverageRatio, isRatioPublic: open.has(nodeId) }
  }
  return { facts: { ...where, picture, sourcing, placements, factsOf }, book, sums, counts }
}

const kept = new Map<string, Kept>()

/** Counts every node for a city; kept in this process until an organisation, a relation or a placement changes. */
export async function loadCityFacts(ctx: Context, dataset: Dataset, cityCode: string): Promise<CityFacts> {
  const picture = await loadPicture(ctx, dataset)
  const placements = await loadPlacements(ctx, dataset)
  const key = `${dataset} ${cityCode}`
  const held = kept.get(key)
  if (held?.facts.picture === picture && held.facts.placements === placements) return held.facts
  const next = countCity({ dataset, cityCode }, picture, placements, held)
  if (picture.isSettled && placements.isSettled) kept.set(key, next)
  return next.facts
}
