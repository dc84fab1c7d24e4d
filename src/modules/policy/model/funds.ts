import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { fenSchema, isoDaySchema } from './applications.ts'

// Ranking needs a score of the cases, which no fund states; so it is not offered.
export const overBudgetRules = ['refuse', 'proRata', 'firstCome'] as const
export const newFundSchema = z.object({
  city: cityCodeSchema,
  name: textSchema(100),
  department: textSchema(100),
  purpose: textSchema(500).nullable(),
  policies: z.array(z.string().min(1).max(100)).max(50),
  overBudget: z.enum(overBudgetRules),
  overBudgetSource: textSchema(200),
  source: textSchema(300),
})
export type NewFund = z.infer<typeof newFundSchema>
export const budgetInputSchema = z.object({
  dataset: datasetSchema,
  year: z.number().int().min(1990).max(2100),
  amountFen: fenSchema,
  source: textSchema(300),
})
export const fundWindowInputSchema = z.object({
  dataset: datasetSchema,
  title: textSchema(100),
  opensOn: isoDaySchema,
  closesOn: isoDaySchema,
  source: textSchema(300),
})

export const fundSchema = z.object({
  id: idSchema,
  city: z.string(),
  name: z.string(),
  department: z.string(),
  purpose: z.string().nullable(),
  policies: z.array(z.string()),
  overBudget: z.enum(overBudgetRules),
  overBudgetSource: z.string(),
  source: z.string(),
  year: z.number().int(),
  /** Null: no budget was entered for the year. */
  budgetFen: z.string().nullable(),
  budgetSource: z.string().nullable(),
  /** Planned, with the treasury or paid, of this year's budget; null where too few firms share it to be told. */
  committedFen: z.string().nullable(),
  paidFen: z.string().nullable(),
  recoveredFen: z.string().nullable(),
  balanceFen: z.string().nullable(),
  isOver: z.boolean().nullable(),
  windows: z.array(
    z.object({
      id: idSchema,
      title: z.string(),
      opensOn: z.string(),
      closesOn: z.string(),
      isOpen: z.boolean(),
    }),
  ),
  /** The ledger by year; `leverageRatio` is (investment − granted) ÷ granted, null where one is not held. */
  figures: z.array(
    z.object({
      year: z.number().int(),
      projects: z.number().int().nullable(),
      investmentFen: z.string().nullable(),
      grantedFen: z.string().nullable(),
      leverageRatio: z.number().nullable(),
      source: z.string(),
    }),
  ),
})
export type Fund = z.infer<typeof fundSchema>
export const fundListSchema = z.object({ items: z.array(fundSchema) })
export const fundDetailSchema = fundSchema.extend({
  budgets: z.array(
    z.object({
      year: z.number().int(),
      amountFen: z.string(),
      source: z.string(),
      by: z.string(),
      at: z.string(),
    }),
  ),
  projects: z.array(
    z.object({
      lifeId: idSchema,
      title: z.string(),
      organisation: z.string(),
      amountFen: z.string(),
      status: z.string(),
      paidOn: z.string().nullable(),
      voucher: z.string().nullable(),
    }),
  ),
  /** What waits to be decided under the fund's policies, divided by its rule if it exceeds the balance. */
  allocation: z.object({
    askedFen: z.string(),
    lines: z.array(
      z.object({
        applicationId: idSchema,
        organisation: z.string(),
        askedFen: z.string(),
        allottedFen: z.string(),
      }),
    ),
  }),
})
export type FundDetail = z.infer<typeof fundDetailSchema>
