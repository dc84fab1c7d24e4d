import { describe, expect, test } from 'vitest'
import type { Lineage } from '../model.ts'
import { kinships } from './line-series.ts'

const lineage = (
  fromEdition: string,
  toEdition: string,
  links: [from: string, to: string, kind: Lineage['links'][number]['kind']][],
): Lineage => ({
  id: `${fromEdition}-${toEdition}`,
  city: '320400',
  fromEdition,
  toEdition,
  links: links.map(([from, to, kind]) => ({ from, to, kind, source: '假设' })),
  unmatched: [],
})

describe('a series that follows a renaming', () => {
  const lineages = [
    lineage('2009', '2013', [
      ['equipment', 'rail', 'split'],
      ['equipment', 'cars', 'split'],
    ]),
    lineage('2013', '2017', [
      ['rail', 'rail-transit', 'continued'],
      ['cars', 'nev', 'related'],
    ]),
    lineage('2017', '2022', [['rail-transit', 'rail-equipment', 'continued']]),
  ]
  const of = (edition: string, chain: string) =>
    [...kinships({ edition, chain }, lineages)].map(([key, { kinship }]) => [key, kinship]).sort()

  test('A05: a chain that only changed its name is the same; the industry it split from is not', () => {
    expect(of('2022', 'rail-equipment')).toEqual([
      ['2009/equipment', 'split'],
      ['2013/rail', 'same'],
      ['2017/rail-transit', 'same'],
      ['2022/rail-equipment', 'same'],
    ])
  })

  test('A05: siblings that split from the same industry are not in the line', () => {
    expect(of('2017', 'nev').map(([key]) => key)).toEqual(['2009/equipment', '2013/cars', '2017/nev'])
  })

  test('A05: once the scope changed it stays changed further back, by the change nearest to the chain', () => {
    expect(Object.fromEntries(of('2017', 'nev'))).toMatchObject({
      '2013/cars': 'related',
      '2009/equipment': 'related',
    })
  })
})
