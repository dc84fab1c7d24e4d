import { expect, test } from 'vitest'
import { circleLine, dotsData, marksData, namePoint, ringsData } from './map-data.ts'

const km = ([lng, lat]: number[], [lng2, lat2]: number[]) => {
  const r = (d: number) => (d * Math.PI) / 180
  const half =
    Math.sin(r(lat2! - lat!) / 2) ** 2 +
    Math.cos(r(lat!)) * Math.cos(r(lat2!)) * Math.sin(r(lng2! - lng!) / 2) ** 2
  return 2 * 6371.0088 * Math.asin(Math.sqrt(half))
}

test('every corner of a ring is as far from the centre as the ring says', () => {
  const line = circleLine({ lng: 113.12, lat: 27.88 }, 200)
  expect(line).toHaveLength(97)
  expect(line[0]).toEqual(line[96])
  for (const corner of line) expect(km([113.12, 27.88], corner)).toBeCloseTo(200, 6)
})

test('a name stands in the middle of the longest line', () => {
  const square = [
    [0, 0],
    [2, 0],
    [2, 4],
    [0, 0],
  ] as const
  expect(namePoint([[[9, 9]], square])).toEqual({ lng: 1, lat: 2 })
  expect(namePoint([])).toBeNull()
})

test('a mark without a weight has no disc, and shapes differ where tones do', () => {
  const marks = marksData([
    { id: '1', name: 'a', lng: 1, lat: 2, shape: 'square', tone: 'accent' },
    { id: '2', name: 'b', lng: 1, lat: 2, shape: 'triangle', tone: 'weak', weight: 1 },
  ])
  expect(marks.features.map(({ properties }) => [properties?.radius, properties?.shape])).toEqual([
    [0, '■'],
    [32, '▲'],
  ])
  expect(dotsData([{ id: '1', lng: 1, lat: 2 }]).features[0]!.properties).toEqual({ id: '1', name: '' })
})

test('two rings: two lines, two lengths and the centre; without a centre nothing', () => {
  expect(ringsData({ lng: 1, lat: 2 }, [50, 200]).features).toHaveLength(5)
  expect(ringsData(null, [50]).features).toEqual([])
})
