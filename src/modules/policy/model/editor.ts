import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, textSchema } from '../../access/model.ts'
import { lifePictureSchema } from './applications.ts'
import { daySchema, verdictSchema } from './assessment.ts'
import { documentSourceSchema, libraryDocumentSchema, policyIdSchema } from './library.ts'

/** The written form of a policy as a form holds it; the engine reads and checks it. */
export const writtenSchema = z.record(z.string(), z.unknown())
export const versionStatuses = ['draft', 'review', 'published', 'withdrawn'] as const
const versionNumber = z.coerce.number().int().min(1).max(100_000)
export const versionParamsSchema = z.object({ id: policyIdSchema, number: versionNumber })

export const versionSummarySchema = z.object({
  number: z.number().int(),
  status: z.enum(versionStatuses),
  origin: z.enum(['pack', 'editor']),
  note: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  changedAt: z.string(),
  submittedBy: z.string().nullable(),
  publishedBy: z.string().nullable(),
  publishedAt: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
})
export type VersionSummary = z.infer<typeof versionSummarySchema>

export const relationSchema = z.object({
  id: z.string(),
  title: z.string(),
  published: z.string().nullable(),
  kind: z.enum(['replaces', 'follows', 'implements', 'replaced_by', 'followed_by', 'implemented_by']),
})
export const clauseTextSchema = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  rule: z.string(),
  benefit: z.enum(['entitlement', 'ceiling']),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  cases: z.number().int(),
})
export const documentDetailSchema = libraryDocumentSchema.extend({
  source: documentSourceSchema,
  note: z.string().nullable(),
  clauseTexts: z.array(clauseTextSchema),
  relations: z.array(relationSchema),
  versions: z.array(versionSummarySchema),
})
export type DocumentDetail = z.infer<typeof documentDetailSchema>

export const ruleProblemSchema = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  clause: z.string().nullable(),
  case: z.string().nullable(),
  expected: z.string().nullable(),
  actual: z.string().nullable(),
  message: z.string(),
  severity: z.enum(['error', 'warning']),
})
export const checkedCaseSchema = z.object({
  name: z.string(),
  verdict: verdictSchema,
  amountFen: z.string().nullable(),
  ceilingFen: z.string().nullable(),
  passes: z.boolean(),
})
export const ruleCheckSchema = z.object({
  problems: z.array(ruleProblemSchema),
  /** The clauses in words, with their cases as computed; empty while the form cannot be read. */
  clauses: z.array(z.object({ id: z.string(), rule: z.string(), cases: z.array(checkedCaseSchema) })),
  missingCases: z.array(
    z.object({
      clause: z.string(),
      kind: z.enum(['positive', 'negative', 'boundary']),
      message: z.string(),
      suggestion: writtenSchema.nullable(),
    }),
  ),
  isPublishable: z.boolean(),
})
export type RuleCheck = z.infer<typeof ruleCheckSchema>

export const versionDetailSchema = versionSummarySchema.extend({
  policy: policyIdSchema,
  title: z.string(),
  written: writtenSchema,
  /** Of the text; sent back with a change, so that nobody writes over another's. */
  sha256: z.string(),
  check: ruleCheckSchema,
  picture: lifePictureSchema,
  actions: z.array(z.enum(['save', 'submit', 'recall', 'return', 'publish', 'withdraw'])),
})
export type VersionDetail = z.infer<typeof versionDetailSchema>

export const newDraftSchema = z.object({
  city: cityCodeSchema,
  policy: policyIdSchema,
  /** For a new document; left out where the policy is held and is changed. */
  document: z
    .object({
      title: textSchema(200),
      issuer: textSchema(200),
      level: z.enum(['city', 'district', 'county']),
      documentNo: textSchema(100).nullish(),
      sourceTitle: textSchema(300),
      sourceUrl: z
        .url({ protocol: /^https?$/ })
        .max(500)
        .nullish(),
      validFrom: daySchema,
      validTo: daySchema.nullish(),
    })
    .optional(),
})
export type NewDraft = z.infer<typeof newDraftSchema>

export const draftChangeSchema = z.object({ written: writtenSchema, sha256: z.string().length(64) })
export const draftActSchema = z.object({
  action: z.enum(['submit', 'recall', 'return', 'publish', 'withdraw']),
  sha256: z.string().length(64),
  comment: textSchema(1000).nullish(),
})
export type DraftAct = z.infer<typeof draftActSchema>
export const ruleTextSchema = z.object({ written: writtenSchema })

export const comparisonQuerySchema = z.object({ from: versionNumber, to: versionNumber })
export const versionComparisonSchema = z.object({
  from: z.number().int(),
  to: z.number().int(),
  /** Places of the written form that differ, in the order of the form; null where it is not there. */
  changes: z.array(
    z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  clauses: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
})
export type VersionComparison = z.infer<typeof versionComparisonSchema>

export const factCatalogueSchema = z.object({
  facts: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.string(),
      unit: z.string().nullable(),
      supplier: z.string().nullable(),
      changeable: z.boolean(),
      values: z.array(z.string()).nullable(),
      /** The register keeps it, so that a run reads it without asking anybody. */
      isKept: z.boolean(),
      definition: writtenSchema,
    }),
  ),
  titles: z.array(z.string()),
})
export type FactCatalogue = z.infer<typeof factCatalogueSchema>

export const windowInputSchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  clauseId: z.string().max(100).nullish(),
  opensOn: daySchema,
  closesOn: daySchema,
  paysOn: daySchema.nullish(),
  source: textSchema(500),
})
export type WindowInput = z.infer<typeof windowInputSchema>
