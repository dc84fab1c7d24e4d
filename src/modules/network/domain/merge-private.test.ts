import { describe, expect, test } from 'vitest'
import { mergePrivate } from './count-definitions.ts'

const bought = (supplierId: string | null, year = 2024, ledger: 'whole' | 'part' | null = null) => ({
  ...{ buyerId: '1', supplierId, year, ledger },
})
const told = (all: readonly { supplierId: string | null; ledger: string | null }[]) =>
  all.map(({ supplierId, ledger }) => `${supplierId} ${ledger ?? 'held'}`)

describe('what a firm confided beside what is held of it', () => {
  const held = [bought('7'), bought('8'), bought('city:310000')]

  test('a ledger of the whole year stands for the year', () => {
    expect(told(mergePrivate(held, [bought('9', 2024, 'whole')]))).toEqual(['9 whole'])
  })

  test('a ledger of a part takes the place of the suppliers that it names and of nothing else', () => {
    const part = [bought('8', 2024, 'part'), bought('city:310000', 2024, 'part')]
    expect(told(mergePrivate(held, part))).toEqual([
      '7 held',
      'city:310000 held',
      '8 part',
      'city:310000 part',
    ])
  })

  test('only the latest year of a buyer counts, whoever told it', () => {
    expect(told(mergePrivate(held, [bought('9', 2023, 'whole')]))).toEqual([
      '7 held',
      '8 held',
      'city:310000 held',
    ])
    expect(told(mergePrivate(held, [bought('9', 2025)]))).toEqual(['9 held'])
  })
})
