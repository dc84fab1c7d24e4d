import { type Chart, escaped, text } from './charts.ts'

type Point = { readonly lng: number; readonly lat: number }
type Line = readonly (readonly [lng: number, lat: number])[]

export type Surroundings = {
  readonly cityName: string
  /** West, south, east, north in degrees. */
  readonly bounds: readonly [number, number, number, number]
  readonly outlines: readonly {
    readonly name: string
    readonly isOwn: boolean
    readonly at: Point | null
    readonly lines: readonly Line[]
  }[]
  /** Firms at nodes of the chain; many share the centre of a district or city. */
  readonly firms: readonly Point[]
  /** Firms of the chain beyond the map, and of unknown place. */
  readonly beyond: number
  readonly unplaced: number
  readonly parks: readonly (Point & { readonly name: string; readonly isStrong: boolean })[]
  readonly outlineSource: string
}

const unitsPerMm = 4
const widthMm = 156
const width = widthMm * unitsPerMm
const legendHeight = 62
const ink = { own: '#1D4ED8', other: '#98A0AC', firm: '#0B6E70', park: '#9A5B00' }
const round = (value: number) => Math.round(value * 10) / 10

/** A line cut at one side of the map; points on the side stay. Sutherland and Hodgman, one edge. */
function cutAt(line: Line, axis: 0 | 1, edge: number, sign: 1 | -1): Line {
  const isIn = (point: readonly [number, number]) => sign * (point[axis] - edge) >= 0
  return line.flatMap((point, i): [number, number][] => {
    const before = line.at(i - 1)!
    const share = (edge - before[axis]) / (point[axis] - before[axis])
    const [lng, lat] = [0, 1].map((k) => before[k]! + share * (point[k]! - before[k]!)) as [number, number]
    const crossing: [number, number][] = isIn(before) === isIn(point) ? [] : [[lng, lat]]
    return isIn(point) ? [...crossing, [point[0], point[1]]] : crossing
  })
}

/** The part of a closed line that lies within the map. */
export function within(line: Line, [west, south, east, north]: Surroundings['bounds']): Line {
  const across = cutAt(cutAt(line, 0, west, 1), 0, east, -1)
  return cutAt(cutAt(across, 1, south, 1), 1, north, -1)
}

/** Points that stand on each other are one dot with their number. */
function gathered(points: readonly Point[]): (Point & { count: number })[] {
  const dots = new Map<string, Point & { count: number }>()
  for (const { lng, lat } of points) {
    const key = `${lng.toFixed(2)}/${lat.toFixed(2)}`
    dots.set(key, { lng, lat, count: (dots.get(key)?.count ?? 0) + 1 })
  }
  return [...dots.values()].sort((a, b) => b.count - a.count)
}

type Place = (point: Point) => { x: number; y: number }

function drawOutlines({ outlines, bounds }: Surroundings, place: Place): string {
  const path = (lines: readonly Line[]) =>
    lines
      .map((line) => within(line, bounds))
      .filter(({ length }) => length > 2)
      .map((line) => line.map(([lng, lat]) => place({ lng, lat })))
      .map((corners) => `M${corners.map(({ x, y }) => `${x} ${y}`).join('L')}Z`)
      .join('')
  const drawn = [...outlines].sort((a, b) => Number(a.isOwn) - Number(b.isOwn))
  return drawn
    .map(({ lines, isOwn }) => ({ d: path(lines), isOwn }))
    .filter(({ d }) => d !== '')
    .map(
      ({ d, isOwn }) =>
        `<path d="${d}" fill="${isOwn ? '#EAF0FE' : '#FFFFFF'}" stroke="${isOwn ? ink.own : ink.other}" stroke-width="${isOwn ? 1.4 : 0.6}"/>`,
    )
    .join('')
}

const isIn = ({ lng, lat }: Point, [west, south, east, north]: Surroundings['bounds']) =>
  lng > west && lng < east && lat > south && lat < north

function drawNames({ outlines, bounds }: Surroundings, place: Place): string {
  return outlines
    .flatMap(({ name, at, isOwn }) => (at && isIn(at, bounds) ? [{ name, isOwn, ...place(at) }] : []))
    .map(
      ({ name, isOwn, x, y }) =>
        `<text x="${x}" y="${y}" text-anchor="middle" font-family="Noto Sans SC" font-size="10"${isOwn ? ' font-weight="700"' : ''} fill="#5A616B">${escaped(name)}</text>`,
    )
    .join('')
}

function drawFirms({ firms }: Surroundings, place: Place): string {
  return gathered(firms)
    .map(({ count, ...point }) => ({ count, r: round(2 + Math.min(9, Math.sqrt(count))), ...place(point) }))
    .map(
      ({ count, r, x, y }) =>
        `<circle cx="${x}" cy="${y}" r="${r}" fill="${ink.firm}" fill-opacity="0.75"/>${count > 1 ? text(round(x + r + 2), round(y + 4), String(count)) : ''}`,
    )
    .join('')
}

function drawParks({ parks, bounds }: Surroundings, place: Place): string {
  return parks
    .filter((park) => isIn(park, bounds))
    .map(({ isStrong, ...park }) => ({ isStrong, ...place(park) }))
    .map(
      ({ isStrong, x, y }) =>
        `<rect x="${round(x - 3)}" y="${round(y - 3)}" width="6" height="6" fill="${isStrong ? ink.park : '#FFFFFF'}" stroke="${ink.park}" stroke-width="1"/>`,
    )
    .join('')
}

function drawLegend({ firms, beyond, unplaced, parks, outlineSource }: Surroundings, top: number): string {
  const square = (x: number, fill: string) =>
    `<rect x="${x}" y="${top + 9}" width="7" height="7" fill="${fill}" stroke="${ink.park}" stroke-width="1"/>`
  const strong = parks.filter(({ isStrong }) => isStrong).length
  return [
    `<circle cx="5" cy="${top + 13}" r="4" fill="${ink.firm}" fill-opacity="0.75"/>`,
    text(14, top + 17, `本链企业 ${firms.length} 家（圆旁为同一地点的家数）`),
    square(292, ink.park),
    text(304, top + 17, `以本链为强项的园区 ${strong} 个`),
    square(470, '#FFFFFF'),
    text(482, top + 17, `其他园区 ${parks.length - strong} 个`),
    text(0, top + 36, `另有 ${beyond} 家在图外，${unplaced} 家位置不明，没有画出。`),
    text(0, top + 54, `示意图，不作划界依据；轮廓：${outlineSource}`),
  ].join('')
}

/** The city and its surroundings with the firms of a chain and the parks; degrees drawn evenly, true at the middle latitude. */
export function drawSurroundings(seen: Surroundings): Chart {
  const [west, south, east, north] = seen.bounds
  const scale = width / ((east - west) * Math.cos((((south + north) / 2) * Math.PI) / 180))
  const height = Math.round((north - south) * scale)
  const place: Place = ({ lng, lat }) => ({
    x: round(((lng - west) / (east - west)) * width),
    y: round((north - lat) * scale),
  })
  const body = [drawOutlines, drawNames, drawParks, drawFirms].map((draw) => draw(seen, place)).join('')
  const whole = height + legendHeight
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${whole}" width="${width}" height="${whole}">${body}${drawLegend(seen, height)}</svg>`,
    ...{ widthMm, heightMm: whole / unitsPerMm },
    alternative: `${seen.cityName}及周边：本链企业${seen.firms.length}家，园区${seen.parks.length}个`,
  }
}
