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
