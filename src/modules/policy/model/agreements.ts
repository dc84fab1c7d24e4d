import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import {
  fenSchema,
  isoDaySchema,
  lifeSchema,
  payoutSchema,
  requestKeySchema,
  seenSchema,
} from './applications.ts'

const partySchema = z.object({ name: textSchema(100), role: textSchema(50) })
const articleSchema = z.object({ number: textSchema(20), text: textSchema(2000) })
const milestoneInputSchema = z.object({
  title: textSchema(200),
  dueOn: isoDaySchema,
  /** Paid when it is met; 0 where it is a condition only. */
  amountFen: fenSchema,
})
export const newAgreementSchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  organisationId: idSchema,
  /** The person or team. */
  subject: textSchema(100),
  programme: textSchema(100).nullable(),
  cohortYear: z.number().int().min(1990).max(2100).nullable(),
  parties: z.array(partySchema).min(2).max(20),
  articles: z.array(articleSchema).min(1).max(100),
  milestones: z.array(milestoneInputSchema).min(1).max(50),
  fundId: idSchema.nullable(),
  /** The selected application that it follows from. */
  applicationId: idSchema.optional(),
  requestKey: requestKeySchema,
})
export type NewAgreement = z.infer<typeof newAgreementSchema>

export const contributionSchema = z.object({
  policyId: z.string(),
  card: z.string(),
  label: z.string(),
  /** Points surely reached, and if every unknown indicator scored full marks; null where the card cannot be computed. */
  score: z.number().nullable(),
  scoreAtMost: z.number().nullable(),
  coverageRatio: z.number().nullable(),
  level: z.string().nullable(),
  indicators: z.array(z.object({ label: z.string(), points: z.number().nullable(), max: z.number() })),
  facts: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      unit: z.string().nullable(),
      supplier: z.string().nullable(),
      heldValue: z.string().nullable(),
      statedValue: z.string().nullable(),
    }),
  ),
})
export type Contribution = z.infer<typeof contributionSchema>

export const agreementSchema = z.object({
  life: lifeSchema,
  dataset: z.enum(['held', 'demo']),
  city: z.string(),
  organisation: z.object({ id: idSchema, name: z.string() }),
  subject: z.string(),
  programme: z.string().nullable(),
  cohortYear: z.number().int().nullable(),
  applicationId: idSchema.nullable(),
  parties: z.array(z.object({ name: z.string(), role: z.string() })),
  articles: z.array(z.object({ number: z.string(), text: z.string() })),
  supportFen: z.string().nullable(),
  fundId: idSchema.nullable(),
  milestones: z.array(
    z.object({
      ordinal: z.number().int(),
      title: z.string(),
      dueOn: z.string(),
      amountFen: z.string(),
      metOn: z.string().nullable(),
      evidence: z.string().nullable(),
      acceptedBy: z.string().nullable(),
      isLate: z.boolean(),
    }),
  ),
  payouts: z.array(payoutSchema),
  documents: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      fileName: z.string(),
      byteCount: z.number(),
      uploadedAt: z.string(),
    }),
  ),
  /** Scorecards of the city's policies on what the firm contributes; empty where no policy has one. */
  contributions: z.array(contributionSchema),
})
export type Agreement = z.infer<typeof agreementSchema>

export const agreementListSchema = z.object({
  items: z.array(
    z.object({
      id: idSchema,
      subject: z.string(),
      organisation: z.string(),
      programme: z.string().nullable(),
      cohortYear: z.number().int().nullable(),
      state: z.string(),
      stateTitle: z.string(),
      supportFen: z.string().nullable(),
      paidFen: z.string(),
      milestones: z.number().int(),
      met: z.number().int(),
      dueOn: z.string().nullable(),
    }),
  ),
  /** Programmes by year: how many, agreed and paid. */
  cohorts: z.array(
    z.object({
      programme: z.string(),
      year: z.number().int().nullable(),
      agreements: z.number().int(),
      supportFen: z.string(),
      paidFen: z.string(),
    }),
  ),
})
export type AgreementList = z.infer<typeof agreementListSchema>
export const milestoneSchema = z.object({ seen: seenSchema, metOn: isoDaySchema, evidence: idSchema })
export const contributionInputSchema = z.object({
  seen: seenSchema,
  facts: z.record(z.string().max(100), z.string().max(500).nullable()),
})
