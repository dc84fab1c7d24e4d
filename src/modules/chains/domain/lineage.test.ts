import { expect, test } from 'vitest'
import type { Lineage } from '../model.ts'
import { lineOf } from './lineage.ts'

const lineage = (fromEdition: string, toEdition: string, pairs: [string, string][]): Lineage => ({
  id: `${fromEdition}-${toEdition}`,
  city: '320400',
  fromEdition,
  toEdition,
  links: pairs.map(([from, to]) => ({ from, to, kind: 'continued', source: '假设' })),
  unmatched: [],
})
const lineages = [
  lineage('e2009', 'e2013', [
    ['equipment', 'rail'],
    ['equipment', 'robots'],
  ]),
  lineage('e2013', 'e2017', [
    ['rail', 'rail'],
    ['robots', 'smart'],
  ]),
  lineage('e2017', 'e2022', [['rail', 'rail']]),
]
const names = (entries: readonly { edition: string; chain: string }[]) =>
  entries.map(({ edition, chain }) => `${edition}/${chain}`).sort()

test('A05: a chain is followed back to the industry it came from, without its siblings', () => {
  const line = lineOf({ edition: 'e2022', chain: 'rail' }, lineages)
  expect(names(line.entries)).toEqual(['e2009/equipment', 'e2013/rail', 'e2017/rail', 'e2022/rail'])
  expect(line.links.length).toBe(3)
})

test('A05: an industry that split leads to all its parts', () => {
  const line = lineOf({ edition: 'e2009', chain: 'equipment' }, lineages)
  expect(names(line.entries)).toEqual([
    'e2009/equipment',
    'e2013/rail',
    'e2013/robots',
    'e2017/rail',
    'e2017/smart',
    'e2022/rail',
  ])
})
