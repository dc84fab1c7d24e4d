import { expect, test } from 'vitest'
import { digestOf, lastDigest } from './digest.ts'

// 2026-11-22 is a Sunday; eight in the morning in China is midnight UTC.
test('a daily digest comes at eight in China, the next morning', () => {
  expect(digestOf('daily', new Date('2026-11-22T05:00:00Z'))).toEqual(new Date('2026-11-23T00:00:00Z'))
  expect(lastDigest('daily', new Date('2026-11-22T05:00:00Z'))).toEqual(new Date('2026-11-22T00:00:00Z'))
})

test('a weekly digest comes on Monday', () => {
  expect(digestOf('weekly', new Date('2026-11-22T05:00:00Z'))).toEqual(new Date('2026-11-23T00:00:00Z'))
  expect(digestOf('weekly', new Date('2026-11-23T00:00:01Z'))).toEqual(new Date('2026-11-30T00:00:00Z'))
  expect(lastDigest('weekly', new Date('2026-11-22T05:00:00Z'))).toEqual(new Date('2026-11-16T00:00:00Z'))
})

test('what is told on the stroke of eight is in that digest', () => {
  expect(digestOf('daily', new Date('2026-11-23T00:00:00Z'))).toEqual(new Date('2026-11-23T00:00:00Z'))
})

test('at once and off have no digest', () => {
  expect(digestOf('at_once', new Date())).toBeNull()
  expect(digestOf('off', new Date())).toBeNull()
})
