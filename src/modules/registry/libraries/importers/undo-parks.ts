import { isDeepStrictEqual } from 'node:util'
import type { Context, Dataset } from '../../../access/index.ts'
import type { UndoOutcome } from '../../import/importer.ts'
import * as queries from '../queries/park-import.ts'

type Columns = Partial<queries.ParkColumns>

/**
 * Takes an import of parks back: parts that it told go and what they replaced holds again; a column that still holds what
 * it wrote gets what the earliest other import offered, or is empty again; parks that only it opened are deleted where
 * nothing else stands on them, the others stay and are listed.
 */
export async function undoParks(
  ctx: Context,
  { importId }: { importId: string; dataset: Dataset },
  derive: () => Promise<void>,
): Promise<UndoOutcome> {
  const { own, others } = await queries.listOffers(ctx.db, importId)
  const parks = await queries.lockParks(ctx.db, { ids: own.map(({ parkId }) => parkId) })
  let restored = 0
  for (const park of parks) {
    const { written } = own.find(({ parkId }) => parkId === park.id)!
    const offers = others.filter(({ parkId }) => parkId === park.id)
    const changes: Columns = {}
    for (const name of queries.parkColumnNames) {
      if (!Object.hasOwn(written, name) || !isDeepStrictEqual(park[name], written[name])) continue
      const next = offers.find(({ offered }) => Object.hasOwn(offered, name))
      Object.assign(changes, { [name]: next?.offered[name] ?? null })
      // That import now stands behind the value: its own undo empties the column.
      if (next) {
        const carried = { parkId: park.id, offered: {}, written: { [name]: next.offered[name] } }
        await queries.putOffer(ctx.db, next.importId, carried)
      }
    }
    if (Object.keys(changes).length === 0) continue
    await queries.setParkColumns(ctx.db, park.id, changes, ctx.now)
    restored++
  }
  await derive()
  const report = await queries.takeBackParks(ctx.db, importId)
  const named = ({ id, name }: { id: string; name: string }) => ({ id, name })
  return {
    withdrawn: { parkParts: report.parts },
    carriedOn: 0,
    restored,
    deleted: report.parks.filter(({ usedBy }) => usedBy.length === 0).map(named),
    kept: report.parks.filter(({ usedBy }) => usedBy.length > 0),
  }
}
