/** How exactly a position is known; the words are the registry's. */
export type Precision = 'given' | 'district' | 'city' | 'city_from_name' | 'province'

/** Where something stands: its city, and a point whose meaning `precision` tells; null where unknown. */
export type Place = {
  readonly cityCode: string | null
  /** GB/T 2260; asked only where the city is unknown: another province is not this city. */
  readonly provinceCode?: string | null
  readonly lng: number | null
  readonly lat: number | null
  readonly precision: Precision | null
}

/** The middle that a ring is drawn around: a city's centre, WGS84 degrees. */
export type Centre = { readonly cityCode: string; readonly lng: number; readonly lat: number }

export type Ring = 'city' | '200km'
export type Zone = 'here' | 'within200Km' | 'elsewhere'

/** The radius of the supply circle of the rail-transit pilot: 200 公里生态配套圈. */
export const ringRadiusKm = 200

/** Mean radius of the earth in km, IUGG 1980. */
const earthRadiusKm = 6371.0088

const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Distance over the ground in km between two points in WGS84 degrees: haversine on a sphere, error below 0.6 %. */
export function distanceKm(
  a: { readonly lng: number; readonly lat: number },
  b: { readonly lng: number; readonly lat: number },
): number {
  const half =
    Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lng - a.lng) / 2) ** 2
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(half)))
}

/**
 * Distance in km from the centre of a city to a place, as exact as the place is known (a place known by its city is
 * measured from that city's centre); null when it is known by its province only, or not at all.
 */
export function distanceToKm(centre: Centre, place: Place): number | null {
  if (place.precision === null || place.precision === 'province') return null
  if (place.lng === null || place.lat === null) return null
  return distanceKm(centre, { lng: place.lng, lat: place.lat })
}

/**
 * Where a place lies seen from a city: in the city, within 200 km of its centre, farther; null when it cannot be told.
 * A place in another city without a point is known to be not here, but not how far: null too.
 */
export function zoneOf(centre: Centre, place: Place): Zone | null {
  if (place.cityCode === centre.cityCode) return 'here'
  const distance = distanceToKm(centre, place)
  if (distance === null) return null
  return distance <= ringRadiusKm ? 'within200Km' : 'elsewhere'
}

const isOtherProvince = (centre: Centre, { provinceCode }: Place) =>
  provinceCode != null && provinceCode.slice(0, 2) !== centre.cityCode.slice(0, 2)

/** Whether a place lies inside a ring around a city; null when it cannot be told. The 200 km ring holds the city itself. */
export function isInside(ring: Ring, centre: Centre, place: Place): boolean | null {
  if (place.cityCode === centre.cityCode) return true
  if (ring === 'city') return place.cityCode !== null || isOtherProvince(centre, place) ? false : null
  const zone = zoneOf(centre, place)
  return zone === null ? null : zone === 'within200Km'
}
