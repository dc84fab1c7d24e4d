import { describe, expect, test } from 'vitest'
import { type ItemDays, itemOn, overrulesOn, seriesDays, statementsOn } from './resilience-series.ts'

test('D17: a series stands on the ends of whole months and on today', () => {
  expect(seriesDays('2026-03-05', 3)).toEqual(['2025-12-31', '2026-01-31', '2026-02-28', '2026-03-05'])
  expect(seriesDays('2024-03-31', 1)).toEqual(['2024-02-29', '2024-03-31'])
})

test('of the statements about a node the newest that had been made speaks, and a withdrawal speaks too', () => {
  const row = (id: bigint, kind: 'register_complete' | 'withdrawn', statedOn: string) => ({
    ...{ id, nodeId: 'axle', kind, source: '普查', statedOn },
  })
  const rows = [row(1n, 'register_complete', '2025-05-10'), row(2n, 'withdrawn', '2025-09-01')]
  expect(statementsOn(rows, '2025-04-30').size).toBe(0)
  expect(statementsOn(rows, '2025-05-31').get('axle')).toMatchObject({ kind: 'register_complete' })
  expect(statementsOn(rows, '2025-09-30').size).toBe(0)
})

test('an overrule speaks from its first day to its last, or until it was ended', () => {
  const rule = {
    id: 1n,
    nodeId: 'axle',
    status: 'weak' as const,
    holdsFrom: '2025-02-01',
    holdsUntil: '2025-12-31',
  }
  const rows = [{ ...rule, endedOn: '2025-06-15' }]
  expect(overrulesOn(rows, '2025-01-31').size).toBe(0)
  expect(overrulesOn(rows, '2025-05-31').get('axle')).toBe('weak')
  expect(overrulesOn(rows, '2025-06-30').size).toBe(0)
  expect(
    overrulesOn([...rows, { ...rule, id: 2n, status: 'strong', endedOn: null }], '2025-05-31').get('axle'),
  ).toBe('strong')
})

describe('an item of the register', () => {
  const item = (steps: ItemDays['steps']): ItemDays => ({
    nodeId: 'axle',
    hindersFlow: true,
    foundOn: '2025-01-15',
    steps,
  })
  test('hinders from the day on which it was found until it is closed, and again when it is opened anew', () => {
    const one = item([
      { day: '2025-03-02', to: 'open' },
      { day: '2025-06-20', to: 'closed' },
      { day: '2025-09-01', to: 'open' },
    ])
    expect(
      ['2024-12-31', '2025-01-31', '2025-05-31', '2025-06-30', '2025-09-30'].map((day) => itemOn(one, day)),
    ).toEqual([...['none', 'open', 'open', 'ended', 'open']])
  })
  test('that nobody took up says nothing', () => {
    expect(itemOn(item([{ day: '2025-03-02', to: 'raised' }]), '2025-12-31')).toBe('none')
    expect(
      itemOn(
        item([
          { day: '2025-03-02', to: 'raised' },
          { day: '2025-03-05', to: 'declined' },
        ]),
        '2025-12-31',
      ),
    ).toBe('none')
  })
})
