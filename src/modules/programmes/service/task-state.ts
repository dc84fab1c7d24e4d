import { type Context, type Dataset, requirePermission } from '../../access/index.ts'
import {
  type Changes,
  changesSince,
  countStates,
  type Standing,
  type StateCounts,
} from '../domain/task-state.ts'
import type { TaskSummary } from '../model.ts'
import { listTasks } from '../queries/tasks.ts'
import { readAround, summaryOf } from './tasks.ts'
import { watchOf } from './watch.ts'

export type TaskStateQuery = {
  cityCode: string
  dataset: Dataset
  /** ISO day as of which everything is judged. */
  onDate: string
  /** Only tasks of this chain; all of the city where left out. */
  chainId?: string | undefined
  /** First day of what counts as changed; the day a week before `onDate` where left out. */
  since?: string | undefined
}
export type StateTask = Pick<
  TaskSummary,
  | 'id'
  | 'title'
  | 'kind'
  | 'units'
  | 'dueWritten'
  | 'dueDate'
  | 'overdueWorkingDays'
  | 'chainId'
  | 'donePercent'
> & { /** Page of the task. */ path: string }
export type TaskState = {
  onDate: string
  since: string
  counts: StateCounts
  withoutOwner: number
  stale: number
  dueThisMonth: number
  /** Most working days late first. */
  late: readonly StateTask[]
  changes: { readonly [Kind in keyof Changes]: readonly StateTask[] }
}

const dayMs = 86_400_000
const weekBefore = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 7 * dayMs).toISOString().slice(0, 10)

/**
 * Where a city's tasks stand on a day, which are late, and what changed since another day; for cockpit and reports.
 * A task that was begun after the day is left out, one that was reached after it counts as open. Dropping has no day of
 * its own: a dropped task counts as dropped on every day.
 */
export async function readTaskState(ctx: Context, of: TaskStateQuery): Promise<TaskState> {
  requirePermission(ctx.actor, 'programmes.read', of.cityCode)
  const { onDate, since = weekBefore(of.onDate) } = of
  const end = Date.parse(`${onDate}T00:00:00+08:00`) + dayMs
  const rows = (await listTasks(ctx.db, { dataset: of.dataset, cityCode: of.cityCode }))
    .filter(
      ({ chainId, createdAt }) =>
        (of.chainId === undefined || chainId === of.chainId) && createdAt.getTime() < end,
    )
    .map((row) =>
      row.completedOn !== null && row.completedOn > onDate
        ? { ...row, completedOn: null, isOpen: true }
        : row,
    )
  const { watch } = await watchOf(ctx, of.cityCode, onDate)
  const around = { ...(await readAround(ctx, of.cityCode, rows)), watch }
  const summaries = rows.map((row) => summaryOf(row, around))
  const shown = new Map(summaries.map((task) => [task.id, stateTask(task)]))
  const standing: Standing[] = rows.map((row, i) => ({
    ...row,
    id: String(row.id),
    light: summaries[i]!.light,
  }))
  const changes = changesSince(standing, since, onDate)
  const named = (ids: readonly string[]) => ids.map((id) => shown.get(id)!)
  const late = summaries.filter(({ light }) => light === 'red')
  return {
    onDate,
    since,
    counts: countStates(standing),
    withoutOwner: summaries.filter(({ hasNoOwner }) => hasNoOwner).length,
    stale: summaries.filter(({ isStale }) => isStale).length,
    dueThisMonth: summaries.filter(
      (task) => task.isOpen && task.completedOn === null && task.dueDate?.slice(0, 7) === onDate.slice(0, 7),
    ).length,
    late: late.sort((a, b) => b.overdueWorkingDays - a.overdueWorkingDays).map(stateTask),
    changes: {
      begun: named(changes.begun),
      reported: named(changes.reported),
      reached: named(changes.reached),
      turnedLate: named(changes.turnedLate),
    },
  }
}

const stateTask = (task: TaskSummary): StateTask => ({
  id: task.id,
  title: task.title,
  kind: task.kind,
  units: task.units,
  dueWritten: task.dueWritten,
  dueDate: task.dueDate,
  overdueWorkingDays: task.overdueWorkingDays,
  chainId: task.chainId,
  donePercent: task.donePercent,
  path: `/tasks/${task.id}`,
})
