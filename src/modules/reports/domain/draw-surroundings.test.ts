import { expect, test } from 'vitest'
import { drawSurroundings, within } from './draw-surroundings.ts'

const bounds = [112, 27, 114, 29] as const

test('a line is cut at the sides of the map, one that lies outside is not drawn', () => {
  const crossing = within(
    [
      [113, 28],
      [115, 28],
      [115, 28.5],
      [113, 28.5],
    ],
    bounds,
  )
  expect(crossing).toEqual(
    expect.arrayContaining([
      [113, 28],
      [114, 28],
      [114, 28.5],
      [113, 28.5],
    ]),
  )
  expect(Math.max(...crossing.map(([lng]) => lng))).toBe(114)
  expect(
    within(
      [
        [116, 28],
        [117, 28],
        [117, 29],
      ],
      bounds,
    ),
  ).toEqual([])
})

test('firms at one place are one dot with their number; what is not drawn is told', () => {
  const { svg, alternative } = drawSurroundings({
    ...{ cityName: '示例市', bounds, beyond: 3, unplaced: 2, outlineSource: '来源' },
    outlines: [
      {
        name: '示例市',
        isOwn: true,
        at: { lng: 113, lat: 28 },
        lines: [
          [
            [112.5, 27.5],
            [113.5, 27.5],
            [113, 28.5],
          ],
        ],
      },
    ],
    firms: [...Array.from({ length: 4 }, () => ({ lng: 113, lat: 28 })), { lng: 112.2, lat: 27.2 }],
    parks: [
      { name: '甲园', isStrong: true, lng: 113.2, lat: 28.1 },
      { name: '图外园', isStrong: false, lng: 120, lat: 28 },
    ],
  })
  expect(svg.match(/<circle/g)).toHaveLength(3) // two places, and the legend
  expect(svg).toContain('>4</text>')
  expect(svg).toContain('另有 3 家在图外，2 家位置不明')
  expect(svg.match(/<rect/g)).toHaveLength(3) // one park, and the two of the legend
  expect(alternative).toBe('示例市及周边：本链企业5家，园区2个')
})
