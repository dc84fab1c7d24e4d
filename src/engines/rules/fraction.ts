/** An exact number: whole numerator over a positive whole denominator. Not always reduced. */
export type Fraction = { readonly n: bigint; readonly d: bigint }

export const fraction = (n: bigint, d = 1n): Fraction => (d < 0n ? { n: -n, d: -d } : { n, d })

/** The greatest common divisor of two whole numbers, never negative. */
export function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a
  let y = b < 0n ? -b : b
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** The least common multiple of two positive whole numbers. */
export const lcm = (a: bigint, b: bigint): bigint => (a / gcd(a, b)) * b

/** The same number with the smallest denominator. */
export function reduced(x: Fraction): Fraction {
  const by = gcd(x.n, x.d)
  return by <= 1n ? x : { n: x.n / by, d: x.d / by }
}

export const add = (a: Fraction, b: Fraction): Fraction =>
  a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d }
export const subtract = (a: Fraction, b: Fraction): Fraction => add(a, { n: -b.n, d: b.d })
export const multiply = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d })
/** Quotient; the caller makes sure that `b` is not zero. */
export const divide = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n)

/** -1, 0 or 1 by cross-multiplication: no rounding can turn a tie. */
export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const left = a.n * b.d
  const right = b.n * a.d
  return left < right ? -1 : left > right ? 1 : 0
}

/** The largest whole number not above x. */
export function floor(x: Fraction): bigint {
  const q = x.n / x.d
  return x.n % x.d !== 0n && x.n < 0n ? q - 1n : q
}

/** The smallest whole number not below x. */
export const ceiling = (x: Fraction): bigint => -floor({ n: -x.n, d: x.d })

/** To the nearest whole number, a half goes up. */
export const roundHalfUp = (x: Fraction): bigint => floor({ n: x.n * 2n + x.d, d: x.d * 2n })
