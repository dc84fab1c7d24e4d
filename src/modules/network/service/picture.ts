import { AppError } from '../../../kernel/errors.ts'
import type { Context, Dataset } from '../../access/index.ts'
import { loadPlaces, type PlaceIndex } from '../../registry/index.ts'
import { latestYears, type YearPurchase } from '../domain/buyer-years.ts'
import { unpackPurchases } from '../domain/packed-purchases.ts'
import type { Centre, Place, Precision } from '../domain/ring.ts'
import { listOrganisationPlaces, readPackedPurchases, readRevision } from '../queries/picture.ts'

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
  /** Purchases of each buyer in its latest year held. */
  readonly years: ReadonlyMap<string, readonly YearPurchase[]>
  /** Every purchase held, by year; years whose shares add up to more than 100 % are not taken out here. */
  readonly purchasesByYear: ReadonlyMap<number, readonly YearPurchase[]>
  readonly relations: number
  readonly places: PlaceIndex
}

const kept = new Map<Dataset, Picture>()

function groupByYear(purchases: readonly YearPurchase[]): Map<number, YearPurchase[]> {
  const byYear = new Map<number, YearPurchase[]>()
  for (const purchase of purchases) {
    const list = byYear.get(purchase.year)
    if (list) list.push(purchase)
    else byYear.set(purchase.year, [purchase])
  }
  return byYear
}

async function load(ctx: Context, dataset: Dataset, version: string): Promise<Picture> {
  const rows = await listOrganisationPlaces(ctx.db, dataset)
  const organisations = new Map<string, PlacedOrganisation>()
  for (const { id, groupId, positionPrecision, ...row } of rows) {
    const groupKey = groupId === null ? null : String(groupId)
    organisations.set(String(id), {
      ...row,
      id: String(id),
      groupKey,
      precision: positionPrecision as Precision | null,
    })
  }
  const purchases: YearPurchase[] = []
  for await (const packed of readPackedPurchases(ctx.db, dataset))
    for (const purchase of unpackPurchases(packed)) purchases.push(purchase)
  const places = await loadPlaces(ctx)
  return {
    dataset,
    version,
    organisations,
    years: latestYears(purchases),
    purchasesByYear: groupByYear(purchases),
    relations: purchases.length,
    places,
  }
}

/**
 * The picture of a data set, kept in this process until a row behind it changes. It holds confidential shares without
 * their readers being asked (the program reads it): callers give out aggregates by the rule of `access`, or rows to those who may read them.
 */
export async function loadPicture(ctx: Context, dataset: Dataset): Promise<Picture> {
  const { relations, organisations, isWriting } = await readRevision(ctx.db, dataset)
  const version = `${relations}.${organisations}`
  const held = kept.get(dataset)
  if (held && held.version === version && !isWriting) return held
  const picture = await ctx.asProgram(() => load(ctx, dataset, version))
  if (!isWriting) kept.set(dataset, picture)
  return picture
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
