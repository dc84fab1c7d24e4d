import gcoordModule from 'gcoord'
import type { Place, PlaceIndex } from './place-index.ts'

// The package's types describe an ES module, Node loads its CommonJS build: the default is the module itself.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default

/** How exact a position is: given as a coordinate, the centre of its district or city, or the city in its legal name. */
export type PositionPrecision = 'given' | 'district' | 'city' | 'city_from_name'

/** WGS84 degrees. */
export type Position = {
  readonly lng: number
  readonly lat: number
  readonly precision: PositionPrecision
  readonly source: string
}

/** Coordinate systems that a file may use; CGCS2000 differs from WGS84 by centimetres and is taken as it. */
export const coordinateSystems = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const
export type CoordinateSystem = (typeof coordinateSystems)[number]

const isDegree = (value: number, limit: number) => Number.isFinite(value) && Math.abs(value) <= limit

/** A given coordinate in WGS84 degrees; null where the numbers are no place on earth or stand at 0, 0. */
export function givenPosition(
  lng: number,
  lat: number,
  system: CoordinateSystem,
): { lng: number; lat: number } | null {
  if (!isDegree(lng, 180) || !isDegree(lat, 90) || (lng === 0 && lat === 0)) return null
  if (system === 'WGS84' || system === 'CGCS2000') return { lng, lat }
  const from = system === 'GCJ02' ? gcoord.GCJ02 : gcoord.BD09
  const [x, y] = gcoord.transform([lng, lat], from, gcoord.WGS84)
  return { lng: Number(x.toFixed(6)), lat: Number(y.toFixed(6)) }
}

/**
 * Where an organisation stands, by the best that is known: given coordinate, else the centre of the district of its
 * address, else of the city of its address, else of the city in its legal name; null where nothing is known.
 */
export function bestPosition(
  known: { given: { lng: number; lat: number } | null; place: Place; name: string; source: string },
  places: PlaceIndex,
): Position | null {
  if (known.given) return { ...known.given, precision: 'given', source: known.source }
  const { districtCode, cityCode } = known.place
  const district = districtCode ? places.centre(districtCode) : null
  if (district) return { ...district, precision: 'district', source: known.source }
  const city = cityCode ? places.centre(cityCode) : null
  if (city) return { ...city, precision: 'city', source: known.source }
  const named = cityCode ? null : places.cityInName(known.name).cityCode
  const centre = named ? places.centre(named) : null
  return centre ? { ...centre, precision: 'city_from_name', source: 'name' } : null
}
