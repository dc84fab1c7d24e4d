import {
  libraryOf,
  namesOf,
  textOfCond,
  textOfNum,
  type WrittenPolicy,
} from '../../../engines/rules/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Context, type Dataset, holds, requirePermission } from '../../access/index.ts'
import { concernsCity } from '../domain/area.ts'
import { checkRules } from '../domain/check-rules.ts'
import type { DocumentDetail } from '../model.ts'
import { listDocuments, listWindows } from '../queries/library.ts'
import { listVersions } from '../queries/versions.ts'
import { toSummary } from './drafts.ts'
import { documentOf } from './library.ts'

/** One document with its clauses in the words of the notice and of the rule, its line of documents, its versions. */
export async function getDocument(
  ctx: Context,
  { id, city, dataset }: { id: string; city: string; dataset: Dataset },
): Promise<DocumentDetail> {
  requirePermission(ctx.actor, 'policy.read', city)
  const all = await listDocuments(ctx.db)
  const row = all.find((one) => one.id === id && (one.isExample || concernsCity(one.areaCode, city)))
  if (!row) throw new AppError('not_found', 'policy.no_document', { id })
  const versions = await listVersions(ctx.db, id)
  const windows = (await listWindows(ctx.db, dataset)).filter(({ policyId }) => policyId === id)
  const published = versions.find(({ status }) => status === 'published')
  return {
    ...documentOf(row),
    clauses: row.clauses,
    version: row.version,
    windows: windows.map(({ id: key, policyId: _policy, ...window }) => ({ id: String(key), ...window })),
    source: row.source as DocumentDetail['source'],
    note: row.note,
    clauseTexts: published ? clauseTexts(published.written as WrittenPolicy) : [],
    relations: relationsOf(row, all),
    // Drafts are the office's own until they are published.
    versions: versions
      .filter(
        ({ status }) => status === 'published' || status === 'withdrawn' || holds(ctx.actor, 'policy.draft'),
      )
      .map(toSummary),
  }
}

function clauseTexts(written: WrittenPolicy): DocumentDetail['clauseTexts'] {
  const { text } = checkRules(written, written.policy)
  if (!text.policy) return []
  const names = namesOf(libraryOf([text]).library)
  return text.policy.clauses.map(({ id, title, when, amount, isCeiling, written: clause }) => ({
    id,
    title,
    text: clause.text,
    rule: `${textOfCond(when, names)}：${isCeiling ? '至多' : '给予'}${textOfNum(amount, names)}`,
    benefit: clause.benefit,
    validFrom: clause.validFrom ?? written.validFrom,
    validTo: clause.validTo ?? written.validTo ?? null,
    cases: clause.cases?.length ?? 0,
  }))
}

type Row = Awaited<ReturnType<typeof listDocuments>>[number]
const forward = ['replaces', 'follows', 'implements'] as const
const backward = { replaces: 'replaced_by', follows: 'followed_by', implements: 'implemented_by' } as const

function relationsOf(row: Row, all: readonly Row[]): DocumentDetail['relations'] {
  const named = (id: string, kind: DocumentDetail['relations'][number]['kind']) => {
    const other = all.find((one) => one.id === id)
    return { id, title: other?.title ?? id, published: other?.published ?? null, kind }
  }
  const before = forward.flatMap((kind) => row[kind].map((id) => named(id, kind)))
  const after = forward.flatMap((kind) =>
    all.filter((one) => one[kind].includes(row.id)).map(({ id }) => named(id, backward[kind])),
  )
  return [...before, ...after]
}
