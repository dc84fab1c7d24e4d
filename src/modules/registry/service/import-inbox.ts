// What imports put into 待我处理 and tell as notices.
import { type Context, holds, pushNotice, registerNoticeKinds, type TodoSource } from '../../access/index.ts'
import type { ImportReport } from '../model.ts'
import { countReviews, listWaitingImports } from '../queries/import-reviews.ts'

registerNoticeKinds('registry', [
  { kind: 'registry.import_done', roles: ['administrator', 'chain_office'] },
  { kind: 'registry.import_failed', roles: ['administrator', 'chain_office'] },
])

/** Rows that wait for review: one item an import, for whoever may decide them. */
export const reviewTodo: TodoSource = {
  room: 'registry',
  list: async (ctx, { dataset }, atMost) => {
    if (!holds(ctx.actor, 'registry.import')) return []
    const waiting = await listWaitingImports(ctx.db, dataset, atMost)
    return waiting.map(({ importId, fileName, count, since }) => ({
      id: `import-review/${importId}`,
      kind: 'registry.todo_review',
      params: { file: fileName, count },
      path: `/import/review?import=${importId}`,
      dueDate: null,
      since: since.toISOString(),
    }))
  },
  count: async (ctx, { dataset }) =>
    holds(ctx.actor, 'registry.import') && (await countReviews(ctx.db, dataset)) > 0
      ? (await listWaitingImports(ctx.db, dataset, 200)).length
      : 0,
}

/** Tells whoever started a run in the background how it ended. */
export async function tellRunEnd(
  ctx: Context,
  job: { id: string; fileName: string },
  report: ImportReport | null,
): Promise<void> {
  if (ctx.actor.userId === null) return
  const path = report?.importId ? `/import/${report.importId}` : `/import?file=${job.id}`
  await pushNotice(ctx, {
    to: { userId: ctx.actor.userId },
    kind: report ? 'registry.import_done' : 'registry.import_failed',
    params: report
      ? { file: job.fileName, accepted: report.accepted, refused: report.refused, review: report.review }
      : { file: job.fileName },
    reference: { room: 'registry', path },
    dataset: report?.dataset ?? null,
    onceKey: `registry.import/${job.id}/${report ? 'done' : 'failed'}`,
  })
}
