/** Words for the codes of the register. */
import type { OrganisationItem } from './api.ts'
import { t } from './words.ts'

export const precisions = ['given', 'district', 'city', 'city_from_name', 'province', 'unknown'] as const

/** How exactly a position is known; null is unknown. */
export function precisionName(precision: OrganisationItem['positionPrecision'] | 'unknown'): string {
  return {
    given: () => t('precisionGiven'),
    district: () => t('precisionDistrict'),
    city: () => t('precisionCity'),
    city_from_name: () => t('precisionCityFromName'),
    province: () => t('precisionProvince'),
    unknown: () => t('precisionUnknown'),
  }[precision ?? 'unknown']()
}

const kinds: Record<string, () => string> = {
  firm: () => t('kindFirm'),
  institute: () => t('kindInstitute'),
  college: () => t('kindCollege'),
  association: () => t('kindAssociation'),
  government: () => t('kindGovernment'),
  service: () => t('kindService'),
  bank: () => t('kindBank'),
  park: () => t('kindPark'),
  hospital: () => t('kindHospital'),
  other: () => t('kindOther'),
}

/** What an organisation can be. */
export const organisationKinds = Object.keys(kinds)

/** The kind of an organisation; an unknown code is shown as it came. */
export const kindName = (kind: string): string => kinds[kind]?.() ?? kind
