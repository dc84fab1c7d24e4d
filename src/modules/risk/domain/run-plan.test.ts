import { expect, test } from 'vitest'
import { chunkRange, chunksFor } from './run-plan.ts'

test('ten thousand firms are one chunk of about four seconds, a hundred thousand are 375', () => {
  expect(chunksFor(10_000, 99_000)).toBe(1)
  expect(chunksFor(100_000, 500_000)).toBe(375)
})

test('there is at least one chunk and never more than firms', () => {
  expect(chunksFor(1, 0)).toBe(1)
  expect(chunksFor(3, 10 ** 12)).toBe(3)
})

test('the chunks hold every firm once', () => {
  const firms = Array.from({ length: 7 }, (_, chunk) => chunkRange(100, 7, chunk)).flatMap(({ from, to }) =>
    Array.from({ length: to - from }, (__, k) => from + k),
  )
  expect(firms).toEqual(Array.from({ length: 100 }, (_, i) => i))
})
