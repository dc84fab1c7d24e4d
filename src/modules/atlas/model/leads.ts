/** Leads: one investor that a city works on, from the first hint to landing. */
import { z } from '@hono/zod-openapi'
import { idSchema, textSchema } from '../../access/model.ts'
import { daySchema } from '../../gaps/model.ts'
import { chainIdSchema } from '../../network/model.ts'
import { lifePictureSchema } from '../../policy/model.ts'
import { scopeQuerySchema } from './base.ts'

/** 线索, 首次接触, 考察, 洽谈, 签约, 落地, 未成. */
export const leadStates = [
  'found',
  'contacted',
  'visited',
  'negotiating',
  'signed',
  'landed',
  'lost',
] as const
export type LeadState = (typeof leadStates)[number]
export const leadActions = ['contact', 'visit', 'negotiate', 'sign', 'land', 'lose'] as const
export type LeadAction = (typeof leadActions)[number]
/** 招引, 推进, 服务. */
export const leadPhases = ['attract', 'advance', 'serve'] as const
export type LeadPhase = (typeof leadPhases)[number]
export const leadKinds = ['supplier', 'project'] as const
export const leadSizes = ['major', 'small'] as const
/** Why a lead was lost: a closed list, so that losses can be counted. */
export const lostReasons = [
  'no_interest',
  'went_elsewhere',
  'land',
  'cost',
  'policy',
  'market',
  'standard',
  'other',
] as const
export const contactKinds = ['call', 'visit_there', 'visit_here', 'talk', 'document', 'other'] as const

const fenSchema = z.string().regex(/^\d{1,18}$/)
export const reasonTextSchema = z.object({ code: z.string(), text: z.string() })

export const newLeadSchema = scopeQuerySchema.extend({
  chain: chainIdSchema.nullish(),
  node: chainIdSchema.nullish(),
  gapId: idSchema.nullish(),
  kind: z.enum(leadKinds),
  size: z.enum(leadSizes).nullish(),
  organisationId: idSchema.nullish(),
  /** Where the register does not hold the firm. */
  firmName: textSchema(200).nullish(),
  title: textSchema(200),
  source: textSchema(500),
  investmentFen: fenSchema.nullish(),
  owner: textSchema(100),
  nextStep: textSchema(300).nullish(),
  nextOn: daySchema.nullish(),
  /** The same key again gives the lead that the first sending made. */
  requestKey: z.string().min(8).max(100),
})
export type NewLead = z.infer<typeof newLeadSchema>

export const leadStepSchema = z.object({
  seen: z.number().int().min(0),
  action: z.enum(leadActions),
  /** On which day it happened; today where left out. */
  happenedOn: daySchema.optional(),
  comment: textSchema(1000).optional(),
  /** For `sign` who moves it on, for `land` who serves it. */
  owner: textSchema(100).optional(),
  parkId: idSchema.nullish(),
  projectId: idSchema.nullish(),
  lostReason: z.enum(lostReasons).optional(),
  nextStep: textSchema(300).nullish(),
  nextOn: daySchema.nullish(),
})
export type LeadStep = z.infer<typeof leadStepSchema>

export const leadChangeSchema = z.object({
  seen: z.number().int().min(0),
  owner: textSchema(100).optional(),
  size: z.enum(leadSizes).nullish(),
  investmentFen: fenSchema.nullish(),
  parkId: idSchema.nullish(),
  projectId: idSchema.nullish(),
  nextStep: textSchema(300).nullish(),
  nextOn: daySchema.nullish(),
})
export type LeadChange = z.infer<typeof leadChangeSchema>

export const newContactSchema = z.object({
  happenedOn: daySchema,
  kind: z.enum(contactKinds),
  note: textSchema(2000),
})
export type NewContact = z.infer<typeof newContactSchema>

const named = z.object({ id: z.string(), name: z.string() })
export const leadSummarySchema = z.object({
  id: idSchema,
  title: z.string(),
  kind: z.enum(leadKinds),
  size: z.enum(leadSizes).nullable(),
  firmName: z.string(),
  organisationId: idSchema.nullable(),
  chain: named.nullable(),
  segment: named.nullable(),
  node: named.nullable(),
  state: z.enum(leadStates),
  stateName: z.string(),
  phase: z.enum(leadPhases),
  owner: z.string().nullable(),
  nextStep: z.string().nullable(),
  nextOn: z.string().nullable(),
  isOverdue: z.boolean(),
  /** A lead that is open and has no next step with a day. */
  hasNoNextStep: z.boolean(),
  investmentFen: z.string().nullable(),
  park: named.nullable(),
  landedOn: z.string().nullable(),
  lostReason: z.enum(lostReasons).nullable(),
  updatedAt: z.string(),
})
export type LeadSummary = z.infer<typeof leadSummarySchema>

