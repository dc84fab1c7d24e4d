import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, holds, requirePermission } from '../../access/index.ts'
import {
  getPark,
  givenPosition,
  listParks,
  listProjects,
  loadPlaces,
  type ParkItem,
} from '../../registry/index.ts'
import { profileOf } from '../domain/park-profile.ts'
import type { ParkPlaceInput, ParkProfile, ScopeQuery } from '../model.ts'
import * as queries from '../queries/settings.ts'

const completedStages = new Set(['completed', 'operating'])

/** Projects by park and chain; undefined for those who may not read projects. */
async function countProjectsByPark(ctx: Context, { city, dataset }: ScopeQuery) {
  if (!holds(ctx.actor, 'libraries.read')) return undefined
  const { items } = await listProjects(ctx, { city, dataset, limit: 5000 })
  const byPark = new Map<string, NonNullable<ParkProfile['projects']>>()
  for (const { parkId, chainId, stage } of items) {
    if (parkId === null) continue
    const own = byPark.get(parkId) ?? []
    const held = own.find((one) => one.chainId === chainId)
    const count = held ?? { chainId, count: 0, completed: 0 }
    count.count++
    if (completedStages.has(stage)) count.completed++
    byPark.set(parkId, held ? own : [...own, count])
  }
  return byPark
}

/**
 * Where each park stands: the point that was told on the map, else the one that the register holds, else the centre of its
 * district; parks of none are left out.
 */
async function placesOf(ctx: Context, { city, dataset }: ScopeQuery, items: readonly ParkItem[]) {
  const index = await loadPlaces(ctx)
  const found = new Map<string, NonNullable<ParkProfile['place']>>()
  for (const { id, districtCode } of await queries.listParkDistricts(ctx.db, { dataset, cityCode: city })) {
    const centre = districtCode === null ? null : index.centre(districtCode)
    if (centre)
      found.set(String(id), {
        ...centre,
        precision: 'district',
        source: index.find(districtCode!)?.name ?? '',
      })
  }
  for (const { id, lng, lat, source } of items)
    if (lng !== null && lat !== null) found.set(id, { lng, lat, precision: 'given', source })
  const ids = items.map(({ id }) => id)
  for (const { parkId, lng, lat, source } of await queries.listParkPlaces(ctx.db, ids))
    found.set(String(parkId), { lng, lat, precision: 'given', source })
  return found
}

/** The parks of a city with place, land, factories, titles, rankings, checklist, strengths and projects. */
export async function listParkProfiles(ctx: Context, scope: ScopeQuery): Promise<ParkProfile[]> {
  requirePermission(ctx.actor, 'registry.read', scope.city)
  const items = await listParks(ctx, scope)
  const places = await placesOf(ctx, scope, items)
  const projects = await countProjectsByPark(ctx, scope)
  const profiles: ParkProfile[] = []
  for (const { id, name, partnerCountry, districtName, source } of items) {
    const { parts } = await getPark(ctx, id)
    profiles.push({
      ...{ id, name, partnerCountry, districtName, source, ...profileOf(parts) },
      isPartnerPark: partnerCountry !== null,
      place: places.get(id) ?? null,
      projects: projects ? (projects.get(id) ?? []) : null,
    })
  }
  return profiles
}

/** Says where a park stands; the same point said again changes nothing. */
export async function placePark(ctx: Context, id: string, input: ParkPlaceInput): Promise<ParkProfile> {
  requirePermission(ctx.actor, 'libraries.write')
  const scope = await queries.findParkScope(ctx.db, id)
  if (!scope) throw new AppError('not_found', 'atlas.no_park', { id })
  requirePermission(ctx.actor, 'libraries.write', scope.cityCode)
  const point = givenPosition(input.lng, input.lat, input.datum)!
  const [held] = await queries.listParkPlaces(ctx.db, [id])
  if (held?.lng !== point.lng || held.lat !== point.lat || held.source !== input.source) {
    const row = { dataset: scope.dataset, parkId: BigInt(id), ...point, source: input.source }
    await queries.putParkPlace(ctx.db, row, { by: ctx.actor.displayName, at: ctx.now })
    const detail = { ...input, before: held ? { lng: held.lng, lat: held.lat } : null }
    await audit(ctx, { action: 'atlas.place_park', subject: `registry.park/${id}`, detail })
  }
  const all = await listParkProfiles(ctx, { city: scope.cityCode, dataset: scope.dataset })
  return all.find((park) => park.id === id)!
}
