import { describe, expect, test } from 'vitest'
import { rankTargets, reasonsFor, type TargetFacts } from './target-ranking.ts'

const firm = (id: string, more: Partial<TargetFacts> = {}): TargetFacts => ({
  ...{ id, evidence: 'stated', distanceKm: 100, titles: [], otherNodes: 0 },
  ...more,
})

describe('C07: which firm is asked first, and why', () => {
  test('a source before product words, then titles, then other nodes, then the nearer, unknown places last', () => {
    const ranked = rankTargets([
      firm('1', { evidence: 'words', titles: ['小巨人'], distanceKm: 5 }),
      firm('2', { distanceKm: null }),
      firm('3', { distanceKm: 300 }),
      firm('4', { distanceKm: 80 }),
      firm('5', { distanceKm: 900, otherNodes: 2 }),
      firm('6', { distanceKm: 900, titles: ['小巨人'] }),
    ])
    expect(ranked.map(({ id }) => id)).toEqual(['6', '5', '4', '3', '2', '1'])
  })

  test('reasons say what is known and what is not', () => {
    const facts = firm('1', { distanceKm: 149.6, titles: ['甲', '乙', '丙', '丁'], otherNodes: 1 })
    expect(reasonsFor(facts)).toEqual([
      { code: 'makes_it' },
      { code: 'near', km: 150 },
      { code: 'titles', count: 4, names: '甲、乙、丙' },
      { code: 'other_nodes', count: 1 },
    ])
    expect(reasonsFor(firm('2', { evidence: 'words', distanceKm: null })).map(({ code }) => code)).toEqual([
      'by_words',
      'place_unknown',
    ])
    expect(reasonsFor(firm('3', { distanceKm: 200.4 }))[1]).toEqual({ code: 'far', km: 200 })
  })
})
