import type { Title } from '../model.ts'

type Dated = Pick<Title, 'grantedOn' | 'expiresOn' | 'withdrawnOn'>

/**
 * What a title is on a day (ISO days, ends included): withdrawn and expired are certain even without a day of issue; a
 * title whose day of issue is not known is `unknown`, since nobody can say that it held on that day.
 */
export function titleStatus({ grantedOn, expiresOn, withdrawnOn }: Dated, on: string): Title['status'] {
  if (grantedOn !== null && grantedOn > on) return 'not_yet'
  if (withdrawnOn !== null && withdrawnOn <= on) return 'withdrawn'
  if (expiresOn !== null && expiresOn < on) return 'expired'
  return grantedOn === null ? 'unknown' : 'held'
}

/** The last day on which a title holds that was granted on a day for so many months; null where either is unknown. */
export function expiryOf(grantedOn: string | null, validMonths: number | null): string | null {
  if (grantedOn === null || validMonths === null) return null
  const [year, month, day] = grantedOn.split('-').map(Number) as [number, number, number]
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + validMonths + 1, 0))
  const anniversary = Date.UTC(
    lastOfMonth.getUTCFullYear(),
    lastOfMonth.getUTCMonth(),
    Math.min(day, lastOfMonth.getUTCDate()),
  )
  return new Date(anniversary - 86_400_000).toISOString().slice(0, 10)
}
