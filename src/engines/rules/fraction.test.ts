import { expect, test } from 'vitest'
import { add, ceiling, compare, divide, floor, fraction, gcd, lcm, reduced, roundHalfUp } from './fraction.ts'

test('a denominator is always positive', () => {
  expect(fraction(3n, -4n)).toEqual({ n: -3n, d: 4n })
  expect(fraction(3n)).toEqual({ n: 3n, d: 1n })
  expect(divide(fraction(1n), fraction(-2n))).toEqual({ n: -1n, d: 2n })
})

test('greatest and least common numbers, whatever the sign', () => {
  expect([gcd(12n, 18n), gcd(-12n, 18n), gcd(12n, -18n), gcd(0n, 5n)]).toEqual([6n, 6n, 6n, 5n])
  expect([lcm(4n, 6n), lcm(5n, 7n)]).toEqual([12n, 35n])
})

test('lowest terms; nothing is changed where nothing can be', () => {
  expect(reduced({ n: 6n, d: 8n })).toEqual({ n: 3n, d: 4n })
  expect(reduced({ n: -6n, d: 8n })).toEqual({ n: -3n, d: 4n })
  const whole = { n: 3n, d: 4n }
  expect(reduced(whole)).toBe(whole)
})

test('one denominator is kept, two become their product', () => {
  expect(add(fraction(1n, 4n), fraction(2n, 4n))).toEqual({ n: 3n, d: 4n })
  expect(add(fraction(1n, 2n), fraction(1n, 3n))).toEqual({ n: 5n, d: 6n })
})

test('whole numbers below and above, also under zero', () => {
  expect([
    floor(fraction(7n, 2n)),
    floor(fraction(-7n, 2n)),
    floor(fraction(-8n, 2n)),
    floor(fraction(0n, 2n)),
  ]).toEqual([3n, -4n, -4n, 0n])
  expect([ceiling(fraction(7n, 2n)), ceiling(fraction(-7n, 2n))]).toEqual([4n, -3n])
  expect([
    roundHalfUp(fraction(5n, 2n)),
    roundHalfUp(fraction(-5n, 2n)),
    roundHalfUp(fraction(9n, 4n)),
  ]).toEqual([3n, -2n, 2n])
  expect([compare(fraction(1n, 3n), fraction(2n, 6n)), compare(fraction(1n, 3n), fraction(1n, 2n))]).toEqual([
    0, -1,
  ])
})
