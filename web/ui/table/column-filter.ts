import type { CellValue } from './column.ts'

const comparison = /^\s*(>=|<=|>|<|=|≥|≤)\s*(-?\d+(?:\.\d+)?)\s*$/
const range = /^\s*(-?\d+(?:\.\d+)?)\s*[~～]\s*(-?\d+(?:\.\d+)?)\s*$/

/**
 * Whether a cell fits what somebody typed above its column: a text is part of it, whatever the case; a number may be
 * compared (>=100, <5) or lie in a range (10~20, both ends included). Unknown fits nothing but an empty filter.
 */
export function fitsFilter(value: CellValue, typed: string): boolean {
  if (typed.trim() === '') return true
  if (value === null) return false
  if (typeof value === 'number') {
    const between = range.exec(typed)
    if (between) return value >= Number(between[1]) && value <= Number(between[2])
    const compared = comparison.exec(typed)
    if (compared) return compare(value, compared[1]!, Number(compared[2]))
  }
  return String(value).toLowerCase().includes(typed.trim().toLowerCase())
}

function compare(value: number, sign: string, bound: number): boolean {
  if (sign === '>') return value > bound
  if (sign === '<') return value < bound
  if (sign === '=') return value === bound
  return sign === '>=' || sign === '≥' ? value >= bound : value <= bound
}
