import { getBase, listFirmPoints, listParkProfiles } from '../../../atlas/index.ts'
import { drawSurroundings } from '../../domain/draw-surroundings.ts'
import type { PictureSet } from '../../domain/fact-catalogue.ts'
import { may, noPicture, type Scope, sourceOf, withheldWord } from './scope.ts'

/** Where the firms and parks of a chain stand, as the maps have it; for a chain whose map of nodes is drawn. */
export async function gatherMap(scope: Scope): Promise<PictureSet> {
  const { ctx, city, dataset, chain, cityName, on } = scope
  const path = `/atlas?chain=${chain}`
  const sources = [sourceOf(scope, { room: 'atlas', what: '产业地图', asOf: on, path })]
  if (!may(scope, 'registry.read')) return { 'map-outline': { ...noPicture, sources, why: withheldWord } }
  const { points, counts } = await listFirmPoints(ctx, { city, dataset, chain })
  const parks = (await listParkProfiles(ctx, { city, dataset })).flatMap(({ name, place, strengths }) => {
    const isStrong = strengths.some(({ chainId }) => chainId === chain)
    return place === null ? [] : [{ name, isStrong, lng: place.lng, lat: place.lat }]
  })
  if (points.length === 0 && parks.length === 0)
    return { 'map-outline': { ...noPicture, sources, why: '本链企业和园区都还没有位置' } }
  const { bounds, outlines, outlineSource } = await getBase(ctx, { city })
  const drawn = drawSurroundings({
    ...{ cityName, bounds, outlines, outlineSource, parks },
    ...{ beyond: counts.beyond, unplaced: counts.unplaced },
    firms: points.map(([, , lng, lat]) => ({ lng, lat })),
  })
  return { 'map-outline': { ...drawn, sources } }
}
