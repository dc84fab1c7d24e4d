import { expect, test } from 'vitest'
import { type Chain, type ChainNode, pathThrough } from './chain.ts'
import { CARD, layOut, neighbour } from './layout.ts'
import { widthOf, wrap } from './wrap.ts'

const node = (id: string, segment: string): ChainNode => ({
  id,
  segment,
  name: `节点${id}`,
  status: 'unknown',
  here: 0,
  within200Km: 0,
  elsewhere: 0,
  unconfirmed: 0,
  leadingFirm: null,
})
const chain: Chain = {
  segments: [
    { id: 's', name: '材料' },
    { id: 't', name: '部件' },
    { id: 'u', name: '整车' },
  ],
  nodes: [node('a', 's'), node('b', 's'), node('c', 't'), node('d', 't'), node('e', 'u')],
  needs: [
    { from: 'a', to: 'c', isEssential: true },
    { from: 'c', to: 'e', isEssential: true },
    { from: 'b', to: 'd', isEssential: false },
  ],
}

test('the path through a node goes all the way up and down and no further', () => {
  expect([...pathThrough('c', chain.needs)].sort()).toEqual(['a', 'c', 'e'])
  expect([...pathThrough('d', chain.needs)].sort()).toEqual(['b', 'd'])
})

test('a circle of needs ends', () => {
  const needs = [
    { from: 'a', to: 'b', isEssential: true },
    { from: 'b', to: 'a', isEssential: true },
  ]
  expect([...pathThrough('a', needs)].sort()).toEqual(['a', 'b'])
})

test('columns follow the segments and cards of a column never overlap', () => {
  const { cards, segments, width, height } = layOut(chain)
  expect(segments.map(({ id, count }) => [id, count])).toEqual([
    ['s', 2],
    ['t', 2],
    ['u', 1],
  ])
  const x = (id: string) => cards.find((card) => card.node.id === id)?.x ?? Number.NaN
  expect(x('a')).toBe(x('b'))
  expect(x('c') - x('a')).toBe(CARD.width + CARD.gapX)
  for (const one of cards) {
    expect(one.x + CARD.width).toBeLessThanOrEqual(width)
    expect(one.y + one.height).toBeLessThanOrEqual(height)
    for (const other of cards) {
      if (one === other || one.x !== other.x) continue
      expect(one.y >= other.y + other.height || other.y >= one.y + one.height).toBe(true)
    }
  }
})

test('a long segment takes several columns, makers left of users, and keeps one heading', () => {
  const nodes = Array.from({ length: 60 }, (_, at) => node(`n${at}`, 's'))
  const needs = [{ from: 'n0', to: 'n59', isEssential: true }]
  const { cards, segments } = layOut({ segments: [{ id: 's', name: '部件' }], nodes, needs })
  const xs = [...new Set(cards.map(({ x }) => x))]
  expect(xs).toHaveLength(3)
  const x = (id: string) => cards.find((card) => card.node.id === id)?.x ?? Number.NaN
  expect(x('n59')).toBeGreaterThan(x('n0'))
  expect(segments).toMatchObject([{ count: 60, width: Math.max(...xs) + CARD.width - Math.min(...xs) }])
})

test('a need of a node that the map does not hold is not drawn', () => {
  const layout = layOut({
    ...chain,
    needs: [...chain.needs, { from: 'nowhere', to: 'a', isEssential: true }],
  })
  expect(layout.wires).toHaveLength(3)
})

test('an empty map has no cards and a finite size', () => {
  expect(layOut({ segments: [], nodes: [], needs: [] }).cards).toEqual([])
  expect(Number.isFinite(layOut({ ...chain, nodes: [] }).height)).toBe(true)
})

test('arrow keys walk in the column and to the next', () => {
  const layout = layOut(chain)
  expect(neighbour(layout, 'a', 'ArrowRight')).toBe('c')
  expect(neighbour(layout, 'a', 'ArrowLeft')).toBe(null)
  const [first, second] = ['a', 'b'].sort((p, q) => y(p) - y(q)) as [string, string]
  expect(neighbour(layout, first, 'ArrowDown')).toBe(second)
  function y(id: string) {
    return layout.cards.find((card) => card.node.id === id)?.y ?? 0
  }
})

test('names break to the width, and what is left over is marked', () => {
  expect(wrap('牵引变流器', 200, 13, 2)).toEqual(['牵引变流器'])
  const lines = wrap('轨道交通车辆牵引变流器用大功率绝缘栅双极晶体管模块', 124, 13, 2)
  expect(lines).toHaveLength(2)
  expect(lines[1]?.endsWith('…')).toBe(true)
  for (const line of lines) expect(widthOf(line, 13)).toBeLessThanOrEqual(124)
  expect(wrap('Traction motor bearings', 110, 13, 2)).toEqual(['Traction motor', 'bearings'])
  expect(wrap('Traction motor bearings', 90, 13, 2)).toEqual(['Traction', 'motor beari…'])
})
