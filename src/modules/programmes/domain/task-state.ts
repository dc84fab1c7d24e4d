// Where the tasks of a city stand on a day and what changed since another: what cockpit and reports ask for.
import type { Light, TaskKind } from '../model.ts'

export type Standing = {
  id: string
  kind: TaskKind
  dueDate: string | null
  /** Reached on or before the day that is asked for; null otherwise. */
  completedOn: string | null
  isOpen: boolean
  light: Light
  /** Instants. */
  createdAt: Date
  progressedAt: Date | null
}
export type StateCounts = Record<Light, number> & {
  /** Open and not reached: those four lights can be asked of. */
  open: number
  reached: number
  dropped: number
}

/** How many tasks stand where. A task that is reached or dropped has no light and is counted as what it is. */
export function countStates(tasks: readonly Standing[]): StateCounts {
  const counts: StateCounts = { none: 0, green: 0, yellow: 0, red: 0, open: 0, reached: 0, dropped: 0 }
  for (const { completedOn, isOpen, light } of tasks) {
    if (completedOn !== null) counts.reached++
    else if (!isOpen) counts.dropped++
    else {
      counts.open++
      counts[light]++
    }
  }
  return counts
}

export type Changes = { begun: string[]; reported: string[]; reached: string[]; turnedLate: string[] }

const dayMs = 86_400_000
const startOf = (day: string) => Date.parse(`${day}T00:00:00+08:00`)

/**
 * What changed from the morning of `since` to the evening of `onDate`, as ids: begun, reported on, reached, and turned
 * late, which is the day after the last day.
 */
export function changesSince(tasks: readonly Standing[], since: string, onDate: string): Changes {
  const from = startOf(since)
  const until = startOf(onDate) + dayMs
  const within = (at: Date | null) => at !== null && at.getTime() >= from && at.getTime() < until
  const of = (test: (task: Standing) => boolean) => tasks.filter(test).map(({ id }) => id)
  return {
    begun: of(({ createdAt }) => within(createdAt)),
    reported: of(({ progressedAt }) => within(progressedAt)),
    reached: of(({ completedOn }) => completedOn !== null && completedOn >= since && completedOn <= onDate),
    turnedLate: of(
      ({ light, dueDate }) =>
        light === 'red' && dueDate !== null && startOf(dueDate) + dayMs >= from && dueDate < onDate,
    ),
  }
}
