// What a firm was granted, paid and asked back over the years, and the reliefs that were told of it.
import { z } from '@hono/zod-openapi'
import { datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { fenSchema } from './applications.ts'

const yearSchema = z.coerce.number().int().min(1990).max(2100)
export const statementQuerySchema = z.object({
  dataset: datasetSchema,
  from: yearSchema.optional(),
  to: yearSchema.optional(),
})
export const statementFileQuerySchema = statementQuerySchema.extend({ format: z.enum(['pdf', 'xlsx']) })

/** Reliefs by name; `other` carries a title. The sources name the first four and state no rate of any. */
export const reliefKinds = ['rd_deduction', 'vat_refund', 'high_tech_rate', 'resource_use', 'other'] as const
export const newReliefSchema = z.object({
  dataset: datasetSchema,
  kind: z.enum(reliefKinds),
  title: textSchema(100).nullable(),
  year: yearSchema,
  /** Tax not paid or given back; null: enjoyed, amount not told. */
  amountFen: fenSchema.nullable(),
  /** What was deducted from income; never added to amounts. */
  basisFen: fenSchema.nullable(),
  source: textSchema(300),
})
export type NewRelief = z.infer<typeof newReliefSchema>
export const withdrawReliefSchema = z.object({ reason: textSchema(500) })

const sumsSchema = z.object({ grantedFen: z.string(), paidFen: z.string(), recoveredFen: z.string() })
export const reliefSchema = z.object({
  id: idSchema,
  kind: z.enum(reliefKinds),
  title: z.string(),
  year: z.number().int(),
  amountFen: z.string().nullable(),
  basisFen: z.string().nullable(),
  reporter: z.enum(['office', 'department', 'firm']),
  by: z.string(),
  on: z.string(),
  source: z.string(),
  /** Whether it is the one that is added up: what an office told stands before what the firm told. */
  counts: z.boolean(),
  mayWithdraw: z.boolean(),
})
export type Relief = z.infer<typeof reliefSchema>

export const statementCaseSchema = z.object({
  id: idSchema,
  kind: z.enum(['application', 'grant', 'agreement']),
  title: z.string(),
  policyTitle: z.string(),
  stateTitle: z.string(),
  /** The page of the case; null for a list over many firms, which only offices open. */
  path: z.string().nullable(),
  grantedOn: z.string().nullable(),
  grantedFen: z.string(),
  payments: z.array(
    z.object({
      label: z.string(),
      amountFen: z.string(),
      status: z.enum(['planned', 'ordered', 'paid', 'cancelled']),
      dueOn: z.string().nullable(),
      paidOn: z.string().nullable(),
      voucher: z.string().nullable(),
    }),
  ),
  recoveries: z.array(
    z.object({ amountFen: z.string(), receivedOn: z.string().nullable(), reason: z.string().nullable() }),
  ),
  documents: z.array(z.object({ id: idSchema, kind: z.string(), fileName: z.string(), address: z.string() })),
})
export type StatementCase = z.infer<typeof statementCaseSchema>

export const statementSchema = z.object({
  asOf: z.string(),
  dataset: z.enum(['held', 'demo']),
  organisation: z.object({ id: idSchema, name: z.string(), creditCode: z.string().nullable() }),
  /** False where the reader sees only the cases in which their department holds a part. */
  isWhole: z.boolean(),
  from: z.number().int().nullable(),
  to: z.number().int().nullable(),
  totals: sumsSchema.extend({
    /** Planned or with the treasury, not yet paid; of all years. */
    openFen: z.string(),
    /** Reliefs whose amount was told; null where reliefs are told and no amount of any. */
    reliefFen: z.string().nullable(),
    reliefsUnknown: z.number().int(),
  }),
  /** Newest first; `year` null: money that came back before days were kept. */
  years: z.array(
    sumsSchema.extend({
      year: z.number().int().nullable(),
      reliefFen: z.string().nullable(),
      reliefsUnknown: z.number().int(),
    }),
  ),
  policies: z.array(
    sumsSchema.extend({
      title: z.string(),
      years: z.array(sumsSchema.extend({ year: z.number().int().nullable() })),
    }),
  ),
  cases: z.array(statementCaseSchema),
  reliefs: z.array(reliefSchema),
  mayReport: z.boolean(),
})
export type Statement = z.infer<typeof statementSchema>
