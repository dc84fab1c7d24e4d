import { type Fraction, fraction } from '../../../engines/rules/index.ts'

/** Most decimals of a computed figure; the formula itself is exact. */
const decimals = 6

/** A decimal text as an exact number. */
export function readDecimal(text: string): Fraction {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined) throw new RangeError(`not a decimal: ${text}`)
  const n = BigInt(whole + part)
  return fraction(sign === '-' ? -n : n, 10n ** BigInt(part.length))
}

/** A decimal rounded to so many decimals, a half away from zero. */
export const roundDecimal = (text: string, places: number): string => writeDecimal(readDecimal(text), places)

/** An exact number as a decimal text of at most six decimals, a half away from zero, no trailing zeros. */
export function writeDecimal({ n, d }: Fraction, places = decimals): string {
  const scale = 10n ** BigInt(places)
  const size = ((n < 0n ? -n : n) * scale * 2n + d) / (d * 2n)
  const part = String(size % scale)
    .padStart(places, '0')
    .replace(/0+$/, '')
  const text = `${size / scale}${part === '' ? '' : `.${part}`}`
  return n < 0n && size !== 0n ? `-${text}` : text
}
