import { z } from '@hono/zod-openapi'
import { essentialFromSchema, mapUseSchema, matrixUseSchema } from './essential-inputs.ts'
import { pathSchema } from './ranking.ts'
import { measuredSetSchema } from './remedies.ts'
import { workStateSchema } from './work.ts'

const idSchema = z.string().regex(/^\d{1,18}$/)
const pointSchema = z.object({ lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })
const lossSchema = z.number().gt(0).max(1)

/** What is hit. Every part adds firms; a firm hit twice loses the greater share. */
export const shockInputSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('firms'),
    ids: z.array(idSchema).min(1).max(500),
    lossRatio: lossSchema.default(1),
  }),
  z.object({
    kind: z.literal('node'),
    nodeId: z.string().min(1).max(120),
    /** Who of the node: those of the city, all, or only those from outside (an import ban seen from the city). */
    who: z.enum(['city', 'all', 'outside_city', 'outside_200km']).default('city'),
    lossRatio: lossSchema.default(1),
  }),
  z.object({
    kind: z.literal('region'),
    code: z.string().regex(/^\d{6}$/),
    lossRatio: lossSchema.default(1),
  }),
  z.object({
    kind: z.literal('circle'),
    centre: pointSchema,
    radiusKm: z.number().gt(0).max(2_000),
    lossRatio: lossSchema.default(1),
  }),
  z.object({
    kind: z.literal('polygon'),
    points: z.array(pointSchema).min(3).max(200),
    lossRatio: lossSchema.default(1),
  }),
])
export type ShockInput = z.infer<typeof shockInputSchema>

export const stressInputSchema = z.object({
  city: z.string().regex(/^\d{6}$/),
  dataset: z.enum(['held', 'demo']),
  on: z.iso.date(),
  title: z.string().trim().min(1).max(120),
  shocks: z.array(shockInputSchema).min(1).max(20),
  durationDays: z.int().min(1).max(3_650).nullable().default(null),
  /** Redraws of what is estimated, for the range of the loss. */
  draws: z.int().min(0).max(20).default(10),
  essentialFrom: essentialFromSchema.default('chain-maps'),
  onceKey: z.string().min(1).max(100).optional(),
  /** Left to the workers even where it is small. */
  inBackground: z.boolean().default(false),
})
export type StressInput = z.infer<typeof stressInputSchema>

const pairSchema = z.object({ zh: z.string(), en: z.string().nullable() })
const rangeSchema = z.object({ low: z.number(), middle: z.number(), high: z.number() })

export const hitFirmSchema = z.object({
  id: z.string(),
  name: z.string(),
  lossRatio: z.number(),
  /** Share of the whole network's output that this is. */
  weightRatio: z.number(),
  firstStep: z.int(),
  /** Who passed it on; null: hit by the scenario, or by many small losses. */
  cause: z.object({ id: z.string(), name: z.string(), way: z.enum(['down', 'up']) }).nullable(),
  nodeId: z.string().nullable(),
  district: z.string().nullable(),
  isInCity: z.boolean(),
  lng: z.number().nullable(),
  lat: z.number().nullable(),
})
export type HitFirm = z.infer<typeof hitFirmSchema>

export const hitGroupSchema = z.object({
  id: z.string(),
  name: pairSchema,
  firmCount: z.int(),
  reachedCount: z.int(),
  /** Weighted share of the group's output that is lost; null: it sells nothing in the network. */
  lossRatio: z.number().nullable(),
  /** Share of the whole network's output that this is. */
  weightRatio: z.number(),
  firstStep: z.int(),
})
export type HitGroup = z.infer<typeof hitGroupSchema>

export const substituteSchema = z.object({
  id: z.string(),
  name: z.string(),
  nodeId: z.string(),
  evidence: z.enum(['confirmed', 'stated', 'words']),
  ring: z.enum(['here', 'within200Km', 'elsewhere', 'unknown']),
  distanceKm: z.number().nullable(),
  /** 1 - capacity use of the newest report; null: it reports none. */
  spareRatio: z.number().nullable(),
  /** How many of the buyers hit buy of it already. */
  knownBuyers: z.int(),
  lossRatio: z.number(),
  /** Codes of what it lacks, in words on the page. */
  lacks: z.array(
    z.enum([
      'evidence_words',
      'evidence_unconfirmed',
      'far',
      'place_unknown',
      'spare_unknown',
      'no_spare',
      'no_relation',
      'hit_itself',
    ]),
  ),
})
export type Substitute = z.infer<typeof substituteSchema>

