import { z } from '@hono/zod-openapi'
import { undoReportSchema } from './import-reviews.ts'

export const importProblemSchema = z.object({
  /** Physical line or row; null where the problem is the file's. */
  line: z.number().int().nullable(),
  column: z.string().nullable(),
  code: z.string(),
  message: z.string(),
})
export const columnMappingSchema = z.object({
  column: z.number().int(),
  header: z.string(),
  field: z.string().nullable(),
  how: z.enum(['known', 'guessed', 'given', 'remembered']).nullable(),
})
/** rows = accepted + refused; accepted = created + joined + unchanged + waiting. */
export const importReportSchema = z.object({
  importId: z.string().nullable(),
  file: z.string(),
  kind: z.string(),
  dataset: z.enum(['held', 'demo']),
  rows: z.number().int(),
  accepted: z.number().int(),
  refused: z.number().int(),
  created: z.number().int(),
  joined: z.number().int(),
  unchanged: z.number().int(),
  waiting: z.number().int(),
  /** Of the waiting rows, those that a person must decide. */
  review: z.number().int(),
  mapping: z.array(columnMappingSchema),
  problems: z.array(importProblemSchema),
  /** All problems found; `problems` lists the first ones where there are very many. */
  problemCount: z.number().int(),
  encoding: z.string().nullable(),
  sheet: z.string().nullable(),
})
export type ImportReport = z.infer<typeof importReportSchema>
export const importPreviewSchema = importReportSchema.extend({
  /** Columns that are read hold confidential facts: a run needs purpose, readers and end. */
  confides: z.boolean(),
  headers: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  /** All sheets of a workbook; empty for CSV. */
  sheets: z.array(z.string()),
  fields: z.array(z.object({ name: z.string(), zh: z.string(), en: z.string(), isRequired: z.boolean() })),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>
export const importSummarySchema = importReportSchema
  .pick({
    rows: true,
    created: true,
    joined: true,
    unchanged: true,
    waiting: true,
    refused: true,
    kind: true,
    dataset: true,
  })
  .extend({
    importId: z.string(),
    fileName: z.string(),
    importedBy: z.string(),
    importedAt: z.string(),
    undoneAt: z.string().nullable(),
  })
export type ImportSummary = z.infer<typeof importSummarySchema>

export const heldImportSchema = importReportSchema.extend({
  importedBy: z.string(),
  importedAt: z.string(),
  undo: undoReportSchema.nullable(),
})
export type HeldImportAnswer = z.infer<typeof heldImportSchema>
