import { type MouseEvent, useMemo, useState } from 'react'

export type MapPoint = { id: string; name: string; lng: number; lat: number; size: number; step?: number }
export type Area =
  | { kind: 'circle'; centre: { lng: number; lat: number }; radiusKm: number }
  | { kind: 'polygon'; points: { lng: number; lat: number }[] }

type Props = {
  points: readonly MapPoint[]
  label: string
  /** Points of later steps are faint. */
  upTo?: number
  /** What is being drawn; without it the map is to look at. */
  draw?: 'circle' | 'polygon'
  area?: Area | null
  onArea?(area: Area | null): void
}

const width = 720
const height = 460
const margin = 24
const kmPerDegree = 111.195

/** A quiet map without tiles: points by place, a scale, an area drawn by hand. A degree of longitude shrinks with latitude. */
export function PlaneMap({ points, label, upTo = Number.POSITIVE_INFINITY, draw, area, onArea }: Props) {
  const frame = useMemo(() => frameOf(points), [points])
  const [corners, setCorners] = useState<{ lng: number; lat: number }[]>([])
  const at = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return frame.back(
      ((event.clientX - box.left) / box.width) * width,
      ((event.clientY - box.top) / box.height) * height,
    )
  }
  const click = (event: MouseEvent<SVGSVGElement>) => {
    if (!draw || !onArea || event.detail > 1) return
    const point = at(event)
    const [first] = corners
    if (draw === 'circle' && first) {
      const radiusKm = Math.max(0.1, frame.km(first, point))
      onArea({ kind: 'circle', centre: first, radiusKm: Math.round(radiusKm * 10) / 10 })
      setCorners([])
    } else setCorners([...corners, point])
  }
  const end = () => {
    if (draw !== 'polygon' || !onArea || corners.length < 3) return
    onArea({ kind: 'polygon', points: corners })
    setCorners([])
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: an area is drawn with the pointer; the form names districts for the keyboard
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      className="ls-plane"
      data-drawing={draw}
      onClick={click}
      onDoubleClick={end}
    >
      <Scale pxPerKm={frame.pxPerKm} />
      {points.map((point) => {
        const { x, y } = frame.to(point)
        return (
          <circle
            key={point.id}
            cx={x}
            cy={y}
            r={2.5 + 9 * Math.sqrt(point.size)}
            className="ls-plane-point"
            data-faint={(point.step ?? 0) > upTo || undefined}
            data-start={point.step === 0 || undefined}
          >
            <title>{point.name}</title>
          </circle>
        )
      })}
      {area && <AreaMark area={area} frame={frame} />}
      {corners.length > 0 && (
        <polyline
          className="ls-plane-area"
          points={corners.map((corner) => `${frame.to(corner).x},${frame.to(corner).y}`).join(' ')}
        />
      )}
      {corners.map((corner) => {
        const { x, y } = frame.to(corner)
        return <circle key={`${x} ${y}`} cx={x} cy={y} r={3} className="ls-plane-corner" />
      })}
    </svg>
  )
}

type Frame = ReturnType<typeof frameOf>

function AreaMark({ area, frame }: { area: Area; frame: Frame }) {
  if (area.kind === 'circle') {
    const { x, y } = frame.to(area.centre)
    return <circle cx={x} cy={y} r={area.radiusKm * frame.pxPerKm} className="ls-plane-area" />
  }
  const corners = area.points.map((point) => `${frame.to(point).x},${frame.to(point).y}`)
  return <polygon points={corners.join(' ')} className="ls-plane-area" />
}

/** A line of a round length. */
function Scale({ pxPerKm }: { pxPerKm: number }) {
  const km = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((length) => length * pxPerKm > 60) ?? 2000
  return (
    <g className="ls-plane-scale">
      <path d={`M${margin} ${height - 14}h${km * pxPerKm}`} />
      <text x={margin} y={height - 20}>
        {km} km
      </text>
    </g>
  )
}

/** Degrees to px and back; far-off single points do not make the others a dot: the middle 90 % decide. */
function frameOf(points: readonly { lng: number; lat: number }[]) {
  const lats = points.map(({ lat }) => lat).sort((a, b) => a - b)
  const lngs = points.map(({ lng }) => lng).sort((a, b) => a - b)
  const bounds = (values: number[]) => {
    const low = values[Math.floor(values.length * 0.05)] ?? 0
    const high = values[Math.floor((values.length - 1) * 0.95)] ?? 1
    const pad = Math.max(0.05, (high - low) * 0.1)
    return [low - pad, high + pad] as const
  }
  const [south, north] = bounds(lats)
  const [west, east] = bounds(lngs)
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const pxPerDegree = Math.min(
    (width - 2 * margin) / ((east - west) * shrink),
    (height - 2 * margin) / (north - south),
  )
  const left = (width - (east - west) * shrink * pxPerDegree) / 2
  const top = (height - (north - south) * pxPerDegree) / 2
  return {
    pxPerKm: pxPerDegree / kmPerDegree,
    to: ({ lng, lat }: { lng: number; lat: number }) => ({
      x: left + (lng - west) * shrink * pxPerDegree,
      y: top + (north - lat) * pxPerDegree,
    }),
    back: (x: number, y: number) => ({
      lng: west + (x - left) / (shrink * pxPerDegree),
      lat: north - (y - top) / pxPerDegree,
    }),
    km: (a: { lng: number; lat: number }, b: { lng: number; lat: number }) =>
      kmPerDegree * Math.hypot((a.lng - b.lng) * shrink, a.lat - b.lat),
  }
}