export const leadingFirmSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** False: no leading firm is recorded, this is one of the largest buyers reached. */
  isRecorded: z.boolean(),
  lossRatio: z.number(),
  /** What it runs short of: a node, or null. */
  shortOf: z.string().nullable(),
  /** Stock of it in days of normal use, as it reported; null unknown. */
  stockDays: z.number().nullable(),
  /** Days until that stock is gone at the shortfall of the end state; null unknown. */
  daysUntilEmpty: z.number().nullable(),
})

export const flowSchema = z.object({
  from: z.string(),
  to: z.string(),
  way: z.enum(['down', 'up']),
  step: z.int(),
  /** Share of the network's output lost by those who were reached over it. */
  weightRatio: z.number(),
  firms: z.int(),
})

export const stressResultSchema = z.object({
  esri: z.number().nullable(),
  esriDown: z.number().nullable(),
  esriUp: z.number().nullable(),
  /** Over the redraws: 5 %, the shown estimate's median, 95 %; null: nothing is estimated or no redraws were asked. */
  esriRange: rangeSchema.nullable(),
  estimatedRatio: z.number().nullable(),
  /** The matrix that essential inputs were taken from; null: none was. */
  matrix: matrixUseSchema.nullable().default(null),
  /** The needs of the chain maps that essential inputs were taken from; null: not from the maps, or not told. */
  maps: mapUseSchema.nullable().default(null),
  sweeps: z.int().nullable(),
  firmCount: z.int(),
  linkCount: z.int(),
  shockedCount: z.int(),
  reachedCount: z.int(),
  /** Supply relations whose supplier or buyer loses a hundredth and more. */
  linesHit: z.int(),
  /** Firms asked for that stand in no supply relation, or whose place is not known well enough for a drawn area. */
  leftOut: z.object({ notInNetwork: z.int(), placeUnknown: z.int() }),
  /** Output lost over the duration in fen: low, middle, high; null: no amounts held, or no duration given. */
  lossFen: z.object({ low: z.string(), middle: z.string(), high: z.string() }).nullable(),
  steps: z.array(
    z.object({
      step: z.int(),
      lossRatio: z.number().nullable(),
      newFirms: z.int(),
      /** Loss of each node after this step, for the chain map. */
      nodes: z.array(z.object({ id: z.string(), lossRatio: z.number() })),
    }),
  ),
  firms: z.array(hitFirmSchema),
  nodes: z.array(hitGroupSchema),
  regions: z.array(hitGroupSchema),
  flows: z.array(flowSchema),
  paths: z.array(pathSchema),
  leading: z.array(leadingFirmSchema),
  substitutes: z.array(substituteSchema),
})
export type StressResult = z.infer<typeof stressResultSchema>

export const stressInfoSchema = z.object({
  id: z.string(),
  title: z.string(),
  city: z.string(),
  dataset: z.enum(['held', 'demo']),
  asOf: z.string(),
  durationDays: z.int().nullable(),
  esri: z.number().nullable(),
  /** Null: not computed yet. */
  reachedCount: z.int().nullable(),
  /** Null: computed. */
  work: workStateSchema.nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
})
export type StressInfo = z.infer<typeof stressInfoSchema>
export const stressTestSchema = stressInfoSchema.extend({
  input: z.object({
    shocks: z.array(shockInputSchema),
    draws: z.int(),
    essentialFrom: essentialFromSchema,
  }),
  /** Null: not computed yet. */
  result: stressResultSchema.nullable(),
  remedies: z.array(measuredSetSchema),
  /** Remedies that are being measured; null: none. */
  measuring: workStateSchema.nullable(),
})
export type StressTest = z.infer<typeof stressTestSchema>
/** A test whose result stands. */
export type ComputedTest = StressTest & { readonly result: StressResult }
