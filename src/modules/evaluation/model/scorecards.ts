import { z } from '@hono/zod-openapi'
import { idSchema } from '../../access/model.ts'

export const scorecardKinds = [
  'stars',
  'land_use',
  'park',
  'green_factory',
  'maturity',
  'cloud',
  'digital',
  'other',
] as const
export const measureFields = ['land', 'electricity', 'energy', 'water', 'funds', 'finance', 'other'] as const

/** What the room adds to a scorecard document. */
export const attachedSchema = z.strictObject({
  kind: z.enum(scorecardKinds),
  nameEn: z.string().min(1),
  subject: z.enum(['firm', 'park']),
  isConfidential: z.boolean(),
  /** What the document supposes where its source is silent; each is shown. */
  assumptions: z.array(z.string().min(1)),
  /** Differentiated measures by class. */
  measures: z.array(z.strictObject({ level: z.string(), field: z.enum(measureFields), text: z.string() })),
  measuresSource: z.string().optional(),
})
export type Attached = z.infer<typeof attachedSchema>

/** An exact number of points or a share as it travels: decimal text with at most six places, and null for unknown. */
export const figureSchema = z.string().nullable()
export const indicatorPointsSchema = z.object({ label: z.string(), points: figureSchema, max: z.string() })
export type IndicatorPoints = z.infer<typeof indicatorPointsSchema>

const levelRule = z.object({ label: z.string(), level: z.string(), text: z.string() })
export const scorecardSchema = z.object({
  id: idSchema,
  key: z.string(),
  version: z.number().int(),
  title: z.string(),
  titleEn: z.string(),
  issuer: z.string(),
  areaCode: z.string().nullable(),
  kind: z.enum(scorecardKinds),
  subject: z.enum(['firm', 'park']),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  needsVerification: z.boolean(),
  source: z.object({ title: z.string(), url: z.string().nullable(), note: z.string().nullable() }),
  assumptions: z.array(z.string()),
  measures: z.array(z.object({ level: z.string(), field: z.enum(measureFields), text: z.string() })),
  measuresSource: z.string().nullable(),
  cases: z.number().int(),
  cards: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      indicators: z.array(z.object({ label: z.string(), max: z.string(), text: z.string() })),
      by: z.enum(['band', 'rank']).nullable(),
      levels: z.array(
        z.object({ level: z.string(), from: z.string().nullable(), top: z.string().nullable() }),
      ),
      vetoes: z.array(z.string()),
      bonuses: z.array(z.object({ label: z.string(), points: z.string() })),
      atBest: z.array(levelRule),
      direct: z.array(levelRule),
    }),
  ),
  assessments: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      minCoverage: z.string(),
      excluded: z.array(levelRule),
      groups: z.array(
        z.object({ id: z.string(), label: z.string(), card: z.string(), text: z.string().nullable() }),
      ),
    }),
  ),
  parameters: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      value: z.string().nullable(),
      source: z.string().nullable(),
    }),
  ),
  /** City values that have to be handed in for a run. */
  given: z.array(z.object({ name: z.string(), label: z.string(), type: z.string() })),
  facts: z.array(
    z.object({ name: z.string(), label: z.string(), supplier: z.string().nullable(), type: z.string() }),
  ),
})
export type Scorecard = z.infer<typeof scorecardSchema>
