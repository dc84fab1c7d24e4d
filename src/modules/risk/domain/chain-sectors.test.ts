import { expect, test } from 'vitest'
import { chainSectors } from './chain-sectors.ts'

const nodes = [
  { nodeId: 'bearing', classes: ['3451'] },
  { nodeId: 'bogie', classes: ['371'] },
  { nodeId: 'paint', classes: [] },
]
const needs = [
  { nodeId: 'bogie', needsId: 'bearing', essential: true },
  { nodeId: 'bogie', needsId: 'paint', essential: false },
]
const firm = (nodeIds: string[], industryCode: string | null = null) => ({ nodeIds, industryCode })

test('a firm counts at its best node, else by its class, else as unknown', () => {
  const { names, ofFirm } = chainSectors(
    [firm(['bogie', 'paint'], '3714'), firm(['gone'], '3714'), firm([], '3714'), firm([])],
    nodes,
    needs,
  )
  expect(ofFirm.map((sector) => names[sector])).toEqual(['node:bogie', 'class:3714', 'class:3714', 'unknown'])
})

test('what a node needs as essential is essential, by node and by class; everything else is non-essential', () => {
  const firms = [firm(['bearing']), firm(['bogie']), firm(['paint']), firm([], '3714'), firm([], '3451')]
  const { names, ofFirm, essential } = chainSectors(firms, nodes, needs)
  const at = (from: number, to: number) => essential[ofFirm[from]! * names.length + ofFirm[to]!]
  expect([at(0, 1), at(0, 3), at(4, 1), at(4, 3)]).toEqual([2, 2, 2, 2])
  expect([at(2, 1), at(1, 0), at(0, 2)]).toEqual([1, 1, 1])
})

test('a class wider than what the node names does not stand for it', () => {
  const { names, ofFirm, essential } = chainSectors([firm([], '34'), firm(['bogie'])], nodes, needs)
  expect(essential[ofFirm[0]! * names.length + ofFirm[1]!]).toBe(1)
})

test('without needs nothing is essential', () => {
  const { essential } = chainSectors([firm(['bearing']), firm(['bogie'])], nodes, needs, false)
  expect([...essential]).toEqual([1, 1, 1, 1])
})
