import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { listChains } from '../../chains/index.ts'
import { centreOf } from '../../network/index.ts'
import { listEntries, listKinds, loadPlaces } from '../../registry/index.ts'
import { isInBox } from '../domain/outline-lines.ts'
import {
  type FilterQuery,
  type FirmPoints,
  type Layout,
  type MapPlace,
  placePrecisions,
  type ScopeQuery,
  type TalentLayer,
} from '../model.ts'
import * as queries from '../queries/firms.ts'
import { boxOf } from './base.ts'
import { type ChainNames, loadChainNames } from './chain-names.ts'
import { listParkProfiles } from './parks.ts'

/** Above so many firms the points bear no names: the answer would double and a map of so many shows none. */
const namesUpTo = 5_000

/** Nodes that a filter means; null where it names none: all firms of the city. */
function nodesOf(names: ChainNames, { chain, segment, node }: FilterQuery): string[] | null {
  if (chain === undefined) return null
  const map = names.maps.get(chain)
  if (!map) throw new AppError('not_found', 'atlas.no_map', { chain })
  const nodes = map.nodes.filter(
    (one) => (segment === undefined || one.segment === segment) && (node === undefined || one.id === node),
  )
  if (nodes.length === 0)
    throw new AppError('not_found', 'atlas.no_node', { chain, node: node ?? segment ?? '' })
  return nodes.map(({ id }) => id)
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string | null): [string | null, number][] {
  const counts = new Map<string | null, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)
}

/** Firms as points: those of the city, or with a filter those at the nodes that it means, wherever they stand. */
export async function listFirmPoints(ctx: Context, query: FilterQuery): Promise<FirmPoints> {
  requirePermission(ctx.actor, 'registry.read', query.city)
  const { city, dataset } = query
  const nodeIds = query.chain === undefined ? null : nodesOf(await loadChainNames(ctx, city), query)
  const places = await loadPlaces(ctx)
  const box = boxOf(centreOf(places, city))
  const rows = await queries.listFirmPoints(ctx.db, { dataset, city, nodeIds })
  const placed = rows.flatMap(({ lng, lat, positionPrecision, ...row }) =>
    lng === null || lat === null || positionPrecision === null || positionPrecision === 'province'
      ? []
      : [{ ...row, lng, lat, precision: positionPrecision }],
  )
  const drawn = placed.filter((row) => isInBox(row, box))
  const beyond = placed.filter((row) => !isInBox(row, box))
  const here = rows.filter(({ cityCode }) => cityCode === city)
  const isNamed = drawn.length <= namesUpTo
  return {
    asOf: chinaDay(ctx.now),
    points: drawn.map(({ id, name, lng, lat, precision }) => [
      ...([String(id), isNamed ? name : null, lng, lat] as const),
      placePrecisions.indexOf(precision),
    ]),
    precisions: [...placePrecisions],
    counts: {
      here: here.length,
      drawn: drawn.length,
      beyond: beyond.length,
      unplaced: rows.length - placed.length,
    },
    beyondByProvince: countBy(beyond, ({ provinceCode }) => provinceCode).flatMap(([code, firms]) =>
      code === null ? [] : [{ code, name: places.find(code)?.name ?? code, firms }],
    ),
    byDistrict: countBy(here, ({ districtCode }) => districtCode).map(([code, firms]) => ({
      ...{ code, firms, name: code === null ? null : (places.find(code)?.name ?? code) },
    })),
  }
}

/** Firms of the city at the nodes of a map, each once, by evidence; and by segment. */
function countFirms(rows: readonly queries.NodeFirmRow[], city: string, nodes: ReadonlyMap<string, string>) {
  const own = rows.filter(({ cityCode, nodeId }) => cityCode === city && nodes.has(nodeId))
  const sure = new Set(own.filter(({ evidence }) => evidence !== 'words').map(({ id }) => id))
  const words = new Set(own.map(({ id }) => id).filter((id) => !sure.has(id)))
  const bySegment = new Map<string, Set<bigint>>()
  for (const { id, nodeId, evidence } of own) {
    if (evidence === 'words') continue
    const segment = nodes.get(nodeId)!
    bySegment.set(segment, (bySegment.get(segment) ?? new Set()).add(id))
  }
  return { firmsHere: sure.size, byWords: words.size, bySegment }
}

