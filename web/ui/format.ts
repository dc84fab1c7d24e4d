/** Figures as offices write them. 万元, 亿元 and % exist only here; `null` is unknown and has no text. */
import { lang } from './words.ts'

/** A figure split where the table wants it: digits and unit. */
export type Shown = { text: string; unit: string }

/** An amount of whole fen in 元, 万元 or 亿元 by its size. */
export function money(fen: number | bigint | string | null): Shown | null {
  if (fen === null) return null
  const yuan = Number(fen) / 100
  const size = Math.abs(yuan)
  const isChinese = lang() === 'zh'
  if (isChinese && size >= 1e8) return { text: digits(yuan / 1e8, 2), unit: '亿元' }
  if (isChinese && size >= 1e4) return { text: digits(yuan / 1e4, 1), unit: '万元' }
  if (!isChinese && size >= 1e6) return { text: digits(yuan / 1e6, 1), unit: 'CNY m' }
  if (!isChinese && size >= 1e4) return { text: digits(yuan / 1e3, 1), unit: 'CNY k' }
  return { text: digits(yuan, 2), unit: isChinese ? '元' : 'CNY' }
}

/** A ratio of 0 to 1 in percent. */
export function percent(ratio: number | null, places = 1): Shown | null {
  return ratio === null ? null : { text: digits(ratio * 100, places), unit: '%' }
}

/** Parts of a million in percent. */
export function ppm(parts: number | null): Shown | null {
  return parts === null ? null : percent(parts / 1_000_000, 2)
}

/** A whole number with groups of three. */
export function count(value: number): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }).format(value)
}

/** A number with fixed decimals and groups of three. */
export function digits(value: number, places: number): string {
  return new Intl.NumberFormat('en-US', {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(value)
}

/** A distance in km: one decimal below 10. */
export function distance(km: number | null): Shown | null {
  return km === null ? null : { text: digits(km, km < 10 ? 1 : 0), unit: 'km' }
}

/** A day or month as it was written (`2024-05` stays a month); an instant is cut to the local day. */
export function day(value: string | null): string | null {
  if (value === null || value === '') return null
  if (!value.includes('T')) return value
  const at = new Date(value)
  return Number.isNaN(at.getTime()) ? value : localIso(at).slice(0, 10)
}

/** An instant in local time to the second. */
export function instant(value: string | null): string | null {
  if (value === null) return null
  const at = new Date(value)
  return Number.isNaN(at.getTime()) ? value : localIso(at).replace('T', ' ')
}

function localIso(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}
