import { type Context, requirePermission } from '../../access/index.ts'
import { centreOf } from '../../network/index.ts'
import { loadPlaces } from '../../registry/index.ts'
import { type Box, boxAround } from '../domain/outline-lines.ts'
import type { MapBase, Outline } from '../model.ts'
import { outlineSource, outlinesIn } from './outlines.ts'

/** How far from the city's centre a map reaches, km. */
export const reachKm = 320

const kept = new Map<string, Outline[]>()

/** The square that the maps of a city show. */
export const boxOf = (centre: { lng: number; lat: number }): Box => boxAround(centre, reachKm)

/** Tiles of 天地图 where a key is configured: LIANSHU_TIANDITU_KEY, and LIANSHU_MAP_APPROVAL for the number of approval. */
export function tilesOf(env: Readonly<Record<string, string | undefined>>): MapBase['tiles'] {
  const key = env.LIANSHU_TIANDITU_KEY
  if (!key || !/^[0-9a-zA-Z]{16,64}$/.test(key)) return null
  const layer = (name: string) =>
    `https://t0.tianditu.gov.cn/${name}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${name}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${key}`
  return {
    name: '天地图',
    layers: [layer('vec'), layer('cva')],
    approvalNumber: env.LIANSHU_MAP_APPROVAL || null,
  }
}

/** Hosts that pages fetch tiles from, for the server's Content-Security-Policy; none without a key. */
export const tileHostsOf = (env: Readonly<Record<string, string | undefined>>): string[] =>
  tilesOf(env) ? ['https://*.tianditu.gov.cn'] : []

/** What the maps of a city stand on. */
export async function getBase(ctx: Context, { city }: { city: string }): Promise<MapBase> {
  requirePermission(ctx.actor, 'registry.read', city)
  const places = await loadPlaces(ctx)
  const { lng, lat } = centreOf(places, city)
  const box = boxOf({ lng, lat })
  const outlines = kept.get(city) ?? outlinesIn(box, city)
  kept.set(city, outlines)
  return {
    city: { code: city, name: places.find(city)!.name },
    centre: { lng, lat },
    bounds: [...box],
    outlines,
    outlineSource,
    tiles: tilesOf(process.env),
  }
}
