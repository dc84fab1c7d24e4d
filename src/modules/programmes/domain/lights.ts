// When a task is green, yellow or red, and whom it goes to once it is late: by the rule of a pack.
import { addWorkingDays, type Calendar } from '../../../engines/workflow/index.ts'
import type { Light } from '../model.ts'

export type EscalationStep = {
  readonly afterWorkingDays: number
  readonly to: 'unit' | 'office' | 'leader'
  /** Kinds of bodies of the chain that this step means; left out, none. */
  readonly bodies?: readonly string[] | undefined
  readonly title: { readonly zh: string; readonly en: string }
}
export type SupervisionRule = {
  readonly soonWorkingDays: number
  readonly staleDays: number
  readonly steps: readonly EscalationStep[]
  /** States in which what a life cycle is for is reached though work goes on: an issued policy that is still evaluated. */
  readonly goals: Readonly<Record<string, readonly string[]>>
}
export type Watched = { dueDate: string | null; completedOn: string | null; isOpen: boolean }

const dayMs = 86_400_000
const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - dayMs).toISOString().slice(0, 10)

/**
 * Judges tasks as of one day. Working days that have passed are counted once over all tasks, so that thousands of them
 * cost one walk through the calendar.
 */
export class Watch {
  private readonly soonUntil: string
  private readonly late = new Map<string, number>()
  private walkedTo: string
  private walked = 0

  constructor(
    private readonly rule: SupervisionRule,
    readonly today: string,
    private readonly calendar: Calendar,
  ) {
    this.soonUntil = addWorkingDays(today, rule.soonWorkingDays, calendar)
    this.walkedTo = today
  }

  /** Working days after `dueDate` up to and with today; 0 while the day has not passed. */
  lateBy(dueDate: string): number {
    if (dueDate >= this.today) return 0
    while (this.walkedTo > dueDate) {
      this.walked += this.calendar.isWorkingDay(this.walkedTo) ? 1 : 0
      this.walkedTo = dayBefore(this.walkedTo)
      this.late.set(this.walkedTo, this.walked)
    }
    return this.late.get(dueDate) ?? 0
  }

  /** Red after the last day, yellow within the rule's working days of it, otherwise green; none when finished or undated. */
  lightOf({ dueDate, completedOn, isOpen }: Watched): Light {
    if (!isOpen || completedOn !== null || dueDate === null) return 'none'
    if (dueDate < this.today) return 'red'
    return dueDate <= this.soonUntil ? 'yellow' : 'green'
  }

  /** The steps of the path that are due for a task, by number from 1; those of days not yet passed are left out. */
  stepsDue(task: Watched): { step: number; to: EscalationStep }[] {
    if (this.lightOf(task) !== 'red' || task.dueDate === null) return []
    const late = this.lateBy(task.dueDate)
    return this.rule.steps
      .map((to, i) => ({ step: i + 1, to }))
      .filter(
        ({ to }) => late > to.afterWorkingDays || (to.afterWorkingDays === 0 && task.dueDate! < this.today),
      )
  }

  /** Whether nothing was reported for longer than the rule allows; counted from the beginning where nothing ever was. */
  isStale(task: Watched, progressedAt: Date | null, createdAt: Date): boolean {
    if (!task.isOpen || task.completedOn !== null) return false
    const since = progressedAt ?? createdAt
    return Date.parse(`${this.today}T00:00:00+08:00`) - since.getTime() > this.rule.staleDays * dayMs
  }
}
