import { type Context, openConsent, type StatedTerms } from '../../access/index.ts'
import * as queries from '../queries/figures.ts'
import { findOrganisationName } from '../queries/organisations.ts'
import { refreshSizeClasses } from './size-classes.ts'

/**
 * What counts after consent changed: figures of closed uploads no longer, the next source in their place; those of an
 * upload that was opened for longer count again. Asked for when consent is stated or withdrawn, and by the clock, since
 * an end comes by itself. Runs as the program.
 */
export async function settleConsentedFigures(
  ctx: Context,
  upload?: { kind: string; uploadId: string },
): Promise<{ organisations: number }> {
  return ctx.asProgram(async () => {
    const closed = await queries.retireClosedFigures(ctx.db)
    const own = upload ? await queries.listFiguresOfUpload(ctx.db, upload) : []
    for (const dataset of ['held', 'demo'] as const) {
      const touched = [...closed, ...own].filter((each) => each.dataset === dataset)
      const ids = [...new Set(touched.map(({ organisationId }) => organisationId))]
      if (ids.length === 0) continue
      await queries.settleFiguresOf(ctx.db, ids)
      await refreshSizeClasses(ctx, dataset, ids)
    }
    return { organisations: closed.length }
  })
}

/**
 * The consent of confidential figures that a firm told by hand: a batch of its own, so that it can be withdrawn as a file
 * can. Gives the number that the figures carry.
 */
export async function openFigureConsent(
  ctx: Context,
  figures: { dataset: 'held' | 'demo'; name: string },
  terms: StatedTerms | null,
  organisationId: string | null,
): Promise<bigint> {
  const batchId = await queries.nextFigureBatch(ctx.db)
  const name = organisationId === null ? undefined : await findOrganisationName(ctx.db, organisationId)
  const own = { organisationId, organisationName: name ?? null }
  await openConsent(ctx, { kind: 'registry.figure', id: String(batchId), ...figures, own }, terms)
  return batchId
}
