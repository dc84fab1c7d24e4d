import { z } from '@hono/zod-openapi'
import { datasetSchema, idSchema } from '../../access/model.ts'
import { importProblemSchema } from './imports.ts'

export const formFieldSchema = z.object({
  name: z.string(),
  zh: z.string(),
  en: z.string(),
  isRequired: z.boolean(),
})
export type FormField = z.infer<typeof formFieldSchema>

export const importFormSchema = z.object({
  dataset: datasetSchema,
  /** Field → what was typed. */
  values: z.record(z.string().max(60), z.string().max(5_000)),
  /** What the person says about whom it means, having seen the resembling ones. */
  decision: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('new') }),
      z.object({ kind: z.literal('same'), organisationId: idSchema }),
    ])
    .nullish(),
})
export type ImportForm = z.infer<typeof importFormSchema>
export const formOutcomeSchema = z.object({
  outcome: z.enum(['created', 'joined', 'unchanged', 'waiting', 'refused']),
  organisationId: idSchema.nullable(),
  importId: idSchema.nullable(),
  problems: z.array(importProblemSchema),
})
export type FormOutcome = z.infer<typeof formOutcomeSchema>

export const alikeQuerySchema = z.object({
  dataset: datasetSchema,
  name: z.string().trim().max(200).default(''),
  creditCode: z.string().trim().max(40).default(''),
})
export const alikeFirmSchema = z.object({
  organisationId: idSchema,
  name: z.string(),
  creditCode: z.string().nullable(),
  place: z.string().nullable(),
  score: z.number(),
  veto: z.enum(['code', 'branch', 'place']).nullable(),
})
export type AlikeFirm = z.infer<typeof alikeFirmSchema>
