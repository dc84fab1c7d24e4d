import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { RowDecision, RowResult } from '../import/importer.ts'
import {
  getImporter,
  importerOfMapping,
  listImporters,
  tellListeners,
} from '../import/registry-of-importers.ts'
import type { ReviewDecision, ReviewOutcome } from '../model.ts'
import { listIdentifiers } from '../queries/firm-import.ts'
import { upsertDecision } from '../queries/import-matching.ts'
import * as queries from '../queries/import-reviews.ts'
import * as imports from '../queries/imports.ts'
import { sourceOf } from './import-file.ts'
import { columnNamer, valuesOf } from './import-reading.ts'
import { followMerges } from './list-reviews.ts'
import { settleEnds } from './settle-ends.ts'
import { recountImport } from './waiting-rows.ts'

type Held = queries.HeldReview
type Settled = { readonly review: Held; readonly said: RowDecision; readonly result: RowResult }

/**
 * Decides about rows of the queue. The rows are committed under their own import, as if the file had said so; the decision
 * is remembered, and rows that wait under the same name follow. `different` and `later` leave the row waiting.
 */
export async function decideReviews(ctx: Context, input: ReviewDecision): Promise<ReviewOutcome> {
  requirePermission(ctx.actor, 'registry.import')
  const found = await queries.lockReviews(ctx.db, input.rows)
  if (found.length < input.rows.length)
    throw new AppError('conflict', 'registry.review_gone', { count: input.rows.length - found.length })
  const held = await followMerges(ctx, found)
  for (const review of held) if (!found.includes(review)) await queries.updateCandidates(ctx.db, review)
  if (input.decision === 'later' || input.decision === 'different') {
    await leaveWaiting(ctx, held, input)
    return { decided: 0, followed: 0, created: 0, joined: 0, unchanged: 0 }
  }
  const wanted = new Map(held.map((review) => [keyOf(review), saidOf(review, input)]))
  const settled = await settle(ctx, held, wanted)
  await remember(ctx, settled)
  const followed = await followName(ctx, settled)
  await deriveAll(ctx, held)
  for (const importId of new Set([...settled, ...followed].map(({ review }) => review.importId)))
    await recountImport(ctx, importId)
  await audit(ctx, {
    action: 'registry.decide_review',
    subject: `registry.import/${held[0]!.importId}`,
    detail: {
      decision: input.decision,
      rows: settled.slice(0, 50).map(detailOf),
      count: settled.length,
      followed: followed.length,
    },
  })
  const count = (outcome: string) =>
    [...settled, ...followed].filter(({ result }) => result.outcome === outcome).length
  return {
    decided: settled.length,
    followed: followed.length,
    created: count('created'),
    joined: count('joined'),
    unchanged: count('unchanged'),
  }
}

const keyOf = ({ importId, line, part }: Held) => `${importId}/${line}/${part}`
const detailOf = ({ review, said, result }: Settled) => ({
  line: review.line,
  name: review.title,
  ...said,
  subject: result.subject,
})

function saidOf(review: Held, { decision, organisationId }: ReviewDecision): RowDecision {
  if (decision === 'new') return { kind: 'new' }
  const best = review.candidates.find(({ veto }) => veto === null)?.organisationId
  const meant = organisationId ?? best
  if (!meant)
    throw new AppError('conflict', 'registry.review_no_candidate', { line: review.line, name: review.title })
  return { kind: 'same', organisationId: meant }
}

async function leaveWaiting(ctx: Context, held: readonly Held[], input: ReviewDecision): Promise<void> {
  if (input.decision === 'later') {
    const rows = held.map(({ importId, line, part }) => ({
      ...{ importId, line, part, state: 'later', decision: null },
    }))
    return queries.updateReviews(ctx.db, rows, { by: ctx.actor.userName, at: ctx.now })
  }
  const { organisationId } = input
  if (!organisationId) throw new AppError('invalid', 'registry.review_which')
  for (const review of held) {
    await assertHeld(ctx, review, organisationId)
    await keepDecision(ctx, review, 'different', organisationId)
    await queries.dropCandidate(ctx.db, { ...review, organisationId })
  }
  await audit(ctx, {
    action: 'registry.decide_review',
    subject: `registry.import/${held[0]!.importId}`,
    detail: {
      decision: 'different',
      organisationId,
      rows: held.map(({ line, title }) => ({ line, name: title })),
    },
  })
}

