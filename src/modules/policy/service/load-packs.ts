import { createHash } from 'node:crypto'
import { loadPolicies, readValue, type WrittenPolicy } from '../../../engines/rules/index.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { EffectFile, LibraryFile } from '../pack-sections.ts'
import { listDocumentsOfPack, retireDocuments, upsertDocument } from '../queries/library.ts'
import { listEffectKeys, retireEffects, upsertEffect } from '../queries/runs.ts'
import { findNewestVersion, insertClauses, insertVersion, withdrawPublished } from '../queries/versions.ts'

export const digestOf = (written: unknown): string =>
  createHash('sha256').update(JSON.stringify(written)).digest('hex')

const packName = (pack: string) => `城市包 ${pack}`

/**
 * Loads the policies of a pack as published versions. A file that is as it was loaded last changes nothing, also when an
 * office has published over it since; a changed file becomes the next version; a file that went withdraws its policy.
 */
export async function loadRules(
  ctx: Context,
  policies: readonly WrittenPolicy[],
  { pack, isExample }: { pack: string; isExample: boolean },
): Promise<void> {
  requirePermission(ctx.actor, 'packs.load')
  for (const written of policies) await loadOne(ctx, written, { pack, isExample })
  const held = await listDocumentsOfPack(ctx.db, pack, true)
  const gone = held.filter((id) => !policies.some(({ policy }) => policy === id))
  await retire(ctx, gone)
}

async function loadOne(
  ctx: Context,
  written: WrittenPolicy,
  { pack, isExample }: { pack: string; isExample: boolean },
): Promise<void> {
  await upsertDocument(ctx.db, { ...documentOf(written), pack, isExample })
  const sha256 = digestOf(written)
  const newest = await findNewestVersion(ctx.db, written.policy)
  const fromPack = await findNewestVersion(ctx.db, written.policy, 'pack')
  if (fromPack?.sha256 === sha256 && fromPack.status === 'published') return
  // The same file again under a later version of an office: theirs stays.
  if (fromPack?.sha256 === sha256 && newest?.origin === 'editor') return
  await withdrawPublished(ctx.db, written.policy, ctx.now)
  const number = (newest?.number ?? 0) + 1
  await insertVersion(ctx.db, {
    policyId: written.policy,
    number,
    status: 'published',
    written: JSON.stringify(written),
    sha256,
    origin: 'pack',
    note: null,
    createdBy: packName(pack),
    createdAt: ctx.now,
    changedAt: ctx.now,
    submittedBy: null,
    publishedBy: packName(pack),
    publishedAt: ctx.now,
    withdrawnAt: null,
  })
  await insertClauses(ctx.db, written, number)
  await audit(ctx, {
    action: 'policy.load',
    subject: `policy/${written.policy}/${number}`,
    detail: { pack, sha256 },
  })
}

/** What a written policy says of its document. */
export function documentOf(written: WrittenPolicy) {
  return {
    id: written.policy,
    areaCode: written.area ?? '000000',
    title: written.title,
    documentNo: written.documentNo ?? null,
    issuer: written.issuer,
    level: written.level,
    published: written.published ?? null,
    validFrom: written.validFrom,
    validTo: written.validTo ?? null,
    replaces: [...(written.replaces ?? [])],
    follows: [],
    implements: [...(written.implements ?? [])],
    needsVerification: written.needsVerification ?? false,
    source: JSON.stringify(written.source),
    note: written.note ?? null,
    retiredAt: null,
  }
}

async function retire(ctx: Context, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await withdrawPublished(ctx.db, id, ctx.now)
    await retireDocuments(ctx.db, [id], ctx.now)
    await audit(ctx, { action: 'policy.retire', subject: `policy/${id}` })
  }
}

/** Loads documents without rules; one that went from the pack is marked, not deleted. */
export async function loadDocuments(
  ctx: Context,
  files: readonly LibraryFile[],
  pack: string,
): Promise<void> {
  requirePermission(ctx.actor, 'packs.load')
  for (const file of files) {
    await upsertDocument(ctx.db, {
      id: file.document,
      pack,
      areaCode: file.area,
      isExample: false,
      title: file.title,
      documentNo: file.documentNo ?? null,
      issuer: file.issuer,
      level: file.level,
      published: file.published,
      validFrom: file.validFrom,
      validTo: file.validTo,
      replaces: file.replaces ?? [],
      follows: file.follows ?? [],
      implements: file.implements ?? [],
      // Known from another text that names it, not from the document itself.
      needsVerification: true,
      source: JSON.stringify({ title: file.source.document, note: file.source.place ?? undefined }),
      note: file.note ?? null,
      retiredAt: null,
    })
  }
  const held = await listDocumentsOfPack(ctx.db, pack, false)
  await retire(
    ctx,
    held.filter((id) => !files.some(({ document }) => document === id)),
  )
}

/** The pack of examples: notices of other cities, loose files, tried on the demo data only. */
export async function loadExamples(ctx: Context, folder: string): Promise<void> {
  const { texts, problems } = loadPolicies([folder], folder)
  const error = problems.find(({ severity }) => severity === 'error')
  if (error) throw new Error(`${error.file}:${error.line}: ${error.message}`)
  const written = texts.flatMap(({ policy }) => (policy ? [policy.written] : []))
  await loadRules(ctx, written, { pack: 'examples', isExample: true })
}

/** Loads what programmes moved; a changed figure stands beside the one before, which is retired. */
export async function loadEffects(ctx: Context, files: readonly EffectFile[], pack: string): Promise<void> {
  requirePermission(ctx.actor, 'packs.load')
  const fen = (text: string | null) => (text === null ? null : readValue('money', text).n)
  for (const file of files) {
    const source = [file.source.document, file.source.place].filter((part) => part !== null).join(' · ')
    const isNew = await upsertEffect(ctx.db, {
      pack,
      cityCode: file.city,
      key: file.effect,
      programme: file.programme,
      year: file.year,
      projects: file.projects,
      totalInvestmentFen: fen(file.totalInvestment),
      fiscalFen: fen(file.fiscal),
      source,
      loadedAt: ctx.now,
    })
    if (isNew) await audit(ctx, { action: 'policy.load_effect', subject: `policy.effect/${file.effect}` })
  }
  const held = await listEffectKeys(ctx.db, pack)
  const gone = held.filter((key) => !files.some(({ effect }) => effect === key))
  await retireEffects(ctx.db, pack, gone, ctx.now)
}
