import type { Context } from '../../access/index.ts'
import { closeReviewsOfEnds } from '../queries/import-reviews.ts'
import * as imports from '../queries/imports.ts'

/**
 * Ends the rows that waited for what has come: those whose `subject` is whole now. A row whose import made the subject has
 * created it, others found it. Reports are counted anew.
 */
export async function settleWaitingRows(
  ctx: Context,
  subjects: readonly { readonly subject: string; readonly importId: string | null }[],
): Promise<void> {
  for (const importId of await imports.endWaitingRows(ctx.db, subjects)) await recountImport(ctx, importId)
}

/** Closes what a person need not decide any more: written names (made even) or codes that mean a held organisation now. */
export async function closeSettledNames(
  ctx: Context,
  dataset: 'held' | 'demo',
  settled: { readonly names: readonly string[]; readonly codes: readonly string[] },
): Promise<void> {
  for (const importId of await closeReviewsOfEnds(ctx.db, dataset, settled))
    await recountImport(ctx, importId)
}

/** Counts where the rows of an import stand now, and leaves out problems that are none any more. */
export async function recountImport(ctx: Context, importId: string): Promise<void> {
  const held = (await imports.findImport(ctx.db, importId))!
  const outcomes = await imports.countOutcomes(ctx.db, importId)
  const waiting = await imports.listWaitingLines(ctx.db, importId)
  const isOpen = ({ line, code }: { line: number | null; code: string }) =>
    line === null || waiting.has(line) || !reviewReasons.has(code)
  const problems = held.report.problems.filter(isOpen)
  const count = (outcome: string) => outcomes[outcome] ?? 0
  await imports.updateImportReport(ctx.db, importId, {
    ...held.report,
    created: count('created'),
    joined: count('joined'),
    unchanged: count('unchanged'),
    waiting: count('waiting'),
    review: await imports.countOpenReviews(ctx.db, importId),
    problems,
    problemCount: held.report.problemCount - (held.report.problems.length - problems.length),
  })
}

/** Why a row may wait for a person; once decided, these are no problems any more. */
const reviewReasons = new Set([
  'registry.looks_alike',
  'registry.name_ambiguous',
  'registry.other_credit_code',
  'registry.codes_disagree',
  'registry.park_looks_alike',
  'registry.park_ambiguous',
])
