/** Relations hold for whole years: the last day of the newest year held, else of the year that has passed. */
export function lastDayOfYear(asOf: string | null): string {
  const year = asOf === null ? new Date().getFullYear() - 1 : Number(asOf.slice(0, 4))
  return `${year}-12-31`
}
