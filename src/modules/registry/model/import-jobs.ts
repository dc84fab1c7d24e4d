import { z } from '@hono/zod-openapi'
import { consentTermsSchema, datasetSchema, idSchema } from '../../access/model.ts'
import { importPreviewSchema, importReportSchema } from './imports.ts'

export const importSteps = ['reading', 'checking', 'matching', 'writing', 'deriving'] as const
export const importOptionsSchema = z.object({
  kind: z.string().max(40),
  dataset: datasetSchema,
  partner: z.enum(['supplier', 'customer']).nullish(),
  /** Header → field, '' for a column that is not used. */
  mapping: z.record(z.string().max(500), z.string().max(60)).nullish(),
  sheet: z.string().max(200).nullish(),
  encoding: z.string().max(40).nullish(),
  headerLine: z.number().int().min(1).max(1_000).nullish(),
  /** For what, for whom and until when confidential rows are kept, and whose they are; a run of such a file needs it. */
  consent: consentTermsSchema.nullish(),
})
export type ImportJobOptions = z.infer<typeof importOptionsSchema>

/** A file that was handed over, and the work on it. */
export const importJobSchema = z.object({
  id: idSchema,
  fileName: z.string(),
  fileBytes: z.number().int(),
  task: z.enum(['none', 'check', 'run']),
  state: z.enum(['received', 'queued', 'working', 'done', 'failed', 'cancelled']),
  step: z.enum(importSteps).nullable(),
  rowsDone: z.number().int().nullable(),
  rowsTotal: z.number().int().nullable(),
  /** 0 to 1, over all steps; null while nothing is known. */
  ratio: z.number().nullable(),
  options: importOptionsSchema.nullable(),
  preview: importPreviewSchema.nullable(),
  report: importReportSchema.nullable(),
  importId: idSchema.nullable(),
  /** What stopped the work, in words. */
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type ImportJob = z.infer<typeof importJobSchema>
