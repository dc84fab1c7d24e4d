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

type Env = Readonly<Record<string, string | undefined>>
const usualAddress = 'https://t0.tianditu.gov.cn'

/** Where the tiles come from: the service itself, or a node of it on an office network (LIANSHU_TIANDITU_ADDRESS). */
function tileAddressOf({ LIANSHU_TIANDITU_ADDRESS: told }: Env): URL | null {
  const given = told || usualAddress
  // A host and a plain path only: the address also stands in the Content-Security-Policy.
  return /^https?:\/\/[0-9a-zA-Z.-]+(:\d{1,5})?(\/[0-9a-zA-Z._/-]*)?$/.test(given) && URL.canParse(given)
    ? new URL(given)
    : null
}

/** What is wrong with the settings of 天地图: a key or an address that cannot be one; null where all is well or nothing set. */
export function tilesFaultOf(env: Env): MapBase['tilesFault'] {
  const { LIANSHU_TIANDITU_KEY: key } = env
  if (!key) return null
  if (!/^[0-9a-zA-Z]{16,64}$/.test(key)) return 'key'
  return tileAddressOf(env) ? null : 'address'
}

/**
 * Tiles of 天地图 (WMTS, Web Mercator) where a key for browsers is configured: LIANSHU_TIANDITU_KEY, and LIANSHU_MAP_APPROVAL
 * for the number of approval. Such a key goes out with every tile that a browser fetches: the provider has no other way, and
 * binds it to the house's domain. It stands in no other answer, file or log of ours.
 */
export function tilesOf(env: Env): MapBase['tiles'] {
  const { LIANSHU_TIANDITU_KEY: key } = env
  const at = tileAddressOf(env)
  if (!key || !at || tilesFaultOf(env)) return null
  const root = at.href.replace(/\/$/, '')
  const layer = (name: string) =>
    `${root}/${name}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${name}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${key}`
  return {
    name: '天地图',
    layers: [layer('vec'), layer('cva')],
    approvalNumber: env.LIANSHU_MAP_APPROVAL || null,
  }
}

/** Hosts that pages fetch tiles from, for the server's Content-Security-Policy; none without tiles. */
export const tileHostsOf = (env: Env): string[] => (tilesOf(env) ? [tileAddressOf(env)!.origin] : [])

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
    ...{ tiles: tilesOf(process.env), tilesFault: tilesFaultOf(process.env) },
  }
}
