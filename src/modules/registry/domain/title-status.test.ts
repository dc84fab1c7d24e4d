import { expect, test } from 'vitest'
import { expiryOf, titleStatus } from './title-status.ts'

const title = { grantedOn: '2021-07-15', expiresOn: '2024-07-14', withdrawnOn: null }

test.each([
  ['2021-07-14', 'not_yet'],
  ['2021-07-15', 'held'],
  ['2024-07-14', 'held'],
  ['2024-07-15', 'expired'],
] as const)('on %s a title of three years is %s', (on, status) => {
  expect(titleStatus(title, on)).toBe(status)
})

test('a withdrawn title does not hold from that day, and did before', () => {
  const withdrawn = { ...title, withdrawnOn: '2022-03-01' }
  expect(titleStatus(withdrawn, '2022-02-28')).toBe('held')
  expect(titleStatus(withdrawn, '2022-03-01')).toBe('withdrawn')
})

test('without a day of issue nobody can say whether it holds, only that it has ended', () => {
  expect(titleStatus({ grantedOn: null, expiresOn: null, withdrawnOn: null }, '2024-01-01')).toBe('unknown')
  expect(titleStatus({ grantedOn: null, expiresOn: '2023-12-31', withdrawnOn: null }, '2024-01-01')).toBe(
    'expired',
  )
})

test.each([
  ['2021-07-15', 36, '2024-07-14'],
  ['2024-02-29', 12, '2025-02-27'],
  ['2020-01-31', 1, '2020-02-28'],
] as const)('granted %s for %i months it holds to %s', (granted, months, last) => {
  expect(expiryOf(granted, months)).toBe(last)
})

test('what is unknown stays unknown', () => {
  expect(expiryOf(null, 36)).toBeNull()
  expect(expiryOf('2021-07-15', null)).toBeNull()
})