const memoryOf = (ctx: Context, { dataset, nameNormalised, creditCode, importId, line }: Held) => ({
  dataset,
  nameNormalised,
  creditCode,
  importId,
  line,
  decidedBy: ctx.actor.userName,
  decidedAt: ctx.now,
})

/** An organisation of the row's own data set, or a refusal: held and demo never meet. */
async function assertHeld(ctx: Context, { dataset, kind }: Held, organisationId: string): Promise<void> {
  const { reviewed } = getImporter(kind)
  const found = reviewed
    ? await reviewed.datasetOf(ctx, organisationId)
    : await imports.findDatasetOf(ctx.db, organisationId)
  if (found !== dataset) throw new AppError('not_found', 'registry.no_organisation', { id: organisationId })
}

/** Writes what was decided: whole rows under the import that they came with, and organisations that other rows name. */
async function settle(
  ctx: Context,
  held: readonly Held[],
  wanted: ReadonlyMap<string, RowDecision>,
): Promise<Settled[]> {
  const ends = held.filter(({ part }) => part !== '')
  for (const review of ends) {
    const said = wanted.get(keyOf(review))!
    if (said.kind === 'same') await assertHeld(ctx, review, said.organisationId)
  }
  const [first] = ends
  if (first) await assertNewCodes(ctx, ends, { wanted, dataset: first.dataset })
  const decided = await settleEnds(
    ctx,
    ends.map((review) => ({ review, said: wanted.get(keyOf(review))! })),
  )
  await markDecided(ctx, decided)
  const whole = held.filter(({ part }) => part === '')
  return [...decided, ...(await commit(ctx, whole, wanted))]
}

async function markDecided(ctx: Context, settled: readonly Settled[]): Promise<void> {
  const rows = settled.map(({ review: { importId, line, part }, said }) => ({
    ...{ importId, line, part, state: 'decided', decision: said.kind },
  }))
  await queries.updateReviews(ctx.db, rows, { by: ctx.actor.userName, at: ctx.now })
}

/** Writes rows as decided, import by import, under the import that they came with. */
async function commit(
  ctx: Context,
  held: readonly Held[],
  wanted: ReadonlyMap<string, RowDecision>,
): Promise<Settled[]> {
  const settled: Settled[] = []
  for (const importId of new Set(held.map((review) => review.importId))) {
    const reviews = held.filter((review) => review.importId === importId)
    const results = await applyRows(ctx, importId, reviews, wanted)
    for (const review of reviews) {
      const result = results.find(({ line }) => line === review.line)
      if (result?.subject == null) throw stillWaiting(ctx, review, result)
      settled.push({ review, said: wanted.get(keyOf(review))!, result })
    }
  }
  await markDecided(ctx, settled)
  return settled
}

function stillWaiting(ctx: Context, review: Held, result: RowResult | undefined): AppError {
  const [problem] = result?.problems ?? []
  const reason = problem ? translate(ctx.lang, problem.code, problem.params ?? {}) : ''
  return new AppError('conflict', 'registry.review_cannot', { line: review.line, name: review.title, reason })
}

