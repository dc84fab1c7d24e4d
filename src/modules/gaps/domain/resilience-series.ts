/** What held of a node on a past day, told from records that bear days of their own. */
import type { GapState } from '../model.ts'
import type { NodeStatus, Statement } from './node-status.ts'

/** Ends of the last whole months before a day, oldest first, and the day itself. */
export function seriesDays(today: string, months: number): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number]
  const ends = Array.from({ length: months }, (_, back) => {
    // Day 0 of a month is the last one of the month before.
    const end = new Date(Date.UTC(year, month - 1 - back, 0))
    return end.toISOString().slice(0, 10)
  })
  return [...ends.reverse(), today]
}

export type SaidRow = {
  readonly id: bigint
  readonly nodeId: string
  readonly kind: Statement['kind'] | 'withdrawn'
  readonly source: string
  readonly statedOn: string
}

/** The newest statement about each node on a day; a withdrawn one says nothing. */
export function statementsOn(rows: readonly SaidRow[], day: string): ReadonlyMap<string, Statement> {
  const newest = new Map<string, SaidRow>()
  for (const row of rows) {
    if (row.statedOn > day) continue
    const held = newest.get(row.nodeId)
    if (!held || row.statedOn > held.statedOn || (row.statedOn === held.statedOn && row.id > held.id))
      newest.set(row.nodeId, row)
  }
  const said = [...newest].flatMap(([node, { kind, source, statedOn }]) =>
    kind === 'withdrawn' ? [] : [[node, { kind, source, date: statedOn }] as const],
  )
  return new Map(said)
}

export type OverruleDays = {
  readonly id: bigint
  readonly nodeId: string
  readonly status: NodeStatus
  readonly holdsFrom: string
  readonly holdsUntil: string
  readonly endedOn: string | null
}

/** The status that an office put in the place of the counted one on a day, by node; of several the newest. */
export function overrulesOn(rows: readonly OverruleDays[], day: string): ReadonlyMap<string, NodeStatus> {
  const holding = rows.filter(
    ({ holdsFrom, holdsUntil, endedOn }) =>
      holdsFrom <= day && holdsUntil >= day && (endedOn === null || endedOn > day),
  )
  const inOrder = [...holding].sort((a, b) => (a.id < b.id ? -1 : 1))
  return new Map(inOrder.map(({ nodeId, status }) => [nodeId, status]))
}

export type ItemDays = {
  readonly nodeId: string | null
  readonly hindersFlow: boolean
  readonly foundOn: string
  /** Days of its steps with the state that each led to, oldest first. */
  readonly steps: readonly { readonly day: string; readonly to: GapState }[]
}

const ended: ReadonlySet<GapState> = new Set(['closed', 'dropped', 'declined'])

/**
 * How an item of the register stood on a day: it is there from the day on which it was found, if the office ever took it up,
 * until the day of the step that ended it; opened again, from that day on.
 */
export function itemOn({ foundOn, steps }: ItemDays, day: string): 'none' | 'open' | 'ended' {
  if (foundOn > day || !steps.some(({ to }) => to !== 'raised' && to !== 'declined')) return 'none'
  const last = steps.filter((step) => step.day <= day).at(-1)
  return last !== undefined && ended.has(last.to) ? 'ended' : 'open'
}
