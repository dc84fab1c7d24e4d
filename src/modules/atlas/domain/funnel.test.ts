import { describe, expect, test } from 'vitest'
import { countFunnel, type FunnelLead } from './funnel.ts'

const lead = (state: FunnelLead['state'], passed: string[], size: FunnelLead['size'] = null): FunnelLead => ({
  state,
  passed,
  size,
})

describe('C18: the funnel', () => {
  test('C18: four leads: all found, three contacted, two negotiated (one without a visit), one landed', () => {
    const leads = [
      lead('found', ['found'], 'small'),
      lead('lost', ['found', 'contacted', 'lost'], 'small'),
      lead('negotiating', ['found', 'contacted', 'negotiating']),
      lead('landed', ['found', 'contacted', 'visited', 'negotiating', 'signed', 'landed'], 'major'),
    ]
    const counts = countFunnel(leads)
    expect(counts.map(({ reached }) => reached)).toEqual([4, 3, 2, 2, 1, 1])
    expect(counts.map(({ standing }) => standing)).toEqual([1, 0, 0, 1, 0, 1])
    expect(counts.map(({ fromBeforeRatio }) => fromBeforeRatio)).toEqual([null, 0.75, 2 / 3, 1, 0.5, 1])
    expect(counts[1]).toMatchObject({ major: 1, small: 1, sizeUnknown: 1 })
  })

  test('without leads every step is 0 and no ratio is known', () => {
    expect(
      countFunnel([]).every(({ reached, fromBeforeRatio }) => reached === 0 && fromBeforeRatio === null),
    ).toBe(true)
  })
})
