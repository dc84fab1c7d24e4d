import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import type { Context } from '../../access/index.ts'
import { firmImporter } from '../import/firm-importer.ts'
import type { RowDecision, RowResult } from '../import/importer.ts'
import { rowOfName } from '../import/named-ends.ts'
import { getImporter } from '../import/registry-of-importers.ts'
import type { HeldReview } from '../queries/import-reviews.ts'
import * as imports from '../queries/imports.ts'
import { sourceOf } from './import-file.ts'

export type DecidedEnd = {
  readonly review: HeldReview
  readonly said: RowDecision
  readonly result: RowResult
}

/**
 * Settles organisations that rows of another kind name: a new one is opened under the import that named it, so that its
 * undo takes it out again; a code that the file gives is kept. The rows themselves are joined by their own importer, which
 * reads what was remembered.
 */
export async function settleEnds(
  ctx: Context,
  ends: readonly { readonly review: HeldReview; readonly said: RowDecision }[],
): Promise<DecidedEnd[]> {
  const opened = new Map<string, string>()
  const settled: DecidedEnd[] = []
  for (const { review, said } of ends) {
    const name = JSON.stringify([review.dataset, review.nameNormalised, review.creditCode])
    const before = opened.get(name)
    const meant: RowDecision =
      said.kind === 'new' && before !== undefined ? { kind: 'same', organisationId: before } : said
    const result = await settleEnd(ctx, review, meant)
    opened.set(name, result.subject!.split('/')[1]!)
    settled.push({ review, said: meant, result })
  }
  return settled
}

async function settleEnd(ctx: Context, review: HeldReview, said: RowDecision): Promise<RowResult> {
  const { importId, line, title, creditCode, dataset } = review
  const held = await imports.findImport(ctx.db, importId)
  if (!held || held.undoneAt) throw new AppError('conflict', 'registry.review_gone', { count: 1 })
  getImporter(held.report.kind).requirePermission(ctx)
  if (said.kind === 'same' && creditCode === null)
    return {
      ...{ line, outcome: 'joined', problems: [] },
      subject: `registry.organisation/${said.organisationId}`,
    }
  const run = {
    ...{ importId, source: sourceOf(held.report.file, held.importedAt) },
    options: { dataset, fileName: held.report.file, partner: null },
    decisions: new Map([[line, said]]),
  }
  const row = rowOfName({ name: title, creditCode })
  const [result] = await firmImporter.apply(ctx, [{ line, row }], run, () => {})
  if (result?.subject) return result
  const [problem] = result?.problems ?? []
  const reason = problem ? translate(ctx.lang, problem.code, problem.params ?? {}) : ''
  throw new AppError('conflict', 'registry.review_cannot', { line, name: title, reason })
}
