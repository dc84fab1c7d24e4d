import { AppError } from '../../../kernel/errors.ts'
import type { Context, Dataset } from '../../access/index.ts'
import { loadPlaces, type PlaceIndex } from '../../registry/index.ts'
import type { YearPurchase } from '../domain/buyer-years.ts'
import { unpackPurchases } from '../domain/packed-purchases.ts'
import { type Delta, groupByBuyer, replaced, standsElsewhere, yearsOf } from '../domain/picture-changes.ts'
import type { Centre, Place, Precision } from '../domain/ring.ts'
import {
  listChanged,
  listOrganisationPlaces,
  type Mark,
  type OrganisationPlaceRow,
  readLastChange,
  readPackedPurchases,
  readPackedPurchasesOf,
  readRevision,
} from '../queries/picture.ts'

/** An organisation as the figures of this room see it. */
export type PlacedOrganisation = Place & {
  readonly id: string
  readonly name: string
  /** Null: nobody knows to whom it belongs. */
  readonly groupKey: string | null
}

/** All that local-sourcing and status are counted from, for one data set. */
export type Picture = {
  readonly dataset: Dataset
  /** Changes when a row behind it changes. */
  readonly version: string
  readonly organisations: ReadonlyMap<string, PlacedOrganisation>
  /** Purchases of each buyer in its latest year held; the list of a buyer of whom nothing changed stays the same list. */
  readonly years: ReadonlyMap<string, readonly YearPurchase[]>
  /** Every purchase held, by year; years whose shares add up to more than 100 % are not taken out here. */
  readonly purchasesByYear: ReadonlyMap<number, readonly YearPurchase[]>
  readonly relations: number
  readonly places: PlaceIndex
  /** Whether it was read from committed rows alone; what is counted from another one must not outlive its transaction. */
  readonly isSettled: boolean
  /** What differs from the versions before, the youngest last; older versions are forgotten. */
  readonly deltas: readonly Delta[]
}

type Parts = Omit<Picture, 'purchasesByYear' | 'relations'> & {
  readonly byBuyer: ReadonlyMap<string, readonly YearPurchase[]>
}
type Kept = { readonly picture: Picture; readonly parts: Parts; readonly read: Read }
/** Up to which changes a picture was read. */
type Read = {
  readonly organisations: Mark | null
  readonly relations: Mark | null
  readonly closedUploads: bigint
}

const kept = new Map<Dataset, Kept>()
const deltasKept = 16

function groupByYear(byBuyer: ReadonlyMap<string, readonly YearPurchase[]>): Map<number, YearPurchase[]> {
  const byYear = new Map<number, YearPurchase[]>()
  for (const purchases of byBuyer.values())
    for (const purchase of purchases) {
      const list = byYear.get(purchase.year)
      if (list) list.push(purchase)
      else byYear.set(purchase.year, [purchase])
    }
  return byYear
}

/** The picture of its parts; purchases by year are asked for by few and sorted out when they are. */
function pictureOf(parts: Parts): Picture {
  let byYear: ReadonlyMap<number, readonly YearPurchase[]> | undefined
  let relations = 0
  for (const purchases of parts.byBuyer.values()) relations += purchases.length
  const { byBuyer, ...shown } = parts
  return {
    ...shown,
    relations,
    get purchasesByYear() {
      byYear ??= groupByYear(byBuyer)
      return byYear
    },
  }
}

const placedOf = ({ id, groupId, positionPrecision, ...row }: OrganisationPlaceRow): PlacedOrganisation => ({
  ...row,
  id: String(id),
  groupKey: groupId === null ? null : String(groupId),
  precision: positionPrecision as Precision | null,
})

type Asked = { readonly version: string; readonly closedUploads: bigint; readonly isSettled: boolean }

async function load(ctx: Context, dataset: Dataset, asked: Asked): Promise<Kept> {
  const { version, closedUploads, isSettled } = asked
  // Asked before the rows are read: what changes meanwhile is read once more, never missed.
  const read = {
    organisations: await readLastChange(ctx.db, dataset, 'organisations'),
    relations: await readLastChange(ctx.db, dataset, 'relations'),
    closedUploads,
  }
  const rows = await listOrganisationPlaces(ctx.db, dataset)
  const organisations = new Map(rows.map((row) => [String(row.id), placedOf(row)]))
  const purchases: YearPurchase[] = []
  for await (const packed of readPackedPurchases(ctx.db, dataset))
    for (const purchase of unpackPurchases(packed)) purchases.push(purchase)
  const byBuyer = groupByBuyer(purchases)
  const places = await loadPlaces(ctx)
  const years = yearsOf(byBuyer)
  const parts = { dataset, version, isSettled, organisations, byBuyer, years, places, deltas: [] }
  return { parts, picture: pictureOf(parts), read }
}

