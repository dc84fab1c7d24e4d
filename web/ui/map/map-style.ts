/** How a map looks: quiet base, outlines, rings, clustered dots and marks, from the palette of the theme. */

import type { FeatureCollection } from 'geojson'
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { fontFamily, type Palette } from '../theme.ts'

export type MapTiles = { name: string; layers: readonly string[]; approvalNumber: string | null }
export type MapParts = Record<'outlines' | 'names' | 'rings' | 'dots' | 'marks', FeatureCollection>

/** Above this zoom dots stand alone, whatever their distance. */
const clusterMaxZoom = 13
const font = fontFamily.split(',').map((name) => name.trim().replaceAll('"', ''))

const tones = (palette: Palette) =>
  [
    'match',
    ['get', 'tone'],
    ...['strong', palette.status.strong, 'weak', palette.status.weak, 'missing', palette.status.missing],
    ...['unknown', palette.status.unknown],
    palette.accent,
  ] as unknown as string

function baseLayers(palette: Palette, tiles: MapTiles | null, isDark: boolean): LayerSpecification[] {
  const raster = (tiles?.layers ?? []).map(
    (_, i): LayerSpecification => ({
      id: `tiles-${i}`,
      type: 'raster',
      source: `tiles-${i}`,
      paint: {
        'raster-saturation': -0.6,
        'raster-opacity': 0.75,
        'raster-brightness-max': isDark ? 0.45 : 1,
      },
    }),
  )
  const isOwn = ['boolean', ['get', 'isOwn'], false] as unknown as boolean
  const outlines: LayerSpecification[] = [
    {
      id: 'outline-fill',
      type: 'fill',
      source: 'outlines',
      paint: {
        'fill-color': ['case', isOwn, palette.accentTint, palette.paper],
        'fill-opacity': tiles ? 0.15 : 1,
      },
    },
    {
      id: 'outline-line',
      type: 'line',
      source: 'outlines',
      paint: {
        'line-color': ['case', isOwn, palette.accent, palette.line],
        'line-width': ['case', isOwn, 1.6, 0.8],
      },
    },
  ]
  const background: LayerSpecification = {
    id: 'background',
    type: 'background',
    paint: { 'background-color': palette.ground },
  }
  return [background, ...raster, ...outlines]
}

const label = (palette: Palette) => ({
  'text-color': palette.inkSoft,
  'text-halo-color': palette.paper,
  'text-halo-width': 1.2,
})

function nameLayers(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'ring-line',
      type: 'line',
      source: 'rings',
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': palette.inkSoft, 'line-width': 1.2, 'line-dasharray': [4, 3] },
    },
    {
      id: 'outline-name',
      type: 'symbol',
      source: 'names',
      layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 12, 'text-max-width': 6 },
      paint: label(palette),
    },
    {
      id: 'ring-label',
      type: 'symbol',
      source: 'rings',
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'text-field': ['get', 'label'],
        'text-font': font,
        'text-size': 12,
        'text-allow-overlap': true,
      },
      paint: { ...label(palette), 'text-color': palette.ink },
    },
  ]
}

function dotLayers(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'cluster',
      type: 'circle',
      source: 'dots',
      filter: ['has', 'point_count'],
      paint: {
        'circle-color': palette.accentTint,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 1.2,
        'circle-radius': ['step', ['get', 'point_count'], 12, 20, 15, 100, 19, 1000, 24, 10000, 30],
      },
    },
    {
      id: 'cluster-count',
      type: 'symbol',
      source: 'dots',
      filter: ['has', 'point_count'],
      layout: {
        'text-field': ['get', 'point_count_abbreviated'],
        'text-font': font,
        'text-size': 12,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': palette.ink },
    },
    {
      id: 'dot',
      type: 'circle',
      source: 'dots',
      filter: ['!', ['has', 'point_count']],
      paint: {
        'circle-color': palette.accent,
        'circle-stroke-color': palette.paper,
        'circle-stroke-width': 1,
        'circle-radius': 4.5,
      },
    },
  ]
}

function markLayers(palette: Palette): LayerSpecification[] {
  const colour = tones(palette)
  return [
    {
      id: 'mark-disc',
      type: 'circle',
      source: 'marks',
      filter: ['>', ['get', 'radius'], 0],
      paint: {
        'circle-color': colour,
        'circle-opacity': 0.16,
        'circle-stroke-color': colour,
        'circle-stroke-width': 1,
        'circle-radius': ['get', 'radius'],
      },
    },
    {
      id: 'mark',
      type: 'symbol',
      source: 'marks',
      layout: {
        'text-field': ['get', 'shape'],
        'text-font': font,
        'text-size': 16,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': colour, 'text-halo-color': palette.paper, 'text-halo-width': 1.5 },
    },
    {
      id: 'mark-name',
      type: 'symbol',
      source: 'marks',
      layout: {
        'text-field': ['get', 'name'],
        'text-font': font,
        'text-size': 12,
        'text-anchor': 'top',
        'text-offset': [0, 0.8],
        'text-max-width': 9,
        'text-optional': true,
      },
      paint: { ...label(palette), 'text-color': palette.ink },
    },
  ]
}

/** The whole style: sources with their data, layers from the ground up. Needs no tile server and no font server. */
export function mapStyle(
  palette: Palette,
  parts: MapParts,
  { tiles, isDark }: { tiles: MapTiles | null; isDark: boolean },
): StyleSpecification {
  const rasters = Object.fromEntries(
    (tiles?.layers ?? []).map((url, i) => [
      `tiles-${i}`,
      { type: 'raster' as const, tiles: [url], tileSize: 256, maxzoom: 18 },
    ]),
  )
  const plain = (data: FeatureCollection) => ({ type: 'geojson' as const, data })
  return {
    version: 8,
    sources: {
      ...rasters,
      outlines: plain(parts.outlines),
      names: plain(parts.names),
      rings: plain(parts.rings),
      dots: { ...plain(parts.dots), cluster: true, clusterRadius: 46, clusterMaxZoom },
      marks: plain(parts.marks),
    },
    layers: [
      ...baseLayers(palette, tiles, isDark),
      ...nameLayers(palette),
      ...dotLayers(palette),
      ...markLayers(palette),
    ],
  }
}
