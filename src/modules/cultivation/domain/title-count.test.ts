import { expect, test } from 'vitest'
import { type CountedTitle, conversion, dueForReview, grantedByYear, holdersOf } from './title-count.ts'

const title = (organisationId: string, kindCode: string, more: Partial<CountedTitle> = {}): CountedTitle => ({
  organisationId,
  kindCode,
  status: 'held',
  grantedOn: '2022-09-01',
  expiresOn: '2025-08-31',
  ...more,
})

test('a firm counts once a rung; a title without a day of issue is counted apart, never as held', () => {
  const titles = [
    title('1', 'a'),
    title('1', 'b'),
    title('2', 'a', { status: 'expired' }),
    title('3', 'b', { status: 'unknown', grantedOn: null }),
  ]
  expect(holdersOf(titles, ['a', 'b'])).toEqual({ held: 1, unknown: 1 })
})

test('F06: conversion counts those that had the rung below; others came from elsewhere', () => {
  const titles = [title('1', 'a'), title('2', 'a'), title('3', 'a'), title('1', 'b'), title('9', 'b')]
  expect(conversion(titles, ['a'], ['b'])).toEqual({ from: 3, through: 1, fromElsewhere: 1 })
})

test('new firms by year: a renewal is not a second one', () => {
  const titles = [
    title('1', 'a'),
    title('1', 'a', { grantedOn: '2025-09-01' }),
    title('2', 'a', { grantedOn: '2025-01-01' }),
    title('3', 'a', { grantedOn: null }),
  ]
  expect(grantedByYear(titles, ['a'])).toEqual([
    { year: 2022, count: 1 },
    { year: 2025, count: 1 },
  ])
})

test('re-examination: warned six months before the last day, expired ones no more', () => {
  const titles = [
    title('1', 'a', { expiresOn: '2026-05-22' }),
    title('2', 'a', { expiresOn: '2026-05-23' }),
    title('3', 'a', { expiresOn: '2025-01-01', status: 'expired' }),
    title('4', 'a', { expiresOn: null }),
  ]
  expect(dueForReview(titles, '2025-11-22', 6).map(({ organisationId }) => organisationId)).toEqual(['1'])
})
