import { Matcher, normaliseName } from '../../../engines/identity/index.ts'
import { checkCreditCode } from '../../../kernel/credit-code.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { fileOfRows } from '../import/form-rows.ts'
import type { RowDecision } from '../import/importer.ts'
import { prepareImporter } from '../import/registry-of-importers.ts'
import type { AlikeFirm, FormField, FormOutcome, ImportForm } from '../model.ts'
import { findRow, listResembling } from '../queries/import-form.ts'
import { listCompared } from '../queries/import-reviews.ts'
import { runImport } from './import-file.ts'
import { decideReviews } from './import-review.ts'

/** The fields of a form: those of the importer, so that a form and a spreadsheet ask the same. */
export async function listFormFields(ctx: Context, kind: string): Promise<FormField[]> {
  const importer = await prepareImporter(ctx, kind, { headers: [], said: [] })
  importer.requirePermission(ctx)
  return importer.fields.map(({ name, words, isRequired }) => ({
    name,
    ...words,
    isRequired: isRequired ?? false,
  }))
}

/** At most so many held names are compared while somebody types. */
const mostCompared = 40

/** Held organisations that resemble a name or a code that is being typed, the likeliest first. Writes nothing. */
export async function listAlike(
  ctx: Context,
  asked: { dataset: 'held' | 'demo'; name: string; creditCode: string },
): Promise<AlikeFirm[]> {
  requirePermission(ctx.actor, 'registry.import')
  const code = checkCreditCode(asked.creditCode)
  const uscc = code.ok ? code.code : null
  const found = await listResembling(ctx.db, {
    dataset: asked.dataset,
    nameNormalised: normaliseName(asked.name),
    creditCode: uscc,
    limit: mostCompared,
  })
  if (found.length === 0) return []
  const matcher = new Matcher(found.map(({ id, name, creditCode }) => ({ id, name, uscc: creditCode })))
  const { candidates } = matcher.match({ id: 'typed', name: asked.name || '—', uscc }, { limit: 6 })
  const compared = await listCompared(
    ctx.db,
    candidates.map(({ id }) => id),
  )
  const byId = new Map(compared.map((each) => [each.id, each]))
  return candidates.flatMap(({ id, score, veto }) => {
    const held = byId.get(id)
    return held
      ? [{ organisationId: id, name: held.name, creditCode: held.creditCode, place: held.place, score, veto }]
      : []
  })
}

/**
 * Registers one organisation by form: an import of one row, with the same checks, bands, sources and undo. What the person
 * said about whom it means is decided at once.
 */
export async function registerByForm(ctx: Context, form: ImportForm): Promise<FormOutcome> {
  requirePermission(ctx.actor, 'registry.import')
  const fileName = ctx.lang === 'zh' ? `表单（${ctx.actor.displayName}）` : `form (${ctx.actor.displayName})`
  const importer = await prepareImporter(ctx, 'firms', { headers: [], said: Object.keys(form.values) })
  const file = fileOfRows(importer, [form.values])
  const options = { dataset: form.dataset, fileName, partner: null }
  const report = await runImport(ctx, { kind: 'firms', file, options })
  const { importId, problems } = report
  if (report.refused > 0) return { outcome: 'refused', organisationId: null, importId, problems }
  const isDecided = form.decision && report.review > 0 && importId !== null
  if (isDecided) await decide(ctx, importId, form.decision!)
  const row = importId === null ? null : await findRow(ctx.db, importId)
  const organisationId = row?.subject?.split('/')[1] ?? null
  const outcome = (row?.outcome ?? (report.waiting > 0 ? 'waiting' : 'unchanged')) as FormOutcome['outcome']
  return { outcome, organisationId, importId, problems: isDecided ? [] : problems }
}

/** The first line of a form after its header. */
const formLine = 2
async function decide(ctx: Context, importId: string, decision: RowDecision): Promise<void> {
  const rows = [{ importId, line: formLine }]
  if (decision.kind === 'new') await decideReviews(ctx, { rows, decision: 'new' })
  else await decideReviews(ctx, { rows, decision: 'same', organisationId: decision.organisationId })
}
