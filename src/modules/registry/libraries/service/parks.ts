import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../../access/index.ts'
import type { NewPark, NewParkPart, Park, ParkItem, ParkPart } from '../../model.ts'
import { evenName } from '../domain.ts'
import * as queries from '../queries/parks.ts'

const stampOf = (ctx: Context) => ({ by: ctx.actor.userName, at: ctx.now })

/** What makes a part the same thing when it is written again. */
export function keyOfPart(part: ParkPart): string {
  switch (part.kind) {
    case 'title':
      return `${part.title}|${part.level ?? ''}`
    case 'land':
      return 'all'
    case 'parcel':
      return part.code
    case 'factory':
      return part.name
    case 'ranking':
      return `${part.list}|${part.year}`
    case 'check':
      return `${part.goal}|${part.item}`
    case 'strength':
      return part.industry
  }
}

/** A sum of what is known; null where nothing is. */
function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

function itemOf(row: queries.ParkRow, parts: readonly queries.PartRow[]): ParkItem {
  const own = parts.filter(({ parkId }) => parkId === row.id).map(({ content }) => content)
  const parcels = own.flatMap((part) =>
    part.kind === 'parcel' && part.status === 'available' ? [part.areaM2] : [],
  )
  const land = own.find((part) => part.kind === 'land')
  return {
    id: String(row.id),
    name: row.name,
    shortName: row.shortName,
    partnerCountry: row.partnerCountry,
    districtName: row.districtName,
    address: row.address,
    lng: row.lng,
    lat: row.lat,
    titles: own.flatMap((part) => (part.kind === 'title' && part.ended === null ? [part.title] : [])),
    landM2: land?.totalM2 ?? null,
    availableM2: sumKnown(parcels) ?? land?.freeM2 ?? null,
    factoryM2: sumKnown(own.flatMap((part) => (part.kind === 'factory' ? [part.floorAreaM2] : []))),
    freeFactoryM2: sumKnown(own.flatMap((part) => (part.kind === 'factory' ? [part.freeM2] : []))),
    projects: Number(row.projects),
    source: row.source,
  }
}

/** The parks of a city with what of them is free. */
export async function listParks(
  ctx: Context,
  scope: { dataset: 'held' | 'demo'; city: string },
): Promise<ParkItem[]> {
  requirePermission(ctx.actor, 'registry.read', scope.city)
  const rows = await queries.listParks(ctx.db, scope)
  const parts = await queries.listParts(
    ctx.db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => itemOf(row, parts))
}

/** One park with its titles, land, factories, rankings, checklist and strengths, each with its source. */
export async function getPark(ctx: Context, id: string): Promise<Park> {
  requirePermission(ctx.actor, 'registry.read')
  const row = await queries.findPark(ctx.db, id)
  if (!row) throw new AppError('not_found', 'registry.no_park', { id })
  const parts = await queries.listParts(ctx.db, [row.id])
  return {
    ...itemOf(row, parts),
    cityCode: row.cityCode,
    note: row.note,
    parts: parts.map(({ id: partId, content, source, asOf }) => ({
      id: String(partId),
      part: content,
      source,
      asOf,
    })),
  }
}

/** Adds a park; refuses a second one of its name. */
export async function addPark(ctx: Context, input: NewPark): Promise<Park> {
  requirePermission(ctx.actor, 'libraries.write', input.city)
  const { id, isNew } = await writePark(ctx, input)
  if (!isNew) throw new AppError('conflict', 'registry.park_held', { name: input.name, id })
  await audit(ctx, { action: 'registry.add_park', subject: `registry.park/${id}`, detail: { ...input } })
  return getPark(ctx, id)
}

/** Writes a park, or finds the one of its name. */
export function writePark(ctx: Context, input: NewPark): Promise<{ id: string; isNew: boolean }> {
  const row = {
    ...input,
    nameNormalised: evenName(input.name),
    partnerCountry: input.partnerCountry ?? null,
    note: input.note ?? null,
  }
  return queries.insertPark(ctx.db, row, stampOf(ctx))
}

/** Says something of a park; what was said of the same thing before is kept as history. Sending it twice changes nothing. */
export async function putParkPart(ctx: Context, id: string, input: NewParkPart): Promise<Park> {
  requirePermission(ctx.actor, 'libraries.write')
  const row = await queries.findPark(ctx.db, id)
  if (!row) throw new AppError('not_found', 'registry.no_park', { id })
  requirePermission(ctx.actor, 'libraries.write', row.cityCode)
  if (await writeParkPart(ctx, id, input))
    await audit(ctx, {
      action: 'registry.put_park_part',
      subject: `registry.park/${id}`,
      detail: { ...input },
    })
  return getPark(ctx, id)
}

/** Writes a part as what holds now; the same as before changes nothing. Says whether it did. */
export function writeParkPart(
  ctx: Context,
  id: string,
  { part, source, asOf }: NewParkPart,
  importId: string | null = null,
): Promise<boolean> {
  const told = { part, key: keyOfPart(part), source, asOf: asOf ?? null, importId }
  return queries.putPart(ctx.db, id, told, stampOf(ctx))
}
