/** China keeps one time zone, UTC+8, without summer time. */
const offsetMs = 8 * 3_600_000

/** The calendar day in China on which an instant falls, ISO: what an office means by today, at one in the morning too. */
export function chinaDay(at: Date): string {
  return new Date(at.getTime() + offsetMs).toISOString().slice(0, 10)
}

/** The hour of the day in China, 0 to 23. */
export function chinaHour(at: Date): number {
  return new Date(at.getTime() + offsetMs).getUTCHours()
}
