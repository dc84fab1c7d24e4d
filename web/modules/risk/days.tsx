import { Unknown } from '../../ui/Unknown.tsx'
import { t } from './words.ts'

/** Days or the word for unknown. */
export const daysOrUnknown = (days: number | null) =>
  days === null ? <Unknown why={t('stockUnknown')} /> : days.toFixed(1)
