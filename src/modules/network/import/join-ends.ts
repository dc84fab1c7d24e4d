import type { Context, Dataset } from '../../access/index.ts'
import { closeSettledNames, settleWaitingRows, type WaitingName } from '../../registry/index.ts'
import * as queries from '../queries/relations.ts'
import { findHeldEnds } from '../service/held-ends.ts'
import { writtenName } from './review-ends.ts'

/** Gives waiting ends their organisation, ends the rows that are whole by it, and closes what nobody need decide now. */
export async function joinEnds(
  ctx: Context,
  dataset: Dataset,
  found: ReadonlyMap<string, string>,
): Promise<number> {
  const ends = [...found].map(([key, id]) => ({ key, id }))
  const { joined, whole } = await queries.joinWaitingEnds(ctx.db, dataset, ends)
  if (joined === 0) return 0
  await settleWaitingRows(
    ctx,
    whole.map(({ id, importId }) => ({ subject: `network.supply_link/${id}`, importId })),
  )
  const under = (prefix: string) =>
    [...found.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))
  await closeSettledNames(ctx, dataset, { names: under('name:'), codes: under('code:') })
  return joined
}

/** Joins relations whose ends have come in the meantime, or were decided; gives how many ends were joined. */
export async function resumeRelations(ctx: Context): Promise<number> {
  let joined = 0
  for (const dataset of ['held', 'demo'] as const) {
    const waiting = await queries.listWaitingKeys(ctx.db, dataset)
    if (waiting.length === 0) continue
    const found = await findHeldEnds(ctx, dataset, waiting)
    joined += await joinEnds(ctx, dataset, found)
  }
  return joined
}

/** Names of ends that wait, each once an import, at its first relation; for comparing them with firms that came later. */
export async function listWaitingEnds(ctx: Context, dataset: Dataset): Promise<WaitingName[]> {
  const ends = await queries.listWaitingEnds(ctx.db, dataset)
  return ends.flatMap(({ key, text, linkId, importId, part }) => {
    const written = writtenName({ key, text })
    const subject = `network.supply_link/${linkId}`
    return written && importId !== null ? [{ ...written, key, importId, subject, part }] : []
  })
}
