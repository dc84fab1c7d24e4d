/** Stored values of a sheet to the text that a person reads there, exactly. */

/** What a number format makes of a number. */
export type NumberKind = 'number' | 'percent' | 'date'

/** Built-in formats that show dates or times; ECMA-376 part 1, 18.8.30, with those of Chinese and Japanese Excel. */
const DATE_FORMAT_IDS = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 47, 50, 51, 52, 53, 54, 55,
  56, 57, 58,
])
const PERCENT_FORMAT_IDS = new Set([9, 10])

/** How a format shows a number: by its id for the built-in ones, by its code for the others. */
export function kindOfFormat(id: number, code: string | undefined): NumberKind {
  if (code === undefined) {
    if (DATE_FORMAT_IDS.has(id)) return 'date'
    return PERCENT_FORMAT_IDS.has(id) ? 'percent' : 'number'
  }
  const first = code.split(';')[0] ?? ''
  // elapsed hours [h] stay a number: they are no moment
  if (/\[[hms]+\]/i.test(first)) return 'number'
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
  if (/general/i.test(bare)) return 'number'
  if (/[ymdhs]/i.test(bare)) return 'date'
  return bare.includes('%') ? 'percent' : 'number'
}

/** A decimal number without exponent: 9.1310115E+17 as 913101150000000000. */
function plainDecimal(value: number): string {
  const text = String(value)
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!match) return text
  const [, sign = '', first = '', rest = '', exponent = '0'] = match
  return sign + shiftPoint(first + rest, 1 + Number(exponent))
}

/** Digits with the decimal point after place `point` (which may lie outside them). */
function shiftPoint(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length)
  return `${digits.slice(0, point)}.${digits.slice(point)}`
}

function percent(value: number): string {
  const plain = plainDecimal(value)
  const sign = plain.startsWith('-') ? '-' : ''
  const [whole = '0', fraction = ''] = plain.replace('-', '').split('.')
  const shifted = shiftPoint(whole + fraction, whole.length + 2)
  const [before = '0', after = ''] = shifted.split('.')
  const kept = after.replace(/0+$/, '')
  return `${sign}${before.replace(/^0+(?=\d)/, '')}${kept === '' ? '' : `.${kept}`}%`
}

const DAY_MS = 86_400_000
/** Day 0 of the 1900 system for days after its invented 29 February 1900; of the 1904 system. */
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
/** 9999-12-31, the last day that Excel knows. */
const LAST_SERIAL = 2_958_466

/** A date serial as ISO text: 2024-03-01, 2024-03-01T08:30:00, or 08:30:00 for a time alone. */
function isoDate(serial: number, is1904: boolean): string {
  if (serial < 0 || serial >= LAST_SERIAL) return plainDecimal(serial)
  const seconds = Math.round(serial * 86_400)
  const time = new Date((seconds % 86_400) * 1000).toISOString().slice(11, 19)
  const days = Math.floor(seconds / 86_400)
  if (days === 0 && !is1904) return time
  // the 1900 system counts a 29 February 1900 that never was
  if (days === 60 && !is1904) return '1900-02-29'
  const epoch = is1904 ? EPOCH_1904 : EPOCH_1900 + (days < 60 ? DAY_MS : 0)
  const date = new Date(epoch + days * DAY_MS).toISOString().slice(0, 10)
  return seconds % 86_400 === 0 ? date : `${date}T${time}`
}

/** The text of a stored number under its format; text that is no number stays as it is. */
export function numberText(stored: string, kind: NumberKind, is1904: boolean): string {
  const value = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(value)) return stored
  if (kind === 'date') return isoDate(value, is1904)
  return kind === 'percent' ? percent(value) : plainDecimal(value)
}

/** Excel writes characters that XML forbids as _x000D_. */
export function unescapeExcel(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
