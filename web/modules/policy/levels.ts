import type { LibraryDocument } from './api.ts'
import { t } from './words.ts'

/** The word of a level. */
export const levelName = (level: LibraryDocument['level']): string =>
  ({
    national: () => t('levelNational'),
    province: () => t('levelProvince'),
    city: () => t('levelCity'),
    district: () => t('levelDistrict'),
    county: () => t('levelCounty'),
  })[level]()

const dayMs = 86_400_000

/** How a document stands on a day: `days` to its end where that is near. A year or month counts to its last day. */
export function stateOf(document: Pick<LibraryDocument, 'validFrom' | 'validTo' | 'retired'>, on: string) {
  const { validFrom, validTo, retired } = document
  if (retired) return { kind: 'retired' as const, days: null }
  if (validFrom !== null && validFrom > on) return { kind: 'notYet' as const, days: null }
  // Nobody knows since when, and no end is stated: whether it holds today is not known either.
  if (validFrom === null && validTo === null) return { kind: 'stateUnknown' as const, days: null }
  if (validTo === null) return { kind: 'inForce' as const, days: null }
  const end = validTo.length === 4 ? `${validTo}-12-31` : validTo.length === 7 ? `${validTo}-28` : validTo
  const days = Math.round((Date.parse(end) - Date.parse(on)) / dayMs)
  if (days < 0) return { kind: 'expired' as const, days: null }
  return days <= 90 ? { kind: 'expiresSoon' as const, days } : { kind: 'inForce' as const, days: null }
}
