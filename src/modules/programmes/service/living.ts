// What tasks, proposals, cases and showcases have in common: a row that lives by a life cycle of the packs.
import { type Context, requirePermission } from '../../access/index.ts'
import { currentCycle } from '../../policy/index.ts'
import { type Lived, readLived } from '../../services/index.ts'
import { listEvents } from '../queries/tasks.ts'
import type { LifeThing } from '../tables/tasks.ts'

type Living = {
  id: bigint
  cityCode: string
  cycleId: string | null
  cycleCity: string | null
  cycleVersion: number | null
  createdBy: string
  createdAt: Date
}

/** A row with its life; one without any history stands at the beginning of the newest cycle of its city. */
export async function readLife(ctx: Context, thing: LifeThing, row: Living): Promise<Lived> {
  requirePermission(ctx.actor, 'programmes.read')
  const { cycleId, cycleCity, cycleVersion, cityCode, createdBy, createdAt } = row
  const key =
    cycleId === null || cycleCity === null || cycleVersion === null
      ? null
      : { id: cycleId, cityCode: cycleCity, version: cycleVersion }
  const events = await listEvents(ctx.db, { thing, thingId: row.id })
  const begun = { cycleId: thing, cityCode, by: createdBy, byName: createdBy, at: createdAt }
  return readLived(ctx, key, events, begun)
}

/** Where a row stands after a step, as its columns. */
export const standingAfter = ({ key, cycle, instance }: Lived) => ({
  cycleId: key.id,
  cycleCity: key.cityCode,
  cycleVersion: key.version,
  state: instance.state,
  isOpen: cycle.states[instance.state]!.kind === 'open',
})

/** Titles of the states of a cycle in the reader's language. */
export async function stateTitlesOf(
  ctx: Context,
  thing: LifeThing,
  cityCode: string,
): Promise<ReadonlyMap<string, string>> {
  requirePermission(ctx.actor, 'programmes.read')
  const { cycle } = await currentCycle(ctx, thing, cityCode)
  return new Map(Object.entries(cycle.states).map(([id, { title }]) => [id, title[ctx.lang]]))
}
