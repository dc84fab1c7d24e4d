import type { Context } from '../../access/index.ts'
import type { Lived } from '../../services/index.ts'
import * as queries from '../queries/tasks.ts'
import type { LifeThing } from '../tables/tasks.ts'

/** Keeps the lines that a step added to a thing's history. */
export async function keepLines(
  ctx: Context,
  of: { thing: LifeThing; thingId: bigint },
  lived: Lived,
): Promise<void> {
  const held = (await queries.listEvents(ctx.db, of)).length
  await queries.insertEvents(
    ctx.db,
    lived.lines.slice(held).map(({ event, actorName, at }, i) => ({
      ...of,
      ordinal: held + 1 + i,
      event: JSON.stringify(event),
      actorName,
      at,
    })),
  )
}
