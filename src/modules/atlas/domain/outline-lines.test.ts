import { expect, test } from 'vitest'
import { boxAround, isInBox, isTouching, linesOf } from './outline-lines.ts'

const square = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
]

test('a square around a point is wider in degrees the farther north it lies', () => {
  expect(boxAround({ lng: 100, lat: 0 }, 111.195)).toEqual([99, -1, 101, 1])
  const [west, south, east, north] = boxAround({ lng: 100, lat: 60 }, 111.195)
  expect([west, south, east, north]).toEqual([98, 59, 102, 61])
})

test('polygons and their holes become lines of at most four decimals', () => {
  expect(linesOf({ type: 'Polygon', coordinates: [[[0.123456, 1]]] })).toEqual([[[0.1235, 1]]])
  expect(linesOf({ type: 'MultiPolygon', coordinates: [[square, square], [square]] })).toHaveLength(3)
})

test('what meets the box is drawn, what lies beyond is not', () => {
  const lines = linesOf({ type: 'Polygon', coordinates: [square] })
  expect(isTouching(lines, [1, 1, 2, 2])).toBe(true)
  expect(isTouching(lines, [1.1, 1.1, 2, 2])).toBe(false)
  expect(isInBox({ lng: 0.5, lat: 0.5 }, [0, 0, 1, 1])).toBe(true)
  expect(isInBox({ lng: 1.5, lat: 0.5 }, [0, 0, 1, 1])).toBe(false)
})
