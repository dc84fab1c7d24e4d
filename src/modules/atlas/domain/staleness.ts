const dayMs = 86_400_000

/** Whole days from one ISO day to another; null where nothing is held. */
export const ageInDays = (updatedOn: string | null, today: string): number | null =>
  updatedOn === null ? null : Math.round((Date.parse(today) - Date.parse(updatedOn)) / dayMs)

/** Whether data older than so many days is stale; the last day itself is still fresh. Null where nothing is held. */
export const isStale = (ageDays: number | null, staleAfterDays: number): boolean | null =>
  ageDays === null ? null : ageDays > staleAfterDays
