import { expect, test } from 'vitest'
import { leastWidth } from './least-width.ts'

const column = (title: string, width: number, unit?: string) => ({
  ...{ id: 'x', title, width, value: () => null },
  ...(unit ? { unit } : {}),
})

const withFilter = { hasFilter: true, unknown: '未知' }
const plain = { hasFilter: false, unknown: '未知' }

test('a heading is neither cut inside a word nor put on three lines', () => {
  expect(leastWidth(column('Confidential', 60), withFilter)).toBe(Math.ceil(12 * 7.8) + 12 + 24 + 24)
  expect(leastWidth(column('Confidential', 60), plain)).toBeLessThan(
    leastWidth(column('Confidential', 60), withFilter),
  )
  // Three words take two lines, so the room of the longest and half of the rest.
  expect(leastWidth(column('Firms at nodes', 20), plain)).toBeGreaterThan(7.8 * 7 + 36)
  expect(leastWidth(column('序号', 60), withFilter)).toBeGreaterThanOrEqual(60)
  expect(leastWidth(column('名称', 300), withFilter)).toBe(300)
  expect(leastWidth(column('本地配套率', 40, '%'), plain)).toBeGreaterThan(60)
  // A mark of what is unknown is never cut, however narrow the column.
  expect(leastWidth(column('No', 40), { hasFilter: false, unknown: 'Unknown' })).toBe(
    Math.ceil(7 * 7.8 + 14) + 24,
  )
})
