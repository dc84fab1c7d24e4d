import { expect, test } from 'vitest'
import { countOwnerGroups } from './owner-groups.ts'
import { distanceKm, isInside, type Place, zoneOf } from './ring.ts'

const centre = { cityCode: '430200', lng: 113.13, lat: 27.83 }
const place = (over: Partial<Place>): Place => ({
  cityCode: null,
  lng: null,
  lat: null,
  precision: null,
  ...over,
})

test('one degree of latitude is 111.2 km, a point is 0 km from itself', () => {
  expect(distanceKm({ lng: 113, lat: 27 }, { lng: 113, lat: 28 })).toBeCloseTo(111.195, 2)
  expect(distanceKm(centre, centre)).toBe(0)
})

test('a place in the city is here even when its point is unknown', () => {
  const known = place({ cityCode: '430200', precision: 'city' })
  expect(zoneOf(centre, known)).toBe('here')
  expect(isInside('200km', centre, known)).toBe(true)
})

test('a place known by its city is measured from that city’s centre', () => {
  const changsha = place({ cityCode: '430100', lng: 112.94, lat: 28.23, precision: 'city' })
  const beijing = place({ cityCode: '110100', lng: 116.4, lat: 39.9, precision: 'city_from_name' })
  expect([zoneOf(centre, changsha), zoneOf(centre, beijing)]).toEqual(['within200Km', 'elsewhere'])
  expect(isInside('city', centre, changsha)).toBe(false)
  expect(isInside('200km', centre, changsha)).toBe(true)
  expect(isInside('200km', centre, beijing)).toBe(false)
})

test('a place known by its province only cannot be told, in neither ring', () => {
  const hunan = place({ lng: 112.9, lat: 28.2, precision: 'province' })
  expect(zoneOf(centre, hunan)).toBeNull()
  expect(isInside('city', centre, hunan)).toBeNull()
  expect(isInside('200km', centre, hunan)).toBeNull()
})

test('a place known by another province only is not in the city, but how far is unknown', () => {
  const zhejiang = place({ provinceCode: '330000', precision: 'province' })
  expect(isInside('city', centre, zhejiang)).toBe(false)
  expect(isInside('200km', centre, zhejiang)).toBeNull()
  expect(isInside('city', centre, place({ provinceCode: '430000', precision: 'province' }))).toBeNull()
})

test('another city without a point is not here, and how far is unknown', () => {
  const other = place({ cityCode: '440300', precision: 'city' })
  expect(isInside('city', centre, other)).toBe(false)
  expect(isInside('200km', centre, other)).toBeNull()
})

test('firms of one group count once, firms of an unknown group are told apart', () => {
  const firms = [
    { groupKey: 'a' },
    { groupKey: 'a' },
    { groupKey: 'b' },
    { groupKey: null },
    { groupKey: null },
  ]
  expect(countOwnerGroups(firms)).toEqual({ groups: 2, groupUnknown: 2 })
})
