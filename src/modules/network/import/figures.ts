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

/** A day as written: 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301; the time of day is cut off. */
export function readDay(text: string): string | 'bad' {
  const match = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[T\s].*)?$/.exec(
    text.normalize('NFKC').trim(),
  )
  if (!match) return 'bad'
  const [year, month, day] = [match[1]!, match[2] ?? match[4]!, match[3] ?? match[5]!]
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : 'bad'
}

/** A volume as written, as decimal text with at most three places; null unknown. */
export function readVolume(text: string): string | null | 'bad' {
  const value = plain(text)
  if (UNKNOWN.test(value)) return null
  return /^\d{1,12}(?:\.\d{1,3})?$/.test(value) ? value : 'bad'
}

/** A band of amounts as written: 100-500, 100~500, 100至500, 500以上 has no upper end and is no band. */
export function readBandFen(text: string, places: number): { low: bigint; high: bigint } | null | 'bad' {
  const value = plain(text)
  if (UNKNOWN.test(value)) return null
  const match = /^(\d{1,18}(?:\.\d{1,12})?)(?:-|~|—|–|至|到)(\d{1,18}(?:\.\d{1,12})?)$/.exec(value)
  if (!match) return 'bad'
  const [low, high] = [scaled(match[1]!, places), scaled(match[2]!, places)]
  return low <= high && high <= 9_000_000_000_000_000_000n ? { low, high } : 'bad'
}
