/** Reads the figures of a relation as spreadsheets write them. Unknown is null; what cannot be read is 'bad'. */

const UNKNOWN = /^(?:|-+|—+|\/+|n\/?a|nan|null|未知|不详|未披露|不适用|保密)$/i
const DECIMAL = /^\d{1,18}(?:\.\d{1,12})?$/

const plain = (text: string) => text.normalize('NFKC').trim().replaceAll(/[,\s]/g, '')

/** A decimal text times 10 to the power of `places`, whole, halves up. */
function scaled(decimal: string, places: number): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.')
  const digits = fraction.padEnd(places + 1, '0')
  const value = BigInt(whole + digits.slice(0, places))
  return digits.charAt(places) >= '5' ? value + 1n : value
}

/** Percent as written (5.87, 5.87%) in parts per million; 'bad' below 0, above 100 or not a number. */
export function readSharePpm(text: string): number | null | 'bad' {
  const value = plain(text).replace(/%$/, '')
  if (UNKNOWN.test(value)) return null
  if (!DECIMAL.test(value)) return 'bad'
  const ppm = scaled(value, 4)
  return ppm > 1_000_000n ? 'bad' : Number(ppm)
}

const placesOfUnit: readonly (readonly [RegExp, number])[] = [
  [/亿元?/, 10],
  [/千万元?/, 9],
  [/百万元?/, 8],
  [/万元?|wan/i, 6],
  [/千元/, 5],
  [/[(（]分[)）]|fen/i, 0],
  [/元|yuan|cny|rmb/i, 2],
]

/** How many places a figure moves to become fen, by the unit its header names; null when the header names none. */
export function fenPlaces(header: string): number | null {
  return placesOfUnit.find(([unit]) => unit.test(header))?.[1] ?? null
}

/** An amount as written, in whole fen; `places` from its unit. Largest: what a database key holds. */
export function readAmountFen(text: string, places: number): bigint | null | 'bad' {
  const value = plain(text)
  if (UNKNOWN.test(value)) return null
  if (!DECIMAL.test(value)) return 'bad'
  const fen = scaled(value, places)
  return fen > 9_000_000_000_000_000_000n ? 'bad' : fen
}

/** A year as written: 2019, 2019年, 2019年度, 2019.0. */
export function readYear(text: string): number | 'bad' {
  const match = /^(\d{4})(?:年度?|\.0+)?$/.exec(plain(text))
  const year = Number(match?.[1])
  return match && year >= 1949 && year <= 2100 ? year : 'bad'
}

/** A place in an order as written: 1, 第1名, 1.0. */
export function readRank(text: string): number | null | 'bad' {
  const value = plain(text)
  if (UNKNOWN.test(value)) return null
  const match = /^第?(\d{1,6})(?:名|位|大|\.0+)?$/.exec(value)
  return match && Number(match[1]) > 0 ? Number(match[1]) : 'bad'
}
