import { expect, test } from 'vitest'
import type { ChainMap, MapNode } from '../model.ts'
import { checkSharedNodes } from './check-shared-nodes.ts'

const node = (id: string, products: string[]) =>
  ({
    id,
    name: { zh: '铜材', en: 'Copper' },
    products,
    classes: ['3251'],
    segment: 's',
    needs: 'none',
  }) as MapNode
const map = (id: string, nodes: MapNode[]) => ({
  file: `${id}.yaml`,
  doc: { id, nodes } as unknown as ChainMap,
})

test('a node in two maps is one node: the same words in both pass', () => {
  expect(
    checkSharedNodes([map('a', [node('copper', ['铜杆'])]), map('b', [node('copper', ['铜杆'])])]),
  ).toEqual([])
})

test('other words under the same id are told where they stand', () => {
  const faults = checkSharedNodes([
    map('a', [node('copper', ['铜杆'])]),
    map('b', [node('copper', ['铜线'])]),
  ])
  expect(faults.map(({ file, path }) => [file, path])).toEqual([['b.yaml', ['nodes', 0, 'id']]])
})
