import type { PackDoc, PackFinding, PackLookup, PackSection } from '../../platform/packs/index.ts'
import type { Context } from '../access/index.ts'
import { checkIndicatorFiles, checkTargetFiles } from './domain/check-pack.ts'
import { findRepeatedIds, findUnknownDocuments, type Located, type PackFault } from './model/pack-fault.ts'
import {
  type CounterFile,
  counterFileSchema,
  type IndicatorFile,
  indicatorFileSchema,
  type SourceDocument,
  sourceDocumentSchema,
  type TargetFile,
  type TargetRule,
  targetFileSchema,
  targetRuleSchema,
} from './model.ts'
import { insertIndicatorFile, insertTargetFile } from './queries.ts'
import { loadPackDocuments } from './service.ts'

/** A pack's files as the checks of the rooms read them. */
export const locate = <Doc>(docs: readonly PackDoc<Doc>[]): Located<Doc>[] =>
  docs.map(({ file, value }) => ({ file, doc: value }))

/** What the checks found, as the reader of packs tells it. */
export function toFindings(
  docs: readonly PackDoc<unknown>[],
  faults: readonly PackFault[],
): readonly PackFinding[] {
  const byFile = new Map(docs.map((doc) => [doc.file, doc]))
  return faults.flatMap(({ file, path, message }) => {
    const doc = byFile.get(file)
    return doc ? [{ doc, path, message }] : []
  })
}

/** Citations of documents that neither this pack nor one that it stands on holds. */
export function findUncited(docs: readonly PackDoc<unknown>[], lookup: PackLookup): PackFault[] {
  const known = new Set(lookup.docsOf(documentSection).map(({ value }) => value.id))
  return findUnknownDocuments(locate(docs), known)
}

/** Hands the files of one folder to the versioned store. */
export function incoming<Doc extends { id: string; city?: string | null }>(
  kind: string,
  docs: readonly PackDoc<Doc>[],
  pack: { readonly name: string },
) {
  const documents = docs.map(({ file, value }) => ({
    kind,
    key: value.id,
    cityCode: value.city ?? null,
    file,
    content: value,
  }))
  return { pack: pack.name, kinds: [kind], documents }
}

/** Documents that a pack cites. */
export const documentSection: PackSection<SourceDocument, Context> = {
  room: 'indicators',
  folder: 'documents',
  schema: sourceDocumentSchema,
  check: (docs) => toFindings(docs, findRepeatedIds(locate(docs))),
  load: (ctx, docs, pack) =>
    loadPackDocuments(ctx, 'indicators', incoming('document', docs, pack), async () => {}),
}

/** Definitions and dated values. */
export const indicatorSection: PackSection<IndicatorFile, Context> = {
  room: 'indicators',
  folder: 'indicators',
  schema: indicatorFileSchema,
  check: (docs, lookup) => {
    const own = new Set(docs.map(({ file }) => file))
    const others = lookup
      .docsOf(indicatorSection)
      .filter(({ file, value }) => !own.has(file) && value.city === null)
    const faults = checkIndicatorFiles(locate(docs), locate(others))
    return toFindings(docs, [...faults, ...findUncited(docs, lookup)])
  },
  load: (ctx, docs, pack) =>
    loadPackDocuments(ctx, 'indicators', incoming('indicators', docs, pack), (id, content) =>
      insertIndicatorFile(ctx.db, id, content as IndicatorFile),
    ),
}

/** Targets; each of an indicator that the same city defines. */
export const targetSection: PackSection<TargetFile, Context> = {
  room: 'indicators',
  folder: 'targets',
  schema: targetFileSchema,
  check: (docs, lookup) => {
    const cities = new Set(docs.map(({ value }) => value.city))
    const definitions = lookup
      .docsOf(indicatorSection)
      .filter(({ value }) => value.city === null || cities.has(value.city))
    const faults = checkTargetFiles(locate(docs), locate(definitions))
    return toFindings(docs, [...faults, ...findUncited(docs, lookup)])
  },
  load: (ctx, docs, pack) =>
    loadPackDocuments(ctx, 'indicators', incoming('targets', docs, pack), (id, content) =>
      insertTargetFile(ctx.db, id, content as TargetFile),
    ),
}

/** Counts of the register's libraries that stand beside indicators of the same city. */
export const counterSection: PackSection<CounterFile, Context> = {
  room: 'indicators',
  folder: 'counters',
  schema: counterFileSchema,
  check: (docs, lookup) => {
    const known = new Set(
      lookup.docsOf(indicatorSection).flatMap(({ value }) => value.definitions.map(({ id }) => id)),
    )
    return docs.flatMap((doc) =>
      doc.value.counters.flatMap(({ indicator }, i) =>
        known.has(indicator)
          ? []
          : [
              {
                doc,
                path: ['counters', i, 'indicator'],
                message: { zh: `没有指标 ${indicator} 的定义`, en: `There is no definition of ${indicator}` },
              },
            ],
      ),
    )
  },
  load: (ctx, docs, pack) =>
    loadPackDocuments(ctx, 'indicators', incoming('counters', docs, pack), async () => {}),
}

/** How the lights of targets are found. */
export const targetRuleSection: PackSection<TargetRule, Context> = {
  room: 'indicators',
  folder: 'target-rules',
  schema: targetRuleSchema,
  check: (docs, lookup) => toFindings(docs, [...findRepeatedIds(locate(docs)), ...findUncited(docs, lookup)]),
  load: (ctx, docs, pack) =>
    loadPackDocuments(ctx, 'indicators', incoming('target-rules', docs, pack), async () => {}),
}

/** In the order in which they load. */
export const indicatorSections = [
  documentSection,
  targetRuleSection,
  indicatorSection,
  targetSection,
  counterSection,
] as const
