import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Cell, disclosable } from './disclosure.ts'

const cell = (id: string, contributors: Record<string, number>): Cell => ({
  id,
  contributors: new Map(Object.entries(contributors)),
})

test('a figure of two firms is not shown, of three it is', () => {
  expect([...disclosable([cell('two', { a: 1, b: 1 }), cell('three', { a: 1, b: 1, c: 1 })])]).toEqual([
    'three',
  ])
})

test('a figure of which one firm makes more than four fifths is not shown', () => {
  expect(disclosable([cell('x', { a: 81, b: 10, c: 9 })]).size).toBe(0)
  expect(disclosable([cell('x', { a: 80, b: 10, c: 10 })]).size).toBe(1)
})

test('a part is held back where the total less the part would single out a firm', () => {
  const total = cell('total', { a: 1, b: 1, c: 1, d: 1 })
  const part = cell('part', { a: 1, b: 1, c: 1 })
  expect([...disclosable([total, part])]).toEqual(['total'])
})

test('a part is shown where what is left is itself safe', () => {
  const total = cell('total', { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 })
  const part = cell('part', { a: 1, b: 1, c: 1 })
  expect([...disclosable([total, part])]).toEqual(['total', 'part'])
})

test('a contributor with nothing does not count towards three', () => {
  expect(disclosable([cell('x', { a: 1, b: 1, c: 0 })]).size).toBe(0)
})

/** The rule as it is written in the README, every subtraction made in full. */
function disclosableByTheBook(cells: readonly Cell[]): string[] {
  const isSafe = (weights: readonly number[]) =>
    weights.length >= 3 && Math.max(...weights) <= 0.8 * weights.reduce((sum, weight) => sum + weight, 0)
  const weightsOf = ({ contributors }: Cell) => [...contributors.values()].filter((weight) => weight > 0)
  const less = (a: Cell, b: Cell) =>
    [...a.contributors]
      .map(([id, weight]) => weight - (b.contributors.get(id) ?? 0))
      .filter((left) => left > 0)
  const lies = (a: Cell, b: Cell) =>
    [...a.contributors].every(([id, weight]) => weight <= (b.contributors.get(id) ?? 0))
  const shown: Cell[] = []
  for (const one of cells) {
    if (!isSafe(weightsOf(one))) continue
    const isSingledOut = shown.some((other) => {
      const rest = lies(one, other) ? less(other, one) : lies(other, one) ? less(one, other) : []
      return rest.length > 0 && !isSafe(rest)
    })
    if (!isSingledOut) shown.push(one)
  }
  return shown.map(({ id }) => id)
}

test('walking the smaller cell only gives what every subtraction made in full gives', () => {
  const contributors = fc.dictionary(fc.constantFrom(...'abcdefgh'), fc.integer({ min: 0, max: 9 }))
  fc.assert(
    fc.property(fc.array(contributors, { maxLength: 8 }), (drawn) => {
      const cells = drawn.map((held, i) => cell(`cell ${i}`, held))
      expect([...disclosable(cells)]).toEqual(disclosableByTheBook(cells))
    }),
    { numRuns: 5_000 },
  )
})