/** 布局: chains with their clusters and firms here, over the parks that are strong in them. */
export async function getLayout(ctx: Context, scope: ScopeQuery): Promise<Layout> {
  requirePermission(ctx.actor, 'registry.read', scope.city)
  const { chains } = await listChains(ctx, { city: scope.city })
  const names = await loadChainNames(ctx, scope.city)
  const parks = await listParkProfiles(ctx, scope)
  const everyNode = [...new Set([...names.maps.values()].flatMap(({ nodes }) => nodes.map(({ id }) => id)))]
  const rows = await queries.listFirmsAtNodes(ctx.db, scope.dataset, everyNode)
  return {
    asOf: chinaDay(ctx.now),
    parks,
    chains: names.chains.map(({ id, name }) => {
      const clusters = chains.find((chain) => chain.id === id)?.clusters ?? []
      const map = names.maps.get(id)
      const counts = map
        ? countFirms(rows, scope.city, new Map(map.nodes.map((node) => [node.id, node.segment])))
        : null
      return {
        ...{ id, name, isDrawn: map !== undefined },
        ...{ firmsHere: counts?.firmsHere ?? null, byWords: counts?.byWords ?? null },
        clusters: clusters.map((cluster) => ({ id: cluster.id, name: cluster.name[ctx.lang] })),
        parkIds: parks
          .filter(({ strengths }) => strengths.some(({ chainId }) => chainId === id))
          .map((park) => park.id),
        segments: (map?.segments ?? []).map((segment) => ({
          ...{ id: segment.id, name: segment.name[ctx.lang] },
          firmsHere: counts?.bySegment.get(segment.id)?.size ?? 0,
        })),
        nodes: (map?.nodes ?? []).map((node) => ({
          ...{ id: node.id, name: node.name[ctx.lang], segment: node.segment },
        })),
      }
    }),
  }
}

type Placed = { lng: number | null; lat: number | null; positionPrecision: MapPlace['precision'] | null }
const placeOf = ({ lng, lat, positionPrecision }: Placed): MapPlace | null =>
  lng === null || lat === null || positionPrecision === null
    ? null
    : { lng, lat, precision: positionPrecision }

/** Kinds of the register's libraries that are places where research is done. */
export const platformKinds = [
  ...['innovation-centre', 'tech-centre', 'design-centre', 'engineering-centre'],
  ...['laboratory', 'innovation-platform'],
]

/** 人才: colleges and institutes, platforms and stations; what firms need is not known yet. */
export async function getTalent(ctx: Context, scope: ScopeQuery): Promise<TalentLayer> {
  requirePermission(ctx.actor, 'registry.read', scope.city)
  const kinds = new Map((await listKinds(ctx, scope)).map(({ id, title }) => [id, title[ctx.lang]]))
  const entries = (await listEntries(ctx, { ...scope, limit: 5000 })).filter(({ kind }) =>
    platformKinds.includes(kind),
  )
  const hosts = new Map(
    (await queries.listPlaces(ctx.db, [...new Set(entries.flatMap((one) => one.organisationId ?? []))])).map(
      (row) => [String(row.id), row],
    ),
  )
  return {
    asOf: chinaDay(ctx.now),
    schools: (await queries.listSchools(ctx.db, scope)).map(({ id, name, kind, districtName, ...place }) => ({
      ...{ id: String(id), name, kind, districtName, place: placeOf(place) },
    })),
    platforms: entries.map((entry) => {
      const host = entry.organisationId === null ? undefined : hosts.get(entry.organisationId)
      return {
        ...{ id: entry.id, name: entry.name, level: entry.level, chainId: entry.chainId },
        kind: { id: entry.kind, name: kinds.get(entry.kind) ?? entry.kind },
        ...{
          hostId: entry.organisationId,
          hostName: entry.organisationName,
          place: host ? placeOf(host) : null,
        },
      }
    }),
    needs: null,
  }
}
