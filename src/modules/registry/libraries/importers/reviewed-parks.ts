import type { Context } from '../../../access/index.ts'
import type { ReviewedThing } from '../../import/importer.ts'
import * as queries from '../queries/park-import.ts'

/** How rows of parks stand in the queue of rows that wait for a person, and what is remembered of the decision. */
export const reviewedParks: ReviewedThing = {
  what: 'park',
  compare: async (ctx, ids) =>
    (await queries.listComparedParks(ctx.db, ids)).map(({ dataset: _, titles, ...park }) => ({
      ...park,
      ...{ creditCode: null, stockCode: null, industry: null, products: titles },
    })),
  datasetOf: (ctx, id) => queries.findDatasetOfPark(ctx.db, id),
  remember: (ctx: Context, said) =>
    queries.putParkName(ctx.db, {
      ...{ dataset: said.dataset, nameKey: said.nameNormalised, isMeant: said.kind !== 'different' },
      ...{
        parkId: said.id,
        importId: said.importId,
        line: said.line,
        by: said.decidedBy,
        at: said.decidedAt,
      },
    }),
}
