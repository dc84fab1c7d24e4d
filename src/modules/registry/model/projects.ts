import { z } from '@hono/zod-openapi'
import { idSchema, textSchema } from '../../access/model.ts'
import {
  actionSchema,
  bilingual,
  conditionSchema,
  fen,
  key,
  libraryEventSchema,
  scope,
  stageSchema,
} from './library-shapes.ts'

export const projectItemSchema = z.object({
  id: idSchema,
  name: z.string(),
  code: z.string().nullable(),
  isMajor: z.boolean().nullable(),
  stage: z.string(),
  /** When the present stage was reached, as written; null unknown. */
  stageSince: z.string().nullable(),
  investmentFen: z.string().nullable(),
  /** All that is recorded as done; null where no year is recorded. */
  doneFen: z.string().nullable(),
  chainId: z.string().nullable(),
  nodeId: z.string().nullable(),
  parkId: z.string().nullable(),
  parkName: z.string().nullable(),
  serviceOwner: z.string().nullable(),
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  source: z.string(),
  updatedAt: z.string(),
})
export type ProjectItem = z.infer<typeof projectItemSchema>
export const projectListSchema = z.object({
  items: z.array(projectItemSchema),
  total: z.number().int(),
  stages: z.array(
    stageSchema.extend({
      count: z.number().int(),
      investmentFen: z.string(),
      investmentUnknown: z.number().int(),
    }),
  ),
})
export type ProjectList = z.infer<typeof projectListSchema>
export const projectSchema = projectItemSchema.extend({
  dataset: z.enum(['held', 'demo']),
  cityCode: z.string(),
  note: z.string().nullable(),
  readiness: z.record(z.string(), z.boolean()),
  money: z.array(
    z.object({
      year: z.number().int(),
      plannedFen: z.string().nullable(),
      doneFen: z.string().nullable(),
      source: z.string(),
    }),
  ),
  events: z.array(libraryEventSchema),
  actions: z.array(actionSchema),
  campaigns: z.array(z.object({ id: z.string(), year: z.number().int(), title: z.string() })),
})
export type Project = z.infer<typeof projectSchema>

export const projectQuerySchema = z.object({
  ...scope,
  stage: key.optional(),
  chain: z.string().max(60).optional(),
  park: idSchema.optional(),
  campaign: idSchema.optional(),
  organisation: idSchema.optional(),
  major: z.enum(['yes', 'no', 'unknown']).optional(),
  q: z.string().trim().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(2000),
})
export type ProjectQuery = z.infer<typeof projectQuerySchema>

export const newProjectSchema = z.object({
  ...scope,
  requestKey: textSchema(80),
  name: textSchema(200),
  code: textSchema(80).nullish(),
  isMajor: z.boolean().nullish(),
  investmentFen: fen.nullish(),
  chainId: key.nullish(),
  nodeId: key.nullish(),
  parkId: idSchema.nullish(),
  serviceOwner: textSchema(100).nullish(),
  organisationId: idSchema.nullish(),
  organisationName: textSchema(200).nullish(),
  note: textSchema(2000).nullish(),
  source: textSchema(300),
})
export type NewProject = z.infer<typeof newProjectSchema>
export const projectChangeSchema = newProjectSchema
  .omit({ dataset: true, city: true, requestKey: true, source: true })
  .partial()
  .extend({ source: textSchema(300), readiness: z.record(key, z.boolean().nullable()).optional() })
export type ProjectChange = z.infer<typeof projectChangeSchema>

export const yearMoneySchema = z.object({
  year: z.number().int().min(1990).max(2100),
  plannedFen: fen.nullable(),
  doneFen: fen.nullable(),
  source: textSchema(300),
})
export type YearMoney = z.infer<typeof yearMoneySchema>

export const windowMatchSchema = z.object({
  window: z.string(),
  title: z.string(),
  opensOn: z.string().nullable(),
  closesOn: z.string().nullable(),
  isOpen: z.boolean(),
  verdict: z.enum(['fits', 'fits_not', 'facts_missing']),
  conditions: z.array(conditionSchema),
  source: z.string(),
})
export type WindowMatch = z.infer<typeof windowMatchSchema>

export const campaignSchema = z.object({
  id: idSchema,
  year: z.number().int(),
  title: z.string(),
  source: z.string(),
  projects: z.number().int(),
  completed: z.number().int(),
})
export type Campaign = z.infer<typeof campaignSchema>
export const newCampaignSchema = z.object({
  ...scope,
  year: z.number().int().min(1990).max(2100),
  title: textSchema(100),
  source: textSchema(300),
})
export const counterSchema = z.object({
  /** Completed major projects dated in the period. */
  completedMajor: z.number().int(),
  /** Completed, major, but nobody wrote when. */
  undated: z.number().int(),
  /** Completed, dated, and nobody said whether they are major. */
  unclassified: z.number().int(),
  from: z.string(),
  to: z.string(),
  definition: bilingual,
  projects: z.array(
    z.object({ id: idSchema, name: z.string(), completed: z.string(), investmentFen: z.string().nullable() }),
  ),
})
export type ProjectCounter = z.infer<typeof counterSchema>
