import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { type Context, type Dataset, holds, requirePermission } from '../../access/index.ts'
import type { MapAnswer } from '../../chains/index.ts'
import { listGaps } from '../../gaps/index.ts'
import { centreOf, distanceToKm, type PlacedOrganisation } from '../../network/index.ts'
import { listTitles, loadPlaces, type PlaceIndex } from '../../registry/index.ts'
import { rankTargets, reasonsFor, type TargetFacts, type TargetReason } from '../domain/target-ranking.ts'
import type { Investment, ScopeQuery, TargetFirm, Targets, TargetsQuery } from '../model.ts'
import { listFirmsAtNodes, type NodeFirmRow } from '../queries/firms.ts'
import { listLeads } from '../queries/leads.ts'
import { listHoldingReleases } from '../queries/releases.ts'
import { loadChainNames } from './chain-names.ts'

const mostTargets = 50

/** Reasons in the reader's words. */
export const tellReasons = ({ lang }: Pick<Context, 'lang'>, reasons: readonly TargetReason[]) =>
  reasons.map((reason) => ({
    code: reason.code,
    text: translate(lang, `atlas.reason.${reason.code}`, reason),
  }))

type Candidate = TargetFacts & { readonly row: NodeFirmRow }

/** Facts of firms at the nodes of a chain, seen from a city; `nodeId` is the node that they are asked for. */
export function factsOf(
  rows: readonly NodeFirmRow[],
  nodeId: string,
  titles: ReadonlyMap<string, readonly string[]>,
  distanceOf: (row: NodeFirmRow) => number | null,
): Candidate[] {
  const others = new Map<bigint, number>()
  for (const row of rows)
    if (row.nodeId !== nodeId && row.evidence !== 'words') others.set(row.id, (others.get(row.id) ?? 0) + 1)
  return rows
    .filter((row) => row.nodeId === nodeId)
    .map((row) => ({
      id: String(row.id),
      evidence: row.evidence,
      distanceKm: distanceOf(row),
      titles: titles.get(String(row.id)) ?? [],
      otherNodes: others.get(row.id) ?? 0,
      row,
    }))
}

/** Titles held on a day, by firm, without repeats. */
async function titlesByFirm(ctx: Context, dataset: Dataset): Promise<Map<string, string[]>> {
  const held = new Map<string, string[]>()
  for (const { organisationId, name, status } of await listTitles(ctx, { dataset })) {
    if (status !== 'held') continue
    const own = held.get(organisationId) ?? []
    if (!own.includes(name)) held.set(organisationId, [...own, name])
  }
  return held
}

const placeOf = (row: NodeFirmRow): Pick<PlacedOrganisation, 'cityCode' | 'lng' | 'lat' | 'precision'> => ({
  ...{ cityCode: row.cityCode, lng: row.lng, lat: row.lat },
  precision: row.positionPrecision,
})

function firmOf(
  ctx: Context,
  { row, ...facts }: Candidate,
  places: PlaceIndex,
  leadId: string | null,
): TargetFirm {
  const km = facts.distanceKm
  return {
    ...{ id: facts.id, name: row.name, evidence: facts.evidence, otherNodes: facts.otherNodes, leadId },
    cityName: row.cityCode ? (places.find(row.cityCode)?.name ?? null) : null,
    distanceKm: km === null ? null : Math.round(km * 10) / 10,
    place:
      row.lng === null || row.lat === null || row.positionPrecision === null
        ? null
        : { lng: row.lng, lat: row.lat, precision: row.positionPrecision },
    titles: [...facts.titles],
    reasons: tellReasons(ctx, reasonsFor(facts)),
  }
}

/** Firms outside the city that stand at a node, those to be asked first at the top. */
async function rankCandidates(
  ctx: Context,
  { city, dataset, node }: TargetsQuery,
  { map, places }: { map: MapAnswer; places: PlaceIndex },
): Promise<Candidate[]> {
  const centre = centreOf(places, city)
  const rows = await listFirmsAtNodes(
    ctx.db,
    dataset,
    map.nodes.map(({ id }) => id),
  )
  const outside = rows.filter(({ cityCode }) => cityCode !== city)
  const titles = await titlesByFirm(ctx, dataset)
  return rankTargets(factsOf(outside, node, titles, (row) => distanceToKm(centre, placeOf(row))))
}

