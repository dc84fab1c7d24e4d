import { z } from '@hono/zod-openapi'
import { policySchema, type WrittenPolicy } from '../../engines/rules/index.ts'
import type { PackDoc, PackFinding, PackSection } from '../../platform/packs/index.ts'
import type { Context } from '../access/index.ts'
import { cityCodeSchema, partialDateSchema } from '../indicators/index.ts'
import { checkRules, errorsOf } from './domain/check-rules.ts'
import { policyIdSchema, policyLevels } from './model.ts'
import { loadDocuments, loadEffects, loadRules } from './service/load-packs.ts'

const place = z.strictObject({ document: z.string().min(1), place: z.string().min(1).nullable() })
/** Money with its unit, 129.3亿元. */
const moneyText = z.string().regex(/^\d[\d,]*(\.\d+)?(元|万元|亿元)$/)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** `library/<document>.yaml`: a document that is held without rules, with its place in a line of documents. */
export const libraryFileSchema = z.strictObject({
  document: policyIdSchema,
  title: z.string().min(1),
  documentNo: z.string().min(1).nullish(),
  issuer: z.string().min(1).nullable(),
  level: z.enum(policyLevels),
  area: cityCodeSchema,
  published: partialDateSchema.nullable(),
  validFrom: partialDateSchema.nullable(),
  validTo: partialDateSchema.nullable(),
  replaces: z.array(policyIdSchema).optional(),
  follows: z.array(policyIdSchema).optional(),
  implements: z.array(policyIdSchema).optional(),
  source: place,
  note: z.string().min(1).nullish(),
  /** When one may apply under it. */
  windows: z.array(z.strictObject({ opens: day, closes: day, paysOn: day.nullish() })).optional(),
})
export type LibraryFile = z.infer<typeof libraryFileSchema>

const twice = (message: string): PackFinding['message'] => ({
  zh: `编号“${message}”在政策库里出现了两次`,
  en: `the id "${message}" stands twice in the library`,
})

function repeated<Doc>(
  docs: readonly PackDoc<Doc>[],
  idOf: (doc: Doc) => string,
  path: string,
): PackFinding[] {
  const seen = new Set<string>()
  return docs.flatMap((doc): PackFinding[] => {
    const id = idOf(doc.value)
    if (seen.has(id)) return [{ doc, path: [path], message: twice(id) }]
    seen.add(id)
    return []
  })
}

function ruleFindings(doc: PackDoc<WrittenPolicy>): PackFinding[] {
  const found = errorsOf(checkRules(doc.value, doc.file)).map(({ path, message, clause, case: name }) => {
    const [zh = message, en = message] = message.split(' · ')
    const where = [clause, name].filter((part) => part !== null).join(' › ')
    const at = where ? `[${where}] ` : ''
    return { doc, path, message: { zh: `${at}${zh}`, en: `${at}${en}` } }
  })
  if (doc.value.area === undefined)
    found.push({
      doc,
      path: ['policy'],
      message: {
        zh: '缺少 area：请写这份政策适用地区的六位区划代码',
        en: 'area is missing: write the six-digit code of the place where the policy holds',
      },
    })
  return found
}

/** Rules: checked with every case, loaded as versions; what goes from the pack is withdrawn, never deleted. */
export const policySection: PackSection<WrittenPolicy, Context> = {
  room: 'policy',
  folder: 'policies',
  schema: policySchema,
  check: (docs) => [...repeated(docs, ({ policy }) => policy, 'policy'), ...docs.flatMap(ruleFindings)],
  load: (ctx, docs, pack) =>
    loadRules(
      ctx,
      docs.map(({ value }) => value),
      { pack: pack.name, isExample: false },
    ),
}

/** Documents without rules, for the lineage. */
export const librarySection: PackSection<LibraryFile, Context> = {
  room: 'policy',
  folder: 'library',
  schema: libraryFileSchema,
  check: (docs) => repeated(docs, ({ document }) => document, 'document'),
  load: (ctx, docs, pack) =>
    loadDocuments(
      ctx,
      docs.map(({ value }) => value),
      pack.name,
    ),
}

/** `effects/<id>.yaml`: what a programme moved in a year, as a document states it. */
export const effectFileSchema = z.strictObject({
  effect: policyIdSchema,
  city: cityCodeSchema,
  programme: z.string().min(1),
  year: z.string().regex(/^\d{4}$/),
  projects: z.number().int().min(0).nullable(),
  totalInvestment: moneyText.nullable(),
  fiscal: moneyText.nullable(),
  source: place,
})
export type EffectFile = z.infer<typeof effectFileSchema>

export const effectSection: PackSection<EffectFile, Context> = {
  room: 'policy',
  folder: 'effects',
  schema: effectFileSchema,
  check: (docs) => repeated(docs, ({ effect }) => effect, 'effect'),
  load: (ctx, docs, pack) =>
    loadEffects(
      ctx,
      docs.map(({ value }) => value),
      pack.name,
    ),
}

export const policySections = [librarySection, policySection, effectSection] as const
