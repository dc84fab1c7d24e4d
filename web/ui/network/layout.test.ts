import { expect, test } from 'vitest'
import { layOutNetwork } from './layout.ts'

const group = (id: string, step: number, size: number) => ({ id, name: id, step, size, label: '' })

test('a column a step, the greatest first, what does not fit is counted', () => {
  const layout = layOutNetwork([group('a', 0, 1), group('b', 2, 4), group('c', 2, 9), group('d', 2, 1)], 2)
  expect(layout.columns.map(({ step }) => step)).toEqual([0, 2])
  expect(layout.groups.map(({ id }) => id)).toEqual(['a', 'c', 'b'])
  expect(layout.leftOut).toBe(1)
  expect(layout.groups[1]!.x).toBeGreaterThan(layout.groups[0]!.x)
})

test('areas go with the size: four times the loss, twice the radius beyond the least one', () => {
  const [a, b] = layOutNetwork([group('a', 0, 4), group('b', 0, 1)]).groups
  expect(a!.radius - 4).toBeCloseTo(2 * (b!.radius - 4))
})
