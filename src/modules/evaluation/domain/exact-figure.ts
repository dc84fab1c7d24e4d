import { type Fraction, fraction, reduced } from '../../../engines/rules/index.ts'

/** A fraction as it is kept, `n/d`, lowest terms; null stays unknown. */
export function fractionText(x: Fraction | null): string | null {
  if (x === null) return null
  const { n, d } = reduced(x)
  return `${n}/${d}`
}

export function readFraction(text: string | null): Fraction | null {
  if (text === null) return null
  const [n = '0', d = '1'] = text.split('/')
  return fraction(BigInt(n), BigInt(d))
}

/** At most so many decimals, cut towards zero so that a score never looks higher than it is; no trailing zeros. */
export function decimalText(x: Fraction | null, places = 4): string | null {
  if (x === null) return null
  const scale = 10n ** BigInt(places)
  const cut = (x.n * scale) / x.d
  const size = cut < 0n ? -cut : cut
  const decimals = String(size % scale)
    .padStart(places, '0')
    .replace(/0+$/u, '')
  return `${cut < 0n ? '-' : ''}${size / scale}${decimals === '' ? '' : `.${decimals}`}`
}