async function applyRows(
  ctx: Context,
  importId: string,
  reviews: readonly Held[],
  wanted: ReadonlyMap<string, RowDecision>,
): Promise<readonly RowResult[]> {
  const held = await imports.findImport(ctx.db, importId)
  if (!held || held.undoneAt)
    throw new AppError('conflict', 'registry.review_gone', { count: reviews.length })
  const importer = await importerOfMapping(ctx, held.report.kind, held.mapping)
  importer.requirePermission(ctx)
  const options = { dataset: held.report.dataset, fileName: held.report.file, partner: held.partner }
  const rows = reviews.flatMap(({ line, cells }) => {
    const parsed = importer.parse(
      { line, values: valuesOf(held.mapping, cells ?? []) },
      options,
      columnNamer(held.mapping),
    )
    return parsed.ok ? [{ line, row: parsed.row }] : []
  })
  for (const review of reviews) {
    const said = wanted.get(keyOf(review))
    if (said?.kind === 'same') await assertHeld(ctx, review, said.organisationId)
  }
  const decisions = new Map(reviews.map((review) => [review.line, wanted.get(keyOf(review))!]))
  const source = sourceOf(held.report.file, held.importedAt)
  await assertNewCodes(ctx, reviews, { wanted, dataset: options.dataset })
  const results = await importer.apply(ctx, rows, { importId, options, source, decisions }, () => {})
  await imports.updateImportRows(
    ctx.db,
    importId,
    results.map(({ line, outcome, subject }) => ({ line, outcome, subject })),
  )
  return results
}

/** A row whose code is held is no new organisation, whatever its name. */
async function assertNewCodes(
  ctx: Context,
  reviews: readonly Held[],
  { wanted, dataset }: { wanted: ReadonlyMap<string, RowDecision>; dataset: 'held' | 'demo' },
): Promise<void> {
  const fresh = reviews.filter((review) => wanted.get(keyOf(review))?.kind === 'new' && review.creditCode)
  const codes = fresh.map(({ creditCode }) => creditCode!)
  const [held] = codes.length === 0 ? [] : await listIdentifiers(ctx.db, dataset, codes)
  if (!held) return
  const { line, title } = fresh.find(({ creditCode }) => creditCode === held.value)!
  throw new AppError('conflict', 'registry.review_code_held', { line, name: title, code: held.value })
}

/** Remembers whom each name means; one that was opened new is from now on that one. */
async function remember(ctx: Context, settled: readonly Settled[]): Promise<void> {
  for (const { review, said, result } of settled) {
    const organisationId = meantBy(result)
    if (organisationId !== null) await keepDecision(ctx, review, said.kind, organisationId)
  }
}

/** The organisation that a settled row means; null where the register does not hold it, so that nothing is remembered. */
const meantBy = ({ means, subject }: RowResult): string | null =>
  means === undefined ? subject!.split('/')[1]! : means

/** Keeps what a person said of a name where the next file of its kind looks for it. */
async function keepDecision(
  ctx: Context,
  review: Held,
  kind: 'same' | 'new' | 'different',
  id: string,
): Promise<void> {
  const memory = memoryOf(ctx, review)
  const { reviewed } = getImporter(review.kind)
  if (reviewed) await reviewed.remember(ctx, { ...memory, kind, id })
  else await upsertDecision(ctx.db, { ...memory, kind, organisationId: id })
}

/** Rows of any import that wait under the same name go where the decided one went, where no other code speaks against it. */
async function followName(ctx: Context, settled: readonly Settled[]): Promise<Settled[]> {
  const known = settled.filter(({ result }) => meantBy(result) !== null)
  const [first] = known
  if (!first) return []
  const meant = new Map(known.map(({ review, result }) => [review.nameNormalised, { review, result }]))
  const waiting = await queries.listReviewsByName(ctx.db, first.review.dataset, [...meant.keys()])
  const alike = waiting.filter(({ nameNormalised, creditCode }) => {
    const decided = meant.get(nameNormalised)!.review
    return creditCode === decided.creditCode
  })
  const wanted = new Map(
    alike.map((review) => {
      const organisationId = meantBy(meant.get(review.nameNormalised)!.result)!
      return [keyOf(review), { kind: 'same', organisationId } as const]
    }),
  )
  return settle(ctx, alike, wanted)
}

async function deriveAll(ctx: Context, held: readonly Held[]): Promise<void> {
  const kinds = new Map(held.map(({ dataset, kind }) => [`${dataset}/${kind}`, { dataset, kind }]))
  for (const what of kinds.values()) await tellListeners(ctx, what)
  for (const importer of listImporters()) await importer.resume?.(ctx)
}
