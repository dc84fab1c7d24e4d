import { type Context, requirePermission } from '../../access/index.ts'
import {
  type Centre,
  centreOf,
  distanceToKm,
  type Place,
  type Precision,
  zoneOf,
} from '../../network/index.ts'
import { loadPlaces } from '../../registry/index.ts'
import { type NetworkFacts, nodeOf } from '../domain/network-facts.ts'
import type { ShockPlace } from '../domain/who-is-hit.ts'
import { listNodesOfFirms } from '../queries/groups.ts'
import { type FirmPlaceRow, listDrawablePlaces, listFirmPlaces } from '../queries/organisations.ts'

export type Ground = {
  readonly places: readonly ShockPlace[]
  readonly rows: readonly (FirmPlaceRow | undefined)[]
  readonly centre: Centre
  /** District in the city, else the city; null unknown. */
  readonly regionOf: (firm: number) => string | null
  readonly regionName: (code: string) => string
}

/** A firm of a network with the node that is its sector; null: it has none. */
type FirmWithNode = { readonly id: string; readonly nodeId: string | null }

/** The firms of a network as `loadGround` asks for them. */
export const firmsWithNodes = (facts: Pick<NetworkFacts, 'firms' | 'sectors'>): FirmWithNode[] =>
  facts.firms.map(({ id }, i) => ({ id, nodeId: nodeOf(facts, i) }))

/** So many firms are asked for at once, so that their rows hold nobody up for longer than a few milliseconds. */
const firmsEach = 2_000

/** A point that a drawn area may be asked about: given, or known to the district. */
const isPoint = (row: FirmPlaceRow) =>
  row.lng !== null &&
  row.lat !== null &&
  (row.positionPrecision === 'given' || row.positionPrecision === 'district')

export const placeOf = (
  row: Pick<FirmPlaceRow, 'cityCode' | 'lng' | 'lat' | 'positionPrecision'>,
): Place => ({
  ...{ cityCode: row.cityCode, lng: row.lng, lat: row.lat },
  precision: row.positionPrecision as Precision | null,
})

/** Distance in km between two points, by the method of the network room. */
export const distanceBetween = (a: { lng: number; lat: number }, b: { lng: number; lat: number }): number =>
  distanceToKm({ cityCode: '', ...a }, { cityCode: null, ...b, precision: 'given' })!

/** Where everybody of a network stands, for the choice of who is hit. */
export async function loadGround(
  ctx: Context,
  scope: { city: string; dataset: 'held' | 'demo' },
  firms: readonly FirmWithNode[],
): Promise<Ground> {
  const index = await loadPlaces(ctx)
  const centre = centreOf(index, scope.city)
  const rows: (FirmPlaceRow | undefined)[] = []
  const places: ShockPlace[] = []
  for (let from = 0; from < firms.length; from += firmsEach) {
    const some = firms.slice(from, from + firmsEach)
    const ids = some.map(({ id }) => id)
    const byId = new Map((await listFirmPlaces(ctx.db, ids)).map((row) => [row.id, row]))
    const nodes = await listNodesOfFirms(ctx.db, scope.dataset, ids)
    for (const firm of some) {
      const row = byId.get(firm.id)
      rows.push(row)
      places.push(shockPlaceOf(firm, row, nodes.get(firm.id) ?? [], centre))
    }
  }
  return {
    ...{ places, rows, centre },
    regionOf: (i) => {
      const row = rows[i]
      if (!row) return null
      return row.cityCode === scope.city ? (row.districtCode ?? row.cityCode) : row.cityCode
    },
    regionName: (code) => index.find(code)?.name ?? code,
  }
}

function shockPlaceOf(
  { id, nodeId }: FirmWithNode,
  row: FirmPlaceRow | undefined,
  nodes: readonly string[],
  centre: Centre,
): ShockPlace {
  const nodeIds = [...new Set([...nodes, ...(nodeId === null ? [] : [nodeId])])]
  if (!row) return { id, nodeIds, cityCode: null, districtCode: null, point: null, zone: null }
  return {
    ...{ id, nodeIds, cityCode: row.cityCode, districtCode: row.districtCode },
    point: isPoint(row) ? { lng: row.lng!, lat: row.lat! } : null,
    zone: zoneOf(centre, placeOf(row)),
  }
}

/** Where the city's firms stand, for the map on which an area is drawn. */
export async function listPlaces(ctx: Context, scope: { city: string; dataset: 'held' | 'demo' }) {
  requirePermission(ctx.actor, 'risk.run', scope.city)
  return listDrawablePlaces(ctx.db, scope)
}
