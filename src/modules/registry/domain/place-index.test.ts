import { expect, test } from 'vitest'
import { testCentres, testDivisions } from '../fixtures.ts'
import { PlaceIndex } from './place-index.ts'
import { bestPosition } from './position.ts'

const places = new PlaceIndex(
  testDivisions.map((division) => {
    const centre = testCentres.find(({ code }) => code === division.code)
    return { ...division, lng: centre?.lng ?? null, lat: centre?.lat ?? null }
  }),
)

test('columns and address together find province, city and county', () => {
  expect(
    places.locate({ province: '湖南省', city: '株洲市', address: '湖南省株洲市石峰区田心高科园' }),
  ).toEqual({
    provinceCode: '430000',
    cityCode: '430200',
    districtCode: '430204',
  })
})

test('an address alone is read from its start', () => {
  expect(places.locate({ address: '江苏省常州市武进区遥观镇' })).toMatchObject({
    cityCode: '320400',
    districtCode: '320412',
  })
  expect(places.locate({ address: '常州市武进区遥观镇' })).toMatchObject({
    provinceCode: '320000',
    cityCode: '320400',
  })
})

test('a street that bears the name of another city is not that city', () => {
  expect(places.locate({ address: '上海市株洲路1号' })).toMatchObject({ cityCode: '310100' })
})

test('what is written nowhere is unknown', () => {
  expect(places.locate({ address: '工业园区 5 号' })).toEqual({
    provinceCode: null,
    cityCode: null,
    districtCode: null,
  })
})

test('a legal name that begins with a place gives its city, one that only contains it does not', () => {
  expect(places.cityInName('常州市某某机械有限公司').cityCode).toBe('320400')
  expect(places.cityInName('常州某某机械有限公司').cityCode).toBe('320400')
  expect(places.cityInName('江苏常州某某机械有限公司').cityCode).toBe('320400')
  expect(places.cityInName('某某（常州）机械有限公司').cityCode).toBeNull()
})

test('a word that names a province and a city at once is read as the province', () => {
  expect(places.cityInName('吉林某某化工有限公司')).toEqual({
    provinceCode: '220000',
    cityCode: null,
    districtCode: null,
  })
  expect(places.cityInName('吉林市某某化工有限公司').cityCode).toBe('220200')
})

test('the best known position counts, with its precision', () => {
  const at = (name: string, address: string, given: { lng: number; lat: number } | null = null) =>
    bestPosition({ given, place: places.locate({ address }), name, source: 's' }, places)?.precision ?? null
  expect(at('x', '湖南省株洲市石峰区', { lng: 113, lat: 27.9 })).toBe('given')
  expect(at('x', '湖南省株洲市石峰区')).toBe('district')
  expect(at('x', '江苏省常州市武进区')).toBe('city')
  expect(at('常州市某某有限公司', '')).toBe('city_from_name')
  expect(at('某某有限公司', '')).toBeNull()
})