export const leadListQuerySchema = scopeQuerySchema.extend({
  chain: chainIdSchema.optional(),
  node: chainIdSchema.optional(),
  organisation: idSchema.optional(),
})
export type LeadListQuery = z.infer<typeof leadListQuerySchema>

export const leadDetailSchema = leadSummarySchema.extend({
  city: z.string(),
  dataset: z.enum(['held', 'demo']),
  seen: z.number().int(),
  gapId: idSchema.nullable(),
  projectId: idSchema.nullable(),
  source: z.string(),
  recordedBy: z.string(),
  createdAt: z.string(),
  reasons: z.array(reasonTextSchema),
  picture: lifePictureSchema,
  /** 招推服: who answers in each phase; null where nobody is named yet. */
  owners: z.array(
    z.object({ phase: z.enum(leadPhases), owner: z.string().nullable(), namedAt: z.string().nullable() }),
  ),
  contacts: z.array(
    z.object({
      id: idSchema,
      happenedOn: z.string(),
      kind: z.enum(contactKinds),
      note: z.string(),
      by: z.string(),
    }),
  ),
  history: z.array(
    z.object({
      /** When it was written down, and the day on which it happened as told; null where a file did not tell it. */
      at: z.string(),
      happenedOn: z.string().nullable(),
      by: z.string(),
      title: z.string(),
      state: z.string(),
      comment: z.string().nullable(),
    }),
  ),
  actions: z.array(
    z.object({
      name: z.enum(leadActions),
      title: z.string(),
      needsComment: z.boolean(),
      /** What the form of the step has to ask besides. */
      asks: z.array(z.enum(['owner', 'lostReason', 'park', 'project'])),
    }),
  ),
})
export type LeadDetail = z.infer<typeof leadDetailSchema>

export const funnelQuerySchema = scopeQuerySchema.extend({
  /** Leads made on these days, both included; all where left out. */
  from: daySchema.optional(),
  to: daySchema.optional(),
})
export type FunnelQuery = z.infer<typeof funnelQuerySchema>

export const funnelSchema = z.object({
  asOf: z.string(),
  total: z.number().int(),
  /** How many leads ever came so far, and how many stand there now; by size. */
  steps: z.array(
    z.object({
      state: z.enum(leadStates),
      name: z.string(),
      reached: z.number().int(),
      standing: z.number().int(),
      major: z.number().int(),
      small: z.number().int(),
      sizeUnknown: z.number().int(),
      /** Of those that reached the step before; null for the first, and where none did. */
      fromBeforeRatio: z.number().min(0).max(1).nullable(),
    }),
  ),
  lost: z.array(z.object({ reason: z.enum(lostReasons), name: z.string(), count: z.number().int() })),
  /** Intended investment of signed and landed leads whose amount is known, fen; null where none of them is. */
  signedFen: z.string().nullable(),
  /** Of how many signed and landed leads the amount is unknown. */
  signedUnknown: z.number().int(),
})
export type Funnel = z.infer<typeof funnelSchema>

const targetSchema = z.object({
  id: z.string(),
  row: z.string(),
  comparator: z.string(),
  value: z.string(),
  unit: z.string(),
  due: z.string().nullable(),
  source: z.string(),
})
export const attractedSchema = z.object({
  asOf: z.string(),
  from: z.string(),
  to: z.string(),
  /** 引进上下游配套企业 (row C09): leads of kind supplier that landed on these days. */
  suppliers: z.object({
    count: z.number().int(),
    definition: z.string(),
    targets: z.array(targetSchema),
    byChain: z.array(
      z.object({
        chain: named.nullable(),
        count: z.number().int(),
        bySegment: z.array(z.object({ segment: named.nullable(), count: z.number().int() })),
      }),
    ),
    leads: z.array(z.object({ id: idSchema, firmName: z.string(), landedOn: z.string() })),
  }),
  /** 竣工重大项目 (row C10): by the definition of the library of projects. */
  projects: z.object({
    count: z.number().int(),
    undated: z.number().int(),
    unclassified: z.number().int(),
    definition: z.string(),
    targets: z.array(targetSchema),
    byChain: z.array(z.object({ chain: named.nullable(), count: z.number().int() })),
    items: z.array(z.object({ id: idSchema, name: z.string(), completed: z.string() })),
  }),
})
export type Attracted = z.infer<typeof attractedSchema>
export const attractedQuerySchema = scopeQuerySchema.extend({ from: daySchema, to: daySchema })
export type AttractedQuery = z.infer<typeof attractedQuerySchema>
