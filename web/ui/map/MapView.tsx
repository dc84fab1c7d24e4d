import 'maplibre-gl/dist/maplibre-gl.css'
import './map.css'
import { FullscreenOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { usePreferences } from '../preferences.ts'
import { useIsPrinting } from '../table/use-is-printing.ts'
import { useIsNarrow } from '../use-is-narrow.ts'
import {
  dotsData,
  type MapDot,
  type MapMark,
  type MapOutline,
  marksData,
  namesData,
  outlinesData,
  ringsData,
  type Spot,
  shapeOf,
} from './map-data.ts'
import type { MapTiles } from './map-style.ts'
import { t } from './map-words.ts'
import { type MapEvents, useMap } from './use-map.ts'

export type { MapDot, MapMark, Spot } from './map-data.ts'

export type MapGround = {
  centre: Spot
  bounds: readonly number[]
  outlines: readonly MapOutline[]
  outlineSource: string
  tiles: MapTiles | null
  /** Tiles are configured, but cannot be used: what an administrator has to mend. */
  tilesFault?: 'key' | 'address' | null
}
export type LegendLine = {
  shape: MapMark['shape'] | 'cluster' | 'ring'
  tone?: MapMark['tone']
  text: string
}

type Props = MapEvents & {
  ground: MapGround
  /** Names the map for screen readers. */
  label: string
  dots?: readonly MapDot[]
  marks?: readonly MapMark[]
  rings?: { centre: Spot; radiiKm: readonly number[] } | null
  /** West, south, east, north to look at first; the city's surroundings where left out. */
  view?: readonly [number, number, number, number]
  legend: readonly LegendLine[]
  /** The same as a list: shown first on a phone, and to whoever chooses it. */
  list: ReactNode
  /** The page shows the same list beside the map: paper needs it once. */
  isListBeside?: boolean
}

const none: readonly never[] = []
type Box = readonly [number, number, number, number]

/** The box of the city's own outline, or of all that is drawn. */
function ownBox({ outlines, bounds }: MapGround): Box {
  const own = outlines.filter(({ isOwn }) => isOwn).flatMap(({ lines }) => lines.flat())
  if (own.length === 0) return bounds as unknown as Box
  const lngs = own.map(([lng]) => lng)
  const lats = own.map(([, lat]) => lat)
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)]
}

/** A quiet map of a city with its surroundings: outlines, rings, clustered dots, marks; the same as a list beside it. */
export function MapView(props: Props) {
  const isNarrow = useIsNarrow()
  const isPrinting = useIsPrinting()
  const [shown, show] = useState<'map' | 'list'>(isNarrow ? 'list' : 'map')
  return (
    <section className="ls-map" aria-label={props.label}>
      <div className="ls-map-tools">
        <Segmented
          aria-label={t('shownAs')}
          value={shown}
          onChange={(value) => show(value as 'map' | 'list')}
          options={[
            { value: 'map', label: t('map') },
            { value: 'list', label: t('list') },
          ]}
        />
        <Legend lines={props.legend} />
      </div>
      {shown === 'map' ? <Drawn {...props} /> : props.list}
      {shown === 'map' && isPrinting && !props.isListBeside && props.list}
    </section>
  )
}

function Drawn({ ground, label, dots = none, marks = none, rings = null, view, list, ...events }: Props) {
  const { theme } = usePreferences()
  const frame = useRef<HTMLDivElement | null>(null)
  const parts = useMemo(
    () => ({
      outlines: outlinesData(ground.outlines),
      names: namesData(ground.outlines),
      rings: ringsData(rings?.centre ?? null, rings?.radiiKm ?? none),
      dots: dotsData(dots),
      marks: marksData(marks),
    }),
    [ground, dots, marks, rings],
  )
  const own = useMemo(() => ownBox(ground), [ground])
  const box = view ?? own
  const bounds = ground.bounds as unknown as Box
  const { map, isBroken, areTilesMissing } = useMap({
    frame,
    parts,
    bounds,
    view: box,
    tiles: ground.tiles,
    theme,
    label,
    ...events,
  })
  if (isBroken)
    return (
      <>
        <p className="ls-soft">{t('broken')}</p>
        {list}
      </>
    )
  return (
    <figure className="ls-map-frame">
      <div ref={frame} className="ls-map-canvas" />
      <div className="ls-map-zoom">
        <Button
          aria-label={t('zoomIn')}
          title={t('zoomIn')}
          onClick={() => map.current?.zoomIn({ duration: 120 })}
        >
          <PlusOutlined />
        </Button>
        <Button
          aria-label={t('zoomOut')}
          title={t('zoomOut')}
          onClick={() => map.current?.zoomOut({ duration: 120 })}
        >
          <MinusOutlined />
        </Button>
        <Button
          aria-label={t('whole')}
          title={t('whole')}
          onClick={() => map.current?.fitBounds([...bounds], { padding: 12, duration: 120 })}
        >
          <FullscreenOutlined />
        </Button>
      </div>
      <figcaption className="ls-map-note">
        <span>{t('keys')}</span>
        {(areTilesMissing || ground.tilesFault) && (
          <span role="status">{t(areTilesMissing ? 'tilesMissing' : `tiles_${ground.tilesFault!}`)}</span>
        )}
        <span>
          {ground.tiles ? ground.tiles.name : t('outlines', { source: ground.outlineSource })} ·{' '}
          {ground.tiles?.approvalNumber
            ? t('approval', { number: ground.tiles.approvalNumber })
            : t('internal')}
        </span>
      </figcaption>
    </figure>
  )
}

function Legend({ lines }: { lines: readonly LegendLine[] }) {
  return (
    <ul className="ls-map-legend">
      {lines.map(({ shape, tone = 'accent', text }) => (
        <li key={text}>
          <span aria-hidden="true" className={`ls-map-key ls-map-${tone}`} data-shape={shape}>
            {shape === 'cluster' ? '12' : shape === 'ring' ? '⌒' : shapeOf(shape)}
          </span>
          {text}
        </li>
      ))}
    </ul>
  )
}
