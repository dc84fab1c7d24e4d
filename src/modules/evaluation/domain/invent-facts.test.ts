import { expect, test } from 'vitest'
import { inventFacts } from './invent-facts.ts'

test('the same firm and year give the same figures, another year others, and a size that lasts', () => {
  expect(inventFacts(7, 2025)).toEqual(inventFacts(7, 2025))
  const of = (year: number, name: string) => inventFacts(7, year).find((fact) => fact.name === name)?.value
  expect(of(2024, 'sales')).not.toBe(of(2025, 'sales'))
  expect(of(2024, 'started_on')).toBe(of(2025, 'started_on'))
})

test('about one figure in twenty is left out, so that coverage has something to show', () => {
  const told = Array.from({ length: 1000 }, (_, i) => inventFacts(i, 2025).length - 4)
  const unknown = 9000 - told.reduce((sum, n) => sum + n, 0)
  expect(unknown / 9000).toBeGreaterThan(0.03)
  expect(unknown / 9000).toBeLessThan(0.07)
})