/** The next version of a picture by what changed since; null where too much did, and all has to be read. */
async function follow(ctx: Context, held: Kept, { version, isSettled }: Asked): Promise<Kept | null> {
  const { dataset } = held.parts
  const firms = await listChanged(ctx.db, dataset, 'organisations', held.read.organisations)
  const bought = await listChanged(ctx.db, dataset, 'relations', held.read.relations)
  if (!firms || !bought) return null
  // An organisation that left took its purchases along: a merge moves them and names only the one that stays.
  const ids = [...new Set([...firms.ids, ...bought.ids])]
  const touched = ids.map(String)
  const rows = await listOrganisationPlaces(ctx.db, dataset, ids)
  const found = new Map(rows.map((row) => [String(row.id), placedOf(row)]))
  const packed = await readPackedPurchasesOf(ctx.db, dataset, ids)
  const purchases = groupByBuyer(packed === null ? [] : unpackPurchases(packed))
  const years = yearsOf(purchases)
  const before = held.parts.organisations
  const moved = new Set(touched.filter((id) => standsElsewhere(before.get(id), found.get(id))))
  const delta: Delta = { from: held.parts.version, moved, touched: new Set(touched) }
  const taken = <V>(all: ReadonlyMap<string, V>) => touched.map((id) => [id, all.get(id)] as const)
  const parts: Parts = {
    dataset,
    version,
    isSettled,
    organisations: replaced(before, taken(found)),
    byBuyer: replaced(held.parts.byBuyer, taken<readonly YearPurchase[]>(purchases)),
    years: replaced(held.parts.years, taken(years)),
    places: await loadPlaces(ctx),
    deltas: [...held.parts.deltas.slice(1 - deltasKept), delta],
  }
  const read = { ...held.read, organisations: firms.last, relations: bought.last }
  return { parts, picture: pictureOf(parts), read }
}

/**
 * The picture of a data set, kept in this process until a row behind it changes; then only what changed is read. It holds
 * confidential shares without their readers being asked (the program reads it): callers give out aggregates by the rule
 * of `access`, or rows to those who may read them.
 */
export async function loadPicture(ctx: Context, dataset: Dataset): Promise<Picture> {
  const { relations, organisations, closedUploads, isWriting } = await readRevision(ctx.db, dataset)
  const version = `${relations}.${organisations}`
  const held = kept.get(dataset)
  // The version is that of this transaction's eyes: what it wrote itself to the rows behind the picture is in it.
  if (held?.parts.version === version) return held.picture
  const asked = { version, closedUploads, isSettled: !isWriting }
  const mayFollow = held !== undefined && held.read.closedUploads === closedUploads
  const next = await ctx.asProgram(
    async () => (mayFollow ? await follow(ctx, held, asked) : null) ?? (await load(ctx, dataset, asked)),
  )
  if (!isWriting) kept.set(dataset, next)
  return next.picture
}

/** The middle of a city, or a refusal that says which city has none. */
export function centreOf(places: PlaceIndex, cityCode: string): Centre {
  const centre = places.centre(cityCode)
  if (!centre || places.find(cityCode)?.level !== 'city')
    throw new AppError('not_found', 'network.city_unknown', { cityCode })
  return { cityCode, ...centre }
}

/** Where a supplier key of the picture points: an organisation, or a city (or only a province) told by the name of one not held. */
export function placeOfSupplier(picture: Picture, key: string): Place | null {
  const organisation = picture.organisations.get(key)
  if (organisation) return organisation
  const cityCode = key.startsWith('city:') ? key.slice('city:'.length) : null
  if (cityCode === null) return null
  if (cityCode.endsWith('0000'))
    return { cityCode: null, provinceCode: cityCode, lng: null, lat: null, precision: 'province' }
  const centre = picture.places.centre(cityCode)
  return { cityCode, lng: centre?.lng ?? null, lat: centre?.lat ?? null, precision: 'city_from_name' }
}
