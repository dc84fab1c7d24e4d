import type { Outline } from '../model.ts'

/** A shape as GeoJSON files write it; degrees, longitude first. */
export type Shape =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly number[])[][] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly number[])[][][] }

export type Box = readonly [west: number, south: number, east: number, north: number]

const kmPerDegree = 111.195
const decimals = 10_000

/** A square around a point, km to each side, in degrees. */
export function boxAround({ lng, lat }: { lng: number; lat: number }, km: number): Box {
  const up = km / kmPerDegree
  const across = up / Math.cos((lat * Math.PI) / 180)
  const round = (value: number) => Math.round(value * decimals) / decimals
  return [round(lng - across), round(lat - up), round(lng + across), round(lat + up)]
}

/** The closed lines of a shape, to four decimals (11 m): outer lines and holes alike. */
export function linesOf(shape: Shape): Outline['lines'] {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
  const round = (value: number) => Math.round(value * decimals) / decimals
  return polygons.flatMap((lines) =>
    lines.map((line) => line.map(([lng, lat]): [number, number] => [round(lng!), round(lat!)])),
  )
}

/** Whether any corner box of some lines meets a box. */
export function isTouching(lines: Outline['lines'], [west, south, east, north]: Box): boolean {
  return lines.some((line) => {
    const lngs = line.map(([lng]) => lng)
    const lats = line.map(([, lat]) => lat)
    const [minLng, maxLng] = [Math.min(...lngs), Math.max(...lngs)]
    const [minLat, maxLat] = [Math.min(...lats), Math.max(...lats)]
    return minLng <= east && maxLng >= west && minLat <= north && maxLat >= south
  })
}

export const isInBox = (
  { lng, lat }: { lng: number; lat: number },
  [west, south, east, north]: Box,
): boolean => lng >= west && lng <= east && lat >= south && lat <= north
