import { expect, test } from 'vitest'
import { isInPolygon, type ShockPlace, whoIsHit } from './who-is-hit.ts'

const firm = (id: string, more: Partial<ShockPlace> = {}): ShockPlace => ({
  ...{ id, nodeIds: [], cityCode: '430200', districtCode: null, point: null, zone: 'here' },
  ...more,
})
// One degree counts as 100 km, so that distances can be read off.
const plane = (a: { lng: number; lat: number }, b: { lng: number; lat: number }) =>
  100 * Math.hypot(a.lng - b.lng, a.lat - b.lat)

test('the greater share counts where two parts of a scenario hit one firm; strangers are told', () => {
  const firms = [firm('1', { nodeIds: ['axle'] }), firm('2')]
  const hit = whoIsHit(
    [
      { kind: 'firms', ids: ['1', '77'], lossRatio: 0.2 },
      { kind: 'node', nodeId: 'axle', who: 'city', lossRatio: 0.7 },
    ],
    firms,
    plane,
  )
  expect(hit).toEqual({ shocks: [{ firm: 0, lossRatio: 0.7 }], notInNetwork: 1, placeUnknown: 0 })
})

test('an import ban hits those outside the ring only, and tells whose place is unknown', () => {
  const firms = (['here', 'within200Km', 'elsewhere', null] as const).map((zone, i) =>
    firm(String(i), { zone, nodeIds: ['chip'] }),
  )
  const ban = (who: 'outside_city' | 'outside_200km') =>
    whoIsHit([{ kind: 'node', nodeId: 'chip', who, lossRatio: 1 }], firms, plane)
  expect(ban('outside_city').shocks.map(({ firm: i }) => i)).toEqual([1, 2])
  expect(ban('outside_200km').shocks.map(({ firm: i }) => i)).toEqual([2])
  expect(ban('outside_city').placeUnknown).toBe(1)
})

test('a drawn circle and a drawn polygon take whose point lies inside', () => {
  const firms = [
    firm('a', { point: { lng: 1, lat: 1 } }),
    firm('b', { point: { lng: 3, lat: 1 } }),
    firm('c'),
  ]
  const circle = whoIsHit(
    [{ kind: 'circle', centre: { lng: 0, lat: 1 }, radiusKm: 100, lossRatio: 1 }],
    firms,
    plane,
  )
  expect(circle).toMatchObject({ shocks: [{ firm: 0 }], placeUnknown: 1 })
  const square = [
    { lng: 2, lat: 0 },
    { lng: 4, lat: 0 },
    { lng: 4, lat: 2 },
    { lng: 2, lat: 2 },
  ]
  expect(whoIsHit([{ kind: 'polygon', points: square, lossRatio: 1 }], firms, plane).shocks).toEqual([
    { firm: 1, lossRatio: 1 },
  ])
  expect(isInPolygon({ lng: 5, lat: 1 }, square)).toBe(false)
})

test('a district takes its own; a firm of the city without a district cannot be told', () => {
  const firms = [firm('a', { districtCode: '430211' }), firm('b', { districtCode: '430202' }), firm('c')]
  const hit = whoIsHit([{ kind: 'region', code: '430211', lossRatio: 0.5 }], firms, plane)
  expect(hit).toEqual({ shocks: [{ firm: 0, lossRatio: 0.5 }], notInNetwork: 0, placeUnknown: 1 })
})
