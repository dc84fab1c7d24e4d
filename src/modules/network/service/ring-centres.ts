import { AppError } from '../../../kernel/errors.ts'
import type { Context } from '../../access/index.ts'
import { listParks } from '../../registry/index.ts'
import type { DefinitionsQuery } from '../model.ts'
import { centreOf, type Picture } from './picture.ts'

export type ChosenCentre = {
  /** As the query names it. */
  readonly id: string
  readonly kind: 'city' | 'park' | 'firm' | 'point'
  readonly name: string
  readonly lng: number
  readonly lat: number
  /** A park stands at the middle of its district. */
  readonly precision: 'given' | 'district' | 'city'
}
export type OfferedCentre = ChosenCentre

/** More would make the differences between rings that have to be weighed too many. */
const mostParks = 12

/** The centres that everybody may choose: the city's own middle first, then its parks whose district is known. */
export async function offeredCentres(
  ctx: Context,
  { places }: Picture,
  { city, dataset }: Pick<DefinitionsQuery, 'city' | 'dataset'>,
): Promise<OfferedCentre[]> {
  const home = centreOf(places, city)
  const name = places.find(city)?.name ?? city
  const parks = await listParks(ctx, { city, dataset })
  const placed = [...parks]
    .sort((a, b) => Number(a.id) - Number(b.id))
    .flatMap((park): OfferedCentre[] => {
      const { districtCode } = places.locate({ city: name, district: park.districtName ?? '' })
      const middle = districtCode === null ? null : places.centre(districtCode)
      return middle
        ? [{ id: `park:${park.id}`, kind: 'park', name: park.name, ...middle, precision: 'district' }]
        : []
    })
  const own: OfferedCentre = {
    id: `city:${city}`,
    kind: 'city',
    name,
    lng: home.lng,
    lat: home.lat,
    precision: 'city',
  }
  return [own, ...placed.slice(0, mostParks)]
}

const noCentre = (id: string) =>
  new AppError('invalid', 'network.centre_unplaced', { id }, [
    { field: 'centre', code: 'network.centre_unplaced', params: { id } },
  ])

/**
 * The centre that is asked for. A firm, a point or another city only for those who may read the relations themselves: by
 * rings of one's own choice others could tell one supplier.
 */
export function chooseCentre(
  { organisations, places }: Picture,
  offered: readonly OfferedCentre[],
  { centre: id }: Pick<DefinitionsQuery, 'centre'>,
  mayReadAll: boolean,
): ChosenCentre {
  if (id === undefined) return offered[0]!
  const found = offered.find((one) => one.id === id)
  if (found) return found
  const [kind, key = ''] = id.split(':') as [ChosenCentre['kind'], string]
  if (kind === 'park') throw noCentre(id)
  if (!mayReadAll) throw new AppError('forbidden', 'network.ring_fixed', {})
  if (kind === 'point') {
    const [lng = Number.NaN, lat = Number.NaN] = key.split(',').map(Number)
    if (!(lng >= 70 && lng <= 140 && lat >= 0 && lat <= 60)) throw noCentre(id)
    return { id, kind, name: key, lng, lat, precision: 'given' }
  }
  if (kind === 'city') {
    const { lng, lat } = centreOf(places, key)
    return { id, kind, name: places.find(key)?.name ?? key, lng, lat, precision: 'city' }
  }
  const firm = organisations.get(key)
  if (!firm || firm.lng === null || firm.lat === null || firm.precision === 'province') throw noCentre(id)
  const precision = firm.precision === 'given' || firm.precision === 'district' ? firm.precision : 'city'
  return { id, kind, name: firm.name, lng: firm.lng, lat: firm.lat, precision }
}
