/** A firm's private purchase ledger: handed in, looked at and deleted by its own people only. */
import { z } from '@hono/zod-openapi'
import { datasetSchema, idSchema } from '../../access/model.ts'
import { deliveryFileSchema } from './agreements.ts'
import { scopeSchema } from './definitions.ts'

const flag = z.enum(['true', 'false'])
export const ledgerFormSchema = z.object({
  mode: z.enum(['check', 'run']),
  dataset: datasetSchema,
  year: z.coerce.number().int().min(1990).max(2100),
  /** Whether the file holds everything that was bought in the year. */
  isWhole: flag,
  /** Whether it may be counted in ratios that at least three firms stand behind. */
  isCounted: flag,
  /** What a person said of headers, JSON: header → field, '' for none. */
  mapping: z.string().max(20_000).optional(),
  file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }),
})

export const ledgerLineSchema = z.object({
  line: z.number().int(),
  supplier: z.string(),
  /** Null: not held in the register. */
  organisationId: z.string().nullable(),
  /** GB/T 2260; null where nobody can tell. */
  placeCode: z.string().nullable(),
  product: z.string().nullable(),
  scope: z.enum(['components', 'devices', 'software', 'other']).nullable(),
  amountFen: z.string().nullable(),
  amountLowFen: z.string().nullable(),
  amountHighFen: z.string().nullable(),
})
export type LedgerLine = z.infer<typeof ledgerLineSchema>

export const ledgerFileSchema = deliveryFileSchema.omit({ created: true, unchanged: true }).extend({
  fields: z.array(z.object({ name: z.string(), zh: z.string(), en: z.string(), isRequired: z.boolean() })),
  usable: z.number().int(),
  /** The first lines as they would be kept. */
  sample: z.array(ledgerLineSchema),
  /** The ledger that was made, or that the same file made before. */
  ledgerId: z.string().nullable(),
})
export type LedgerFile = z.infer<typeof ledgerFileSchema>

const ratio = z.number().min(0).max(1).nullable()
export const ledgerSchema = z.object({
  id: z.string(),
  year: z.number().int(),
  name: z.string(),
  isWhole: z.boolean(),
  lines: z.number().int(),
  refused: z.number().int(),
  /** The firm consented and has not withdrawn. */
  isCounted: z.boolean(),
  /** Consent was withdrawn: to be counted again the file is handed in anew. */
  isConsentClosed: z.boolean(),
  uploadedAt: z.string(),
  uploadedBy: z.string(),
  /** The firm's own ratios from this ledger, for its own eyes. */
  own: z.array(
    z.object({
      reach: z.enum(['city', 'radius', 'province']),
      scope: scopeSchema,
      ratio,
      between: z.object({ low: z.number(), high: z.number() }).nullable(),
      low: ratio,
      high: ratio,
      coverageRatio: ratio,
    }),
  ),
})
export type Ledger = z.infer<typeof ledgerSchema>
export const ledgerConsentSchema = z.object({ isCounted: z.boolean() })
export const ledgerIdSchema = z.object({ id: idSchema })
