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
import type { Membership } from '../domain/group-shocks.ts'
import type { ShockPlace } from '../domain/who-is-hit.ts'
import { listMemberships } from '../queries/groups.ts'
import { type FirmPlaceRow, listDrawablePlaces, listFirmPlaces } from '../queries/organisations.ts'
import { nodeOf } from './explain-firm.ts'
import type { NetworkFacts } from './supply-network.ts'

export type Ground = {
  readonly places: readonly ShockPlace[]
  readonly rows: readonly (FirmPlaceRow | undefined)[]
  readonly centre: Centre
  /** District in the city, else the city; null unknown. */
  readonly regionOf: (firm: number) => string | null
  readonly regionName: (code: string) => string
}

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
  facts: NetworkFacts,
): Promise<Ground> {
  const ids = facts.firms.map(({ id }) => id)
  const byId = new Map((await listFirmPlaces(ctx.db, ids)).map((row) => [row.id, row]))
  const nodes = nodesByFirm(await listMemberships(ctx.db, scope, ids))
  const index = await loadPlaces(ctx)
  const centre = centreOf(index, scope.city)
  const rows = ids.map((id) => byId.get(id))
  const places = ids.map((id, i): ShockPlace => {
    const row = rows[i]
    const own = nodeOf(facts, i)
    const nodeIds = [...new Set([...(nodes.get(id) ?? []), ...(own === null ? [] : [own])])]
    if (!row) return { id, nodeIds, cityCode: null, districtCode: null, point: null, zone: null }
    return {
      ...{ id, nodeIds, cityCode: row.cityCode, districtCode: row.districtCode },
      point: isPoint(row) ? { lng: row.lng!, lat: row.lat! } : null,
      zone: zoneOf(centre, placeOf(row)),
    }
  })
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

/** Where the city's firms stand, for the map on which an area is drawn. */
export async function listPlaces(ctx: Context, scope: { city: string; dataset: 'held' | 'demo' }) {
  requirePermission(ctx.actor, 'risk.run', scope.city)
  return listDrawablePlaces(ctx.db, scope)
}

function nodesByFirm(members: readonly Membership[]): Map<string, string[]> {
  const nodes = new Map<string, string[]>()
  for (const { kind, groupId, firmId } of members)
    if (kind === 'node') nodes.set(firmId, [...(nodes.get(firmId) ?? []), groupId])
  return nodes
}
