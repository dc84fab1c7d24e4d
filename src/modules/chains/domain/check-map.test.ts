import { expect, test } from 'vitest'
import type { ChainMap, MapNode } from '../model.ts'
import { checkMap } from './check-map.ts'

const name = { zh: '名', en: 'Name' }
const node = (id: string, needs: string[], change: Partial<MapNode> = {}): MapNode => ({
  id,
  name,
  segment: 'parts',
  products: [`${id}甲`, `${id}乙`, `${id}丙`],
  classes: ['3720'],
  source: '假设',
  needs: needs.length === 0 ? 'none' : needs.map((need) => ({ node: need, essential: true, source: '假设' })),
  ...(needs.length === 0 ? { needsNone: name } : {}),
  ...change,
})
const mapOf = (nodes: MapNode[]): ChainMap => ({
  id: 'rail',
  name,
  asOf: '2026',
  source: '假设',
  segments: [{ id: 'parts', name }],
  nodes,
})
const known = new Set(['3720', '3711'])
const faultsOf = (nodes: MapNode[]) => checkMap({ file: 'rail.yaml', doc: mapOf(nodes) }, known)

test('a map without circle, whose codes the standard has, has no fault', () => {
  expect(faultsOf([node('steel', []), node('wheel', ['steel']), node('train', ['wheel', 'steel'])])).toEqual(
    [],
  )
})

test('an unknown node in needs is told with its place', () => {
  const [fault] = faultsOf([node('steel', []), node('wheel', ['steel', 'iron'])])
  expect(fault?.path).toEqual(['nodes', 1, 'needs', 1, 'node'])
  expect(fault?.message.en).toContain('iron')
})

test('a circle is told with its whole path', () => {
  const faults = faultsOf([node('a', ['b']), node('b', ['c']), node('c', ['a'])])
  expect(faults.map(({ message }) => message.en)).toEqual([
    'Needs form a circle: a → b → c → a. Take one of them out.',
  ])
})

test('a class code that the standard does not have, a repeated id and a shared word are told', () => {
  const faults = faultsOf([
    node('steel', [], { classes: ['9999'] }),
    node('steel', [], { products: ['steel甲', '别的', '另外'] }),
  ])
  expect(faults.map(({ path }) => path)).toEqual([
    ['nodes', 0, 'classes', 0],
    ['nodes', 1, 'id'],
    ['nodes', 1, 'products', 0],
  ])
})

test('needs: none without a reason is a fault', () => {
  const bare = node('steel', [])
  delete (bare as { needsNone?: unknown }).needsNone
  expect(faultsOf([bare]).map(({ path }) => path)).toEqual([['nodes', 0, 'needs']])
})

test('a node with two product words is told', () => {
  const [fault] = faultsOf([node('steel', [], { products: ['甲甲', '乙乙'] })])
  expect(fault?.path).toEqual(['nodes', 0, 'products'])
})
