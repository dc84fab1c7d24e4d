import { expect, test } from 'vitest'
import { crossings, type Edge, orderColumns } from './order.ts'

test('two lines that cross are counted once, lines that share an end are not', () => {
  expect(
    crossings(
      [
        ['a', 'b'],
        ['x', 'y'],
      ],
      [
        ['a', 'y'],
        ['b', 'x'],
      ],
    ),
  ).toBe(1)
  expect(
    crossings(
      [
        ['a', 'b'],
        ['x', 'y'],
      ],
      [
        ['a', 'x'],
        ['a', 'y'],
      ],
    ),
  ).toBe(0)
})

test('a long line is compared where both run', () => {
  const columns = [['a', 'b'], ['m'], ['x', 'y']]
  expect(
    crossings(columns, [
      ['a', 'y'],
      ['b', 'x'],
    ]),
  ).toBe(1)
})

test('crossings that can be taken away are taken away', () => {
  const columns = [
    ['a', 'b', 'c'],
    ['x', 'y', 'z'],
  ]
  const edges: Edge[] = [
    ['a', 'z'],
    ['b', 'y'],
    ['c', 'x'],
  ]
  expect(crossings(columns, edges)).toBe(3)
  expect(crossings(orderColumns(columns, edges), edges)).toBe(0)
})

test('the order never gets worse, and every node stays in its column', () => {
  const columns = [0, 1, 2, 3].map((column) => Array.from({ length: 12 }, (_, at) => `${column}-${at}`))
  const edges = columns.slice(1).flatMap((ids, column) =>
    ids.flatMap((id, at): Edge[] => [
      [`${column}-${(at * 7 + 3) % 12}`, id],
      [`${column}-${(at * 5 + 1) % 12}`, id],
    ]),
  )
  const ordered = orderColumns(columns, edges)
  expect(ordered.map((ids) => [...ids].sort())).toEqual(columns.map((ids) => [...ids].sort()))
  expect(crossings(ordered, edges)).toBeLessThan(crossings(columns, edges) * 0.7)
  expect(orderColumns(columns, edges)).toEqual(ordered)
})
