import type { Shock } from '../../../engines/cascade/index.ts'

/** What a scenario asks of a firm: where it stands and what it makes. */
export type ShockPlace = {
  readonly id: string
  readonly nodeIds: readonly string[]
  readonly cityCode: string | null
  readonly districtCode: string | null
  /** A point good enough for a drawn area; null: known by its city at best. */
  readonly point: { readonly lng: number; readonly lat: number } | null
  /** Seen from the city of the test; null: cannot be told. */
  readonly zone: 'here' | 'within200Km' | 'elsewhere' | null
}

type Point = { readonly lng: number; readonly lat: number }
export type AskedShock = { readonly lossRatio: number } & (
  | { readonly kind: 'firms'; readonly ids: readonly string[] }
  | {
      readonly kind: 'node'
      readonly nodeId: string
      readonly who: 'city' | 'all' | 'outside_city' | 'outside_200km'
    }
  | { readonly kind: 'region'; readonly code: string }
  | { readonly kind: 'circle'; readonly centre: Point; readonly radiusKm: number }
  | { readonly kind: 'polygon'; readonly points: readonly Point[] }
)

export type Hit = {
  readonly shocks: Shock[]
  readonly notInNetwork: number
  /** Firms of which cannot be told whether they are meant, since their place is not known well enough. */
  readonly placeUnknown: number
}

/** Even-odd rule: whether a point lies inside a drawn polygon; its degrees are taken as a plane. */
export function isInPolygon({ lng, lat }: Point, points: readonly Point[]): boolean {
  let isInside = false
  points.forEach((a, k) => {
    const b = points[(k + 1) % points.length]!
    const isBetween = a.lat > lat !== b.lat > lat
    if (isBetween && lng < ((b.lng - a.lng) * (lat - a.lat)) / (b.lat - a.lat) + a.lng) isInside = !isInside
  })
  return isInside
}

/** Whether a shock means a firm; null: cannot be told. */
function isMeant(
  shock: AskedShock,
  firm: ShockPlace,
  distanceKm: (a: Point, b: Point) => number,
): boolean | null {
  switch (shock.kind) {
    case 'firms':
      return shock.ids.includes(firm.id)
    case 'node':
      return firm.nodeIds.includes(shock.nodeId) ? isOfRing(shock.who, firm) : false
    case 'region': {
      const isCity = shock.code.endsWith('00')
      const own = isCity ? firm.cityCode : firm.districtCode
      return own === null
        ? !isCity && firm.cityCode?.slice(0, 4) === shock.code.slice(0, 4)
          ? null
          : false
        : own === shock.code
    }
    case 'circle':
      return firm.point === null ? null : distanceKm(shock.centre, firm.point) <= shock.radiusKm
    case 'polygon':
      return firm.point === null ? null : isInPolygon(firm.point, shock.points)
  }
}

function isOfRing(
  who: 'city' | 'all' | 'outside_city' | 'outside_200km',
  { zone }: ShockPlace,
): boolean | null {
  if (who === 'all') return true
  if (zone === null) return null
  if (who === 'city') return zone === 'here'
  return who === 'outside_city' ? zone !== 'here' : zone === 'elsewhere'
}

/** The firms that a scenario hits, each with the greatest share that any part of it takes. */
export function whoIsHit(
  asked: readonly AskedShock[],
  firms: readonly ShockPlace[],
  distanceKm: (a: Point, b: Point) => number,
): Hit {
  const held = new Set(firms.map(({ id }) => id))
  const strangers = new Set(
    asked.flatMap((shock) => (shock.kind === 'firms' ? shock.ids.filter((id) => !held.has(id)) : [])),
  )
  const shocks: Shock[] = []
  let placeUnknown = 0
  firms.forEach((firm, i) => {
    const answers = asked.map((shock) => isMeant(shock, firm, distanceKm))
    const lossRatio = Math.max(0, ...asked.map((shock, k) => (answers[k] ? shock.lossRatio : 0)))
    if (lossRatio > 0) shocks.push({ firm: i, lossRatio })
    else if (answers.includes(null)) placeUnknown++
  })
  return { shocks, notInNetwork: strangers.size, placeUnknown }
}
