/** What is drawn on a map, as the drawing library wants it: pure, so that a test can read it. */
import type { Feature, FeatureCollection, Position } from 'geojson'

export type Spot = { lng: number; lat: number }
/** A firm or another thing of which there are many: drawn together where they stand close. */
export type MapDot = Spot & { id: string; name?: string | null }
/** A thing that is looked at by itself, with its shape and name. `tone` is also told by the shape. */
export type MapMark = Spot & {
  id: string
  name: string
  shape: 'square' | 'triangle' | 'diamond' | 'circle' | 'star'
  tone: 'accent' | 'strong' | 'weak' | 'missing' | 'unknown'
  /** Area of the disc around it, 0 to 1 of the largest; left out: no disc. */
  weight?: number
}
export type MapOutline = {
  code: string | null
  name: string
  isOwn: boolean
  /** Where its name stands; the middle of its box where left out. */
  at?: Spot | null
  lines: readonly (readonly (readonly [number, number])[])[]
}

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })
const point = ({ lng, lat }: Spot, properties: Record<string, unknown>): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lng, lat] },
  properties,
})

export const dotsData = (dots: readonly MapDot[]) =>
  collection(dots.map(({ id, name, ...spot }) => point(spot, { id, name: name ?? '' })))

const shapes: Readonly<Record<MapMark['shape'], string>> = {
  square: '■',
  triangle: '▲',
  diamond: '◆',
  circle: '●',
  star: '★',
}
export const shapeOf = (shape: MapMark['shape']): string => shapes[shape]

export const marksData = (marks: readonly MapMark[]) =>
  collection(
    marks.map(({ id, name, shape, tone, weight = 0, ...spot }) =>
      point(spot, {
        id,
        name,
        tone,
        shape: shapeOf(shape),
        radius: weight > 0 ? 6 + 26 * Math.sqrt(weight) : 0,
      }),
    ),
  )

export const outlinesData = (outlines: readonly MapOutline[]) =>
  collection(
    outlines.map(({ name, isOwn, lines }) => ({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: lines as unknown as Position[][] },
      properties: { name, isOwn },
    })),
  )

/** The middle of the box of a place's longest line: where its name stands. */
export function namePoint(lines: MapOutline['lines']): Spot | null {
  const longest = [...lines].sort((a, b) => b.length - a.length)[0]
  if (!longest || longest.length === 0) return null
  const lngs = longest.map(([lng]) => lng)
  const lats = longest.map(([, lat]) => lat)
  return {
    lng: (Math.min(...lngs) + Math.max(...lngs)) / 2,
    lat: (Math.min(...lats) + Math.max(...lats)) / 2,
  }
}

export const namesData = (outlines: readonly MapOutline[]) =>
  collection(
    outlines.flatMap(({ name, isOwn, lines, at: told }) => {
      const at = told ?? namePoint(lines)
      return at ? [point(at, { name, isOwn })] : []
    }),
  )

const earthRadiusKm = 6371.0088
const radians = (degrees: number) => (degrees * Math.PI) / 180
const degrees = (angle: number) => (angle * 180) / Math.PI

/** A circle on the ground around a point, closed, 96 corners. */
export function circleLine({ lng, lat }: Spot, radiusKm: number): Position[] {
  const angle = radiusKm / earthRadiusKm
  const north = radians(lat)
  const corners = Array.from({ length: 97 }, (_, i): Position => {
    const turn = (2 * Math.PI * (i % 96)) / 96
    const to = Math.asin(
      Math.sin(north) * Math.cos(angle) + Math.cos(north) * Math.sin(angle) * Math.cos(turn),
    )
    const across = Math.atan2(
      Math.sin(turn) * Math.sin(angle) * Math.cos(north),
      Math.cos(angle) - Math.sin(north) * Math.sin(to),
    )
    return [lng + degrees(across), degrees(to)]
  })
  return corners
}

/** Rings with their length at the top, and the centre. */
export function ringsData(centre: Spot | null, radiiKm: readonly number[]) {
  if (!centre) return collection([])
  return collection([
    ...radiiKm.map(
      (km): Feature => ({
        type: 'Feature',
        geometry: { type: 'LineString', coordinates: circleLine(centre, km) },
        properties: { km },
      }),
    ),
    ...radiiKm.map((km) => {
      const [lng, lat] = circleLine(centre, km)[0] as [number, number]
      return point({ lng, lat }, { label: `${km} km` })
    }),
    point(centre, { label: '✛' }),
  ])
}
