import { translate } from '../../../platform/words.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import type { ComparedThing } from '../import/importer.ts'
import { getImporter, importerOfMapping } from '../import/registry-of-importers.ts'
import type { ImportReview, ImportReviewPage } from '../model.ts'
import * as queries from '../queries/import-reviews.ts'
import { valuesOf } from './import-reading.ts'

type Held = queries.HeldReview

/** The rows that wait for a person, each beside the organisations that it may mean. */
export async function listReviews(
  ctx: Context,
  query: { dataset: 'held' | 'demo'; importId?: string | undefined; offset: number; limit: number },
): Promise<ImportReviewPage> {
  requirePermission(ctx.actor, 'registry.import')
  const found = await queries.listReviews(ctx.db, { ...query, importId: query.importId ?? null })
  const { total } = found
  const items = await followMerges(ctx, found.items)
  const byKind = new Map<string, ReadonlyMap<string, ComparedThing>>()
  for (const kind of new Set(items.map((each) => each.kind)))
    byKind.set(kind, await compareAll(ctx, kind, items))
  const shownItems: ImportReview[] = []
  for (const held of items) shownItems.push(await shown(ctx, held, byKind.get(held.kind)!))
  return { items: shownItems, total }
}

/** Candidates that were merged since stand for the organisation that they went into, each once. */
export async function followMerges(ctx: Context, held: readonly Held[]): Promise<Held[]> {
  const own = held.filter(({ kind }) => !getImporter(kind).reviewed)
  const ids = own.flatMap(({ candidates }) => candidates.map(({ organisationId }) => organisationId))
  const into = await queries.listMergedInto(ctx.db, [...new Set(ids)])
  return held.map((review) => {
    if (!own.includes(review) || !review.candidates.some((each) => into.has(each.organisationId)))
      return review
    const standing = review.candidates.map((each) => ({
      ...each,
      organisationId: into.get(each.organisationId) ?? each.organisationId,
    }))
    const candidates = standing.filter(
      (each, i) => standing.findIndex((other) => other.organisationId === each.organisationId) === i,
    )
    return { ...review, candidates }
  })
}

/** What the rows of one kind may mean, by id. */
async function compareAll(ctx: Context, kind: string, items: readonly Held[]) {
  const own = items.filter((each) => each.kind === kind)
  const found = own.flatMap(({ candidates }) => candidates.map(({ organisationId }) => organisationId))
  const ids = [...new Set(found)]
  const { reviewed } = getImporter(kind)
  const compared: readonly ComparedThing[] = reviewed
    ? await reviewed.compare(ctx, ids)
    : await queries.listCompared(ctx.db, ids)
  return new Map(compared.map((thing) => [thing.id, thing]))
}

async function shown(
  ctx: Context,
  held: Held,
  byId: ReadonlyMap<string, ComparedThing>,
): Promise<ImportReview> {
  const { fields, reviewed } = await importerOfMapping(ctx, held.kind, held.mapping)
  const values = valuesOf(held.mapping, held.cells ?? [])
  const rowValues = fields.flatMap(({ name, words }) =>
    values[name] ? [{ field: name, ...words, value: values[name] }] : [],
  )
  return {
    importId: held.importId,
    line: held.line,
    file: held.fileName,
    title: held.title,
    part: held.part,
    means: reviewed?.what ?? 'organisation',
    reason: translate(ctx.lang, held.reason, held.reasonParams),
    state: held.state as 'open' | 'later',
    // Of a row that only names an organisation nothing else is shown: its figures are confided for another use.
    values: held.part === '' ? rowValues : valuesOfEnd(held),
    candidates: held.candidates.flatMap(({ organisationId, score, veto, parts }) => {
      const organisation = byId.get(organisationId)
      if (!organisation) return []
      const { id, formerNames, products, ...facts } = organisation
      const lists = { formerNames: [...formerNames], products: [...products], parts: [...parts] }
      return [{ organisationId: id, ...facts, ...lists, score, veto }]
    }),
  }
}

const valuesOfEnd = ({ title, creditCode }: Held): ImportReview['values'] => [
  { field: 'name', zh: '文件里的写法', en: 'as the file writes it', value: title },
  ...(creditCode === null
    ? []
    : [{ field: 'creditCode', zh: '统一社会信用代码', en: 'credit code', value: creditCode }]),
]
