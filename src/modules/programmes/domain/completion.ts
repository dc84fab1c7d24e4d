import type { TaskKind } from '../model.ts'

export type Counted = {
  kind: TaskKind
  dueDate: string | null
  completedOn: string | null
  hasRecord: boolean
}
export type Completion = {
  kind: TaskKind
  total: number
  reached: number
  fallenDue: number
  overdue: number
  rate: number | null
}

/**
 * How much of a plan is reached, kind by kind: reached over all, dropped ones counted as not reached, since the plan
 * promised them. `rate` is null while nothing at all is held of what became of a kind: silence is not failure. `fallenDue` are those whose last day has passed, `overdue` those of them not reached. Pure counting;
 * rows L29 (十大事项完成率) and L30 (政策措施出台率) are the kinds `item` and `policy`.
 */
export function completionOf(tasks: readonly Counted[], today: string): Completion[] {
  const kinds = [...new Set(tasks.map(({ kind }) => kind))]
  return kinds.map((kind) => {
    const own = tasks.filter((task) => task.kind === kind)
    const reached = own.filter(({ completedOn }) => completedOn !== null).length
    const due = own.filter(({ dueDate }) => dueDate !== null && dueDate < today)
    return {
      kind,
      total: own.length,
      reached,
      fallenDue: due.length,
      overdue: due.filter(({ completedOn }) => completedOn === null).length,
      rate: own.some(({ hasRecord }) => hasRecord) ? reached / own.length : null,
    }
  })
}
