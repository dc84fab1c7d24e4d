import { expect, test } from 'vitest'
import { internationalisation } from './internationalisation.ts'

const part = (abroad: string, all: string) => ({ name: { zh: abroad, en: abroad }, abroad, all })
const rules = {
  parts: [part('a', 'A'), part('r', 'R'), part('e', 'E')],
  leastParts: 3,
  source: '假设' as const,
}
const of = (figures: Record<string, number>) => (name: string) => figures[name] ?? null

test('D04: 20 % of assets, 40 % of revenue and 30 % of employees abroad make 30 %', () => {
  expect(internationalisation(rules, of({ a: 20, A: 100, r: 40, R: 100, e: 30, E: 100 })).index).toBeCloseTo(
    0.3,
    12,
  )
})

test('D04: a part that is not known leaves the index unknown, unless the rules ask for fewer', () => {
  const known = of({ a: 20, A: 100, r: 40, R: 100 })
  expect(internationalisation(rules, known).index).toBeNull()
  expect(internationalisation({ ...rules, leastParts: 2 }, known).index).toBeCloseTo(0.3, 12)
})

test('D04: more abroad than in all contradicts itself and is unknown', () => {
  const { parts } = internationalisation(rules, of({ a: 120, A: 100, r: 1, R: 0 }))
  expect(parts.map(({ ratio }) => ratio)).toEqual([null, null, null])
})
