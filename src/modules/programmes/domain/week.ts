// A week's digest: what falls due from Monday to Sunday, what is late, what was done in the week before; and by unit.
import type { TaskSummary } from '../model.ts'

const dayMs = 86_400_000
const shift = (day: string, by: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * dayMs).toISOString().slice(0, 10)

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return shift(day, -((weekday + 6) % 7))
}

export type Week<Task> = {
  monday: string
  sunday: string
  due: Task[]
  late: Task[]
  done: Task[]
  byUnit: { name: string; due: number; late: number; done: number }[]
}
type Judged = Pick<TaskSummary, 'dueDate' | 'completedOn' | 'isOpen' | 'light' | 'units'>

/** The digest of the week of `monday`, judged by the lights that the tasks bear. Units that support are not counted. */
export function weekOf<Task extends Judged>(tasks: readonly Task[], monday: string): Week<Task> {
  const sunday = shift(monday, 6)
  const before = shift(monday, -7)
  const isWithin = (day: string | null, from: string, to: string) => day !== null && day >= from && day <= to
  const due = tasks.filter(
    (task) => task.isOpen && task.completedOn === null && isWithin(task.dueDate, monday, sunday),
  )
  const late = tasks.filter(({ light }) => light === 'red')
  const done = tasks.filter(({ completedOn }) => isWithin(completedOn, before, shift(monday, -1)))
  const units = new Map<string, { name: string; due: number; late: number; done: number }>()
  for (const [what, own] of [
    ['due', due],
    ['late', late],
    ['done', done],
  ] as const)
    for (const task of own)
      for (const name of new Set(
        task.units.filter(({ part }) => part !== 'support').map((unit) => unit.name),
      )) {
        const one = units.get(name) ?? { name, due: 0, late: 0, done: 0 }
        one[what]++
        units.set(name, one)
      }
  const byUnit = [...units.values()].sort(
    (a, b) => b.late - a.late || b.due - a.due || (a.name < b.name ? -1 : 1),
  )
  return { monday, sunday, due, late, done, byUnit }
}