async function mapWithNode(ctx: Context, { city, chain, node }: TargetsQuery) {
  const names = await loadChainNames(ctx, city)
  const map = names.maps.get(chain)
  const told = map?.nodes.find(({ id }) => id === node)
  if (!map || !told) throw new AppError('not_found', 'atlas.no_node', { chain, node })
  return { names, map, told }
}

/** The firms to be asked first for a node, each with its reasons, and how many there are (row C07). */
export async function listTargets(ctx: Context, input: TargetsQuery): Promise<Targets> {
  requirePermission(ctx.actor, 'gaps.read', input.city)
  const { city, dataset, chain, node } = input
  const { names, map, told } = await mapWithNode(ctx, input)
  const places = await loadPlaces(ctx)
  const candidates = await rankCandidates(ctx, input, { map, places })
  const open = holds(ctx.actor, 'leads.read') ? await openLeads(ctx, input) : new Map<string, string>()
  const { items } = await listGaps(ctx, { city, dataset })
  const gap = items.find((one) => one.chain.id === chain && one.node.id === node)
  return {
    asOf: chinaDay(ctx.now),
    chain: names.of(chain, node).chain!,
    node: {
      ...names.of(chain, node).node!,
      segment: told.segment,
      status: gap?.status ?? 'unknown',
      dependents: gap?.dependents ?? 0,
    },
    method: translate(ctx.lang, 'atlas.target_method'),
    items: candidates
      .slice(0, mostTargets)
      .map((candidate) => firmOf(ctx, candidate, places, open.get(candidate.id) ?? null)),
    count: candidates.length,
  }
}

async function openLeads(
  ctx: Context,
  { city, dataset, chain, node }: TargetsQuery,
): Promise<Map<string, string>> {
  const rows = await listLeads(ctx.db, { dataset, cityCode: city, chainId: chain, nodeId: node })
  return new Map(
    rows
      .filter(({ state, organisationId }) => organisationId !== null && state !== 'lost')
      .map(({ organisationId, id }) => [String(organisationId), String(id)]),
  )
}

/** Why each firm for this node, as it is now: by firm, of those that stand at it outside the city. */
export async function reasonsAtNode(
  ctx: Context,
  input: TargetsQuery,
): Promise<ReadonlyMap<string, TargetReason[]>> {
  requirePermission(ctx.actor, 'gaps.read', input.city)
  const { map } = await mapWithNode(ctx, input)
  const candidates = await rankCandidates(ctx, input, { map, places: await loadPlaces(ctx) })
  return new Map(candidates.map((each) => [each.id, reasonsFor(each)]))
}

/** Why this firm for this node: kept with a lead when it is made. Empty where the firm does not stand at the node. */
export async function reasonsNow(
  ctx: Context,
  input: TargetsQuery & { organisationId: string },
): Promise<TargetReason[]> {
  return (await reasonsAtNode(ctx, input)).get(input.organisationId) ?? []
}

/** The gaps of all chains of a city, weak and missing nodes and those that leads work on, gravest first. */
export async function getInvestment(ctx: Context, scope: ScopeQuery): Promise<Investment> {
  requirePermission(ctx.actor, 'gaps.read', scope.city)
  const { items, asOf } = await listGaps(ctx, { city: scope.city, dataset: scope.dataset })
  const where = { dataset: scope.dataset, cityCode: scope.city }
  const leads = holds(ctx.actor, 'leads.read') ? await listLeads(ctx.db, where) : null
  const released = await listHoldingReleases(ctx.db, where)
  const gaps = items.map(({ chain, node, status, dependents, here, within200Km, elsewhere }) => {
    const own = leads?.filter(({ chainId, nodeId }) => chainId === chain.id && nodeId === node.id)
    return {
      ...{ chain, node, status, dependents, here, within200Km },
      elsewhere: within200Km + elsewhere,
      leads: own ? own.filter(({ state }) => state !== 'landed' && state !== 'lost').length : null,
      landed: own ? own.filter(({ state }) => state === 'landed').length : null,
      isReleased: released.some(({ chainId, nodeId }) => chainId === chain.id && nodeId === node.id),
    }
  })
  return {
    asOf,
    gaps: gaps.filter(
      ({ status, leads: open }) => status === 'missing' || status === 'weak' || (open ?? 0) > 0,
    ),
  }
}
