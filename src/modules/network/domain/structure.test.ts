import { describe, expect, test } from 'vitest'
import { chainStructure, emergingShare, type StructureFirm } from './structure.ts'

const yi = 10_000_000_000
const firm = (id: string, more: Partial<StructureFirm> = {}): StructureFirm => ({
  ...{ id, name: id, sizeClass: null, industryCode: null, segments: [], titles: new Set<string>() },
  ...{ revenueFen: null, rdFen: null },
  ...more,
})
const rules = {
  ...{ highTechTitles: ['ht'], serviceTitles: ['sm'], wholeSegments: ['vehicles'], partSegments: ['parts'] },
  ...{
    consumerIndustries: ['14'],
    emergingChains: ['new'],
    leadingAbove: 100,
    reserveFrom: 50,
    source: '假设' as const,
  },
}
const figuresOf = (
  firms: readonly StructureFirm[],
  isComplete = false,
  city: readonly StructureFirm[] = firms,
) => {
  const all = chainStructure({ firms, rules, isListComplete: () => isComplete }, city)
  return (indicator: string) => all.find((one) => one.indicator === indicator)!
}

describe('M01: level of the industry', () => {
  test('M01: one of four firms with the title is 25 %; none found and no complete list is unknown, not 0', () => {
    const four = [firm('a', { titles: new Set(['ht']) }), firm('b'), firm('c'), firm('d')]
    expect(figuresOf(four)('high-tech-firm-share')).toMatchObject({
      value: 25,
      firmIds: ['a'],
      coverageRatio: null,
    })
    expect(figuresOf([firm('b')])('high-tech-firm-share')).toMatchObject({ value: null, gap: 'no_list' })
    expect(figuresOf([firm('b')], true)('high-tech-firm-share')).toMatchObject({ value: 0, coverageRatio: 1 })
    expect(figuresOf(four)('service-manufacturing-firms')).toMatchObject({ value: null, gap: 'no_list' })
  })
})

describe('M02: strength of the firms', () => {
  test('M02: the reserve stands from 50 to below 100 yi; firms of unknown revenue lower the coverage', () => {
    const firms = [49, 50, 99, 100].map((size, i) => firm(`f${i}`, { revenueFen: size * yi }))
    expect(figuresOf([...firms, firm('x')])('ten-billion-reserve')).toMatchObject({
      ...{ value: 2, firmIds: ['f1', 'f2'], coverageRatio: 0.8 },
      inputs: [{ value: 1 }, { value: 4 }],
    })
  })

  test('M02: large firms, consumer goods and whole machines are shares of what is known', () => {
    const firms = [
      firm('a', { sizeClass: 'large', industryCode: '1411', segments: ['vehicles'] }),
      firm('b', { sizeClass: 'small', industryCode: 'C3714', segments: ['parts'] }),
      firm('c', { segments: ['parts', 'vehicles'] }),
      firm('d'),
    ]
    const of = figuresOf(firms)
    expect(of('large-firm-share')).toMatchObject({ value: 50, coverageRatio: 0.5 })
    expect(of('consumer-goods-share')).toMatchObject({ value: 50, firmIds: ['a'] })
    expect(of('whole-machine-share')).toMatchObject({ value: 50, inputs: [{ value: 2 }, { value: 2 }] })
    expect(figuresOf([firm('d')])('consumer-goods-share')).toMatchObject({ value: null, gap: 'no_industry' })
  })

  test('M02: firms of emerging chains over firms of any chain, each once', () => {
    const [a, b, c] = [firm('a'), firm('b'), firm('c')]
    const byChain = new Map([
      ['new', [a]],
      ['old', [a, b, c]],
    ])
    expect(emergingShare(byChain, ['new']).value).toBeCloseTo(100 / 3, 10)
    expect(emergingShare(byChain, [])).toMatchObject({ value: null, gap: 'no_rules' })
  })
})

describe('M03: innovation', () => {
  test('M03: 5 % on the chain against 3 % of the other firms is 2 points, of the firms of which both are known', () => {
    const rd = (id: string, revenueFen: number, rdFen: number | null) => firm(id, { revenueFen, rdFen })
    const chain = [rd('a', 100, 4), rd('b', 100, 6), rd('c', 900, null)]
    const gap = figuresOf(chain, false, [...chain, rd('x', 100, 3)])('rd-intensity-gap')
    expect(gap.value).toBeCloseTo(2, 10)
    expect(gap.inputs.map(({ value }) => value)).toEqual([5, 3])
    expect(gap.cells).toHaveLength(4)
    expect(figuresOf(chain)('rd-intensity-gap')).toMatchObject({ value: null, gap: 'no_peers' })
  })
})
