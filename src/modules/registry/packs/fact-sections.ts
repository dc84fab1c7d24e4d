import { z } from 'zod'
import type { PackDoc, PackFinding, PackSection } from '../../../platform/packs/index.ts'
import type { Context } from '../../access/index.ts'
import { figureTypes, sourceKindSchema, sourceKinds, titleLevels } from '../model.ts'
import { settleAllFigures, upsertFigureKinds } from '../queries/figures.ts'
import { updateSourceKinds, upsertTitleKinds } from '../queries/titles.ts'
import { sizeSection, tagSection } from './size-section.ts'

const sourceSchema = z.strictObject({
  document: z.string().min(1),
  place: z.string().nullable(),
  sentence: z.string().nullable(),
})
const wordsSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const codeSchema = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'code')
const daySchema = z.iso.date()

const sourceKindFileSchema = z.strictObject({
  source: sourceSchema,
  kinds: z.array(
    z.strictObject({ code: sourceKindSchema, rank: z.number().int().min(1), name: wordsSchema }),
  ),
})
type SourceKindFile = z.infer<typeof sourceKindFileSchema>

/** Which kind of source counts before which: every kind once, every rank once. */
export const sourceKindSection: PackSection<SourceKindFile, Context> = {
  room: 'registry',
  folder: 'source-kinds',
  schema: sourceKindFileSchema,
  check: (docs) => docs.flatMap((doc) => checkOrder(doc)),
  load: async (ctx, docs) => {
    const kinds = docs.flatMap(({ value }) => value.kinds)
    if (await updateSourceKinds(ctx.db, kinds)) await settleAllFigures(ctx.db)
  },
}

function checkOrder(doc: PackDoc<SourceKindFile>): PackFinding[] {
  const { kinds } = doc.value
  const missing = sourceKinds.filter((code) => !kinds.some((kind) => kind.code === code))
  const say = (path: (string | number)[], zh: string, en: string) => ({ doc, path, message: { zh, en } })
  return [
    ...missing.map((code) => say(['kinds'], `缺少来源种类 ${code}`, `the kind ${code} is missing`)),
    ...kinds.flatMap(({ rank }, i) =>
      kinds.findIndex((other) => other.rank === rank) === i
        ? []
        : [say(['kinds', i, 'rank'], `名次 ${rank} 出现了两次`, `the rank ${rank} stands twice`)],
    ),
  ]
}

const titleKindFileSchema = z.strictObject({
  kinds: z.array(
    z.strictObject({
      code: codeSchema,
      name: wordsSchema,
      also: z.array(z.string().min(1)),
      level: z.enum(titleLevels),
      family: codeSchema,
      step: z.number().int().nullable(),
      validMonths: z.number().int().positive().nullable(),
      grantedFrom: daySchema.nullable(),
      retiredOn: daySchema.nullable(),
      replacedBy: codeSchema.nullable(),
      authority: z.string().nullable(),
      source: sourceSchema,
    }),
  ),
})
type TitleKindFile = z.infer<typeof titleKindFileSchema>

/** Titles of firms; retired ones stay, since those held run on. */
export const titleKindSection: PackSection<TitleKindFile, Context> = {
  room: 'registry',
  folder: 'title-kinds',
  schema: titleKindFileSchema,
  check: (docs) => checkTitleKinds(docs),
  load: (ctx, docs) =>
    upsertTitleKinds(
      ctx.db,
      docs.flatMap(({ value }) => value.kinds),
    ),
}

function checkTitleKinds(docs: readonly PackDoc<TitleKindFile>[]): PackFinding[] {
  const codes = new Set(docs.flatMap(({ value }) => value.kinds.map(({ code }) => code)))
  const owner = new Map<string, string>()
  return docs.flatMap((doc) =>
    doc.value.kinds.flatMap((kind, i): PackFinding[] => {
      const say = (field: string, zh: string, en: string) => ({
        doc,
        path: ['kinds', i, field],
        message: { zh, en },
      })
      const found: PackFinding[] = []
      if (kind.replacedBy !== null && !codes.has(kind.replacedBy))
        found.push(say('replacedBy', `没有称号 ${kind.replacedBy}`, `there is no title ${kind.replacedBy}`))
      for (const name of [kind.code, kind.name.zh, ...kind.also]) {
        if ((owner.get(name) ?? kind.code) !== kind.code)
          found.push(
            say('also', `“${name}”也是 ${owner.get(name)}`, `"${name}" names ${owner.get(name)} too`),
          )
        owner.set(name, owner.get(name) ?? kind.code)
      }
      return found
    }),
  )
}

const figureKindFileSchema = z.strictObject({
  source: sourceSchema,
  kinds: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'fact_name'),
      type: z.enum(figureTypes),
      unit: z.string().nullable(),
      label: wordsSchema,
      supplier: z.string().nullable(),
      isConfidential: z.boolean(),
      yearBeforeOf: z.string().nullable(),
      speaksForMonths: z.number().int().positive().nullable(),
    }),
  ),
})
type FigureKindFile = z.infer<typeof figureKindFileSchema>

/** Facts of firms under the names by which rules ask for them. */
export const figureKindSection: PackSection<FigureKindFile, Context> = {
  room: 'registry',
  folder: 'figure-kinds',
  schema: figureKindFileSchema,
  check: (docs) => {
    const names = new Set(docs.flatMap(({ value }) => value.kinds.map(({ name }) => name)))
    return docs.flatMap((doc) =>
      doc.value.kinds.flatMap(({ yearBeforeOf }, i) =>
        yearBeforeOf === null || names.has(yearBeforeOf)
          ? []
          : [
              {
                doc,
                path: ['kinds', i, 'yearBeforeOf'],
                message: { zh: `没有指标 ${yearBeforeOf}`, en: `there is no fact ${yearBeforeOf}` },
              },
            ],
      ),
    )
  },
  load: (ctx, docs) =>
    upsertFigureKinds(
      ctx.db,
      docs.flatMap(({ value }) => value.kinds.map((kind) => ({ ...kind, source: value.source }))),
    ),
}

/** The sections of this file, in the order in which they are loaded. */
export const factSections = [sourceKindSection, titleKindSection, figureKindSection, sizeSection, tagSection]
