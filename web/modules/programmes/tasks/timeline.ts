import type { TaskSummary } from './api.ts'

export type TimelineRow = { task: TaskSummary; from: string; until: string }
export type Span = { from: string; until: string; at(day: string): number }

const dayMs = 86_400_000
const time = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** Dated tasks by last day; a task that began after its last day (a plan held late) is a point at that day. */
export function timelineOf(tasks: readonly TaskSummary[]): { rows: TimelineRow[]; undated: number } {
  const rows = tasks
    .flatMap((task) => {
      if (task.dueDate === null) return []
      const begun = task.createdAt.slice(0, 10)
      return [{ task, from: [begun, task.dueDate].sort()[0]!, until: task.dueDate }]
    })
    .sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0))
  return { rows, undated: tasks.length - rows.length }
}

/** The days that the timeline shows, today among them; `at` gives a day's place in percent of the width. */
export function spanOf(rows: readonly TimelineRow[], today: string): Span {
  const days = [today, ...rows.flatMap(({ from, until }) => [from, until])].sort()
  const from = days[0]!
  const last = days.at(-1)!
  const until = last > from ? last : new Date(time(from) + dayMs).toISOString().slice(0, 10)
  const width = time(until) - time(from)
  return { from, until, at: (day) => ((time(day) - time(from)) / width) * 100 }
}

/** The beginnings of months in a span, at most twelve of them: every month, quarter or year. */
export function monthsBetween({ from, until, at }: Span): { title: string; at: number }[] {
  const months: string[] = []
  let [year, month] = from.split('-').map(Number) as [number, number]
  for (;;) {
    month++
    if (month > 12) [year, month] = [year + 1, 1]
    const day = `${year}-${String(month).padStart(2, '0')}-01`
    if (day > until) break
    months.push(day)
  }
  const step = [1, 3, 6, 12, 24, 60].find((every) => months.length / every <= 12) ?? 120
  return months
    .filter((day) => (Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) % step === 0)
    .map((day) => ({ title: step >= 12 ? day.slice(0, 4) : day.slice(0, 7), at: at(day) }))
}
