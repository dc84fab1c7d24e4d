/** The life of one map of the drawing library inside a page. */
import {
  type ErrorEvent,
  type GeoJSONSource,
  Map as LibreMap,
  type MapMouseEvent,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { palettes, type ThemeName } from '../theme.ts'
import { dragPicture, drawsBySoftware } from './drag-picture.ts'
import type { Spot } from './map-data.ts'
import { type MapParts, type MapTiles, mapStyle } from './map-style.ts'

setWorkerUrl(workerUrl)

export type MapEvents = {
  /** A dot or mark was chosen. */
  onOpen?: ((id: string) => void) | undefined
  /** A place on the ground was chosen. */
  onPick?: ((spot: Spot) => void) | undefined
}

type Given = MapEvents & {
  frame: RefObject<HTMLDivElement | null>
  parts: MapParts
  bounds: readonly [number, number, number, number]
  /** What is looked at first. */
  view: readonly [number, number, number, number]
  tiles: MapTiles | null
  theme: ThemeName
  label: string
}

const openable = ['mark', 'mark-disc', 'dot', 'cluster', 'mark-name'] as const

async function choose(map: LibreMap, event: MapMouseEvent, { onOpen, onPick }: MapEvents): Promise<void> {
  const [found] = map.queryRenderedFeatures(event.point, { layers: [...openable] })
  if (!found) return onPick?.({ lng: event.lngLat.lng, lat: event.lngLat.lat })
  const { cluster_id: cluster, id } = found.properties
  if (cluster === undefined) return onOpen?.(String(id))
  const zoom = await (map.getSource('dots') as GeoJSONSource).getClusterExpansionZoom(Number(cluster))
  map.easeTo({ center: event.lngLat, zoom, duration: 150 })
}

/** Whether this browser can draw a map at all. */
function canDraw(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null
  } catch {
    return false
  }
}

/**
 * Makes the map once for each theme and base, and brings new data into it; `isBroken` where it cannot be drawn,
 * `areTilesMissing` once a tile was refused or did not come.
 */
export function useMap({ frame, parts, bounds, view, tiles, theme, label, ...events }: Given) {
  const map = useRef<LibreMap | null>(null)
  const [isBroken, setBroken] = useState(() => !canDraw())
  const [areTilesMissing, missTiles] = useState(false)
  const latest = useRef({ parts, events, view })
  latest.current = { parts, events, view }
  const key = `${theme} ${bounds.join()} ${tiles?.layers.join() ?? ''}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: data and view of a standing map are brought in below
  useEffect(() => {
    if (!frame.current || isBroken) return
    const style = mapStyle(palettes[theme], latest.current.parts, { tiles, isDark: theme === 'dark' })
    const [west, south, east, north] = bounds
    const slack = { lng: (east - west) * 0.4, lat: (north - south) * 0.4 }
    try {
      const made = new LibreMap({
        container: frame.current,
        style,
        bounds: [...latest.current.view],
        fitBoundsOptions: { padding: 24 },
        maxBounds: [west - slack.lng, south - slack.lat, east + slack.lng, north + slack.lat],
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        // Never 0: names would then be placed anew, whole, in every frame.
        fadeDuration: 120,
        renderWorldCopies: false,
      })
      made.touchZoomRotate.disableRotation()
      made.keyboard.disableRotation()
      if (drawsBySoftware(made.getCanvas())) made.once('remove', dragPicture(made))
      made.getCanvas().setAttribute('aria-label', label)
      made.on('click', (event) => void choose(made, event, latest.current.events))
      for (const layer of openable) {
        made.on('mouseenter', layer, () => (made.getCanvas().style.cursor = 'pointer'))
        made.on('mouseleave', layer, () => (made.getCanvas().style.cursor = ''))
      }
      made.on('idle', () => frame.current?.setAttribute('data-idle', ''))
      made.on('load', () => bring(made, latest.current.parts))
      // Tiles that do not come take nothing away: outlines and points stand without them.
      made.on('error', ({ sourceId }: ErrorEvent & { sourceId?: string }) => {
        if (sourceId?.startsWith('tiles-')) missTiles(true)
      })
      const print = () => keepPicture(made)
      addEventListener('beforeprint', print)
      made.once('remove', () => removeEventListener('beforeprint', print))
      map.current = made
    } catch {
      setBroken(true)
    }
    return () => {
      map.current?.remove()
      map.current = null
    }
  }, [key, isBroken])
  useEffect(() => {
    const standing = map.current
    if (standing?.isStyleLoaded()) bring(standing, parts)
  }, [parts])
  const viewKey = view.join()
  useEffect(() => {
    void viewKey
    map.current?.fitBounds([...latest.current.view], { padding: 24, duration: 0 })
  }, [viewKey])
  return { map, isBroken, areTilesMissing }
}

/** Paper takes a picture: what a canvas drew is gone once it is shown, so it is drawn anew and kept in the same breath. */
function keepPicture(map: LibreMap): void {
  const frame = map.getContainer()
  const picture = frame.querySelector('img') ?? frame.appendChild(document.createElement('img'))
  map.redraw()
  picture.className = 'ls-map-picture'
  picture.alt = map.getCanvas().getAttribute('aria-label') ?? ''
  picture.src = map.getCanvas().toDataURL()
}

function bring(map: LibreMap, parts: MapParts): void {
  for (const [name, data] of Object.entries(parts))
    void (map.getSource(name) as GeoJSONSource | undefined)?.setData(data)
}
