import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../access/model.ts'
import { chainIdSchema, localSourcingSchema } from '../network/model.ts'
import { gapKindSchema } from './model/gap-object.ts'
import { daySchema, nodeStatusSchema } from './model/node-query.ts'

export * from './model/candidates.ts'
export * from './model/gap-object.ts'
export * from './model/node-query.ts'
export * from './model/resilience.ts'

const ratioSchema = z.number().min(0).max(1).nullable()
const countSchema = z.number().int().min(0)

export const reasonSchema = z.object({
  code: z.string(),
  text: z.string(),
  figures: z.record(z.string(), z.union([z.number(), z.string()])),
})

export const gapNodeSchema = z.object({
  id: z.string(),
  name: z.string(),
  segment: z.string(),
  status: nodeStatusSchema,
  /** What the facts alone say; differs from `status` while an office overrules it. */
  countedStatus: nodeStatusSchema,
  /** The last day of the overrule that holds; null where none does. */
  overruledUntil: z.string().nullable(),
  /** Stated or confirmed firms in the city, within 200 km of its centre outside it, farther, and not placeable. */
  here: countSchema,
  within200Km: countSchema,
  elsewhere: countSchema,
  positionUnknown: countSchema,
  /** Firms by product words alone, shown apart. */
  unconfirmed: countSchema,
  /** Independent owner groups of the firms here; firms here whose group nobody knows. */
  groups: countSchema,
  groupUnknown: countSchema,
  /** Share of what the city buys of the node that comes from the city; null unknown or held back. */
  localRatio: ratioSchema,
  coverageRatio: ratioSchema,
  reasons: z.array(reasonSchema),
})
export type GapNode = z.infer<typeof gapNodeSchema>

export const chainGapsSchema = z.object({
  city: z.string(),
  chain: z.string(),
  dataset: z.enum(['held', 'demo']),
  mapVersion: z.number().int(),
  asOf: z.string(),
  localSourcing: localSourcingSchema,
  nodes: z.array(gapNodeSchema),
})
export type ChainGaps = z.infer<typeof chainGapsSchema>

export const gapSchema = gapNodeSchema.pick({
  status: true,
  countedStatus: true,
  overruledUntil: true,
  here: true,
  within200Km: true,
  elsewhere: true,
  unconfirmed: true,
  reasons: true,
})
export const gapListSchema = z.object({
  city: z.string(),
  dataset: z.enum(['held', 'demo']),
  asOf: z.string(),
  items: z.array(
    gapSchema.extend({
      chain: z.object({ id: z.string(), name: z.string() }),
      node: z.object({ id: z.string(), name: z.string(), segment: z.string() }),
      /** Nodes that cannot be made without this one, directly or through others. */
      dependents: countSchema,
      /** Gaps of the register that are not closed, the soonest due first; null for those who may not read them. */
      registered: z
        .array(
          z.object({
            id: idSchema,
            kind: gapKindSchema,
            owner: z.string().nullable(),
            dueOn: z.string().nullable(),
          }),
        )
        .nullable(),
    }),
  ),
})
export type GapList = z.infer<typeof gapListSchema>

export const ringNames = ['here', 'within200Km', 'elsewhere', 'unknown'] as const
export const nodeDetailSchema = z.object({
  city: z.string(),
  chain: z.string(),
  dataset: z.enum(['held', 'demo']),
  asOf: z.string(),
  node: gapNodeSchema,
  dependents: countSchema,
  /** Firms at the node, nearest first, at most 500; `firmCount` counts all. */
  firmCount: countSchema,
  firms: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      cityName: z.string().nullable(),
      ring: z.enum(ringNames),
      evidence: z.enum(['stated', 'words', 'confirmed']),
      /** From the centre of the city, as exact as the place is known. */
      distanceKm: z.number().nullable(),
    }),
  ),
  needs: z.object({
    up: z.array(
      z.object({ id: z.string(), name: z.string(), essential: z.boolean(), status: nodeStatusSchema }),
    ),
    down: z.array(
      z.object({ id: z.string(), name: z.string(), essential: z.boolean(), status: nodeStatusSchema }),
    ),
  }),
  statement: z.object({ kind: z.string(), source: z.string(), date: z.string(), by: z.string() }).nullable(),
})
export type NodeDetail = z.infer<typeof nodeDetailSchema>

export const statementInputSchema = z.object({
  city: cityCodeSchema,
  chain: chainIdSchema,
  node: chainIdSchema,
  dataset: datasetSchema,
  /** register_complete: every firm of the node is held; confirmed_missing: nobody here makes it; withdrawn: neither. */
  statement: z.enum(['register_complete', 'confirmed_missing', 'withdrawn']),
  /** On what it rests: a census, minutes, a letter. */
  source: textSchema(500),
  date: daySchema,
})
export type StatementInput = z.infer<typeof statementInputSchema>

export const overviewSchema = z.object({
  city: z.string(),
  dataset: z.enum(['held', 'demo']),
  asOf: z.string(),
  chains: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      map: z.enum(['drawn', 'not_yet']),
      counts: z.record(nodeStatusSchema, countSchema).nullable(),
    }),
  ),
  figures: z.object({
    /** Organisations in the city, and of them those at a node of any map, and at none. */
    organisations: countSchema,
    relations: countSchema.nullable(),
    placed: countSchema,
    unplaced: countSchema,
  }),
  localSourcing: z.object({ ratio: ratioSchema, coverageRatio: ratioSchema }),
  sentences: z.array(z.object({ text: z.string() })),
})
export type Overview = z.infer<typeof overviewSchema>
