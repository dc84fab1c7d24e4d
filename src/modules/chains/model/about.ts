// The page of one chain: who answers for it, what it belongs to, where it came from, how its figures ran.
import { z } from '@hono/zod-openapi'
import { datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { bilingualSchema, cityCodeSchema } from '../../indicators/model.ts'
import { roleFaultSchema, roleSourceSchema } from './answers.ts'
import { bodySummarySchema, escalationPathSchema } from './bodies.ts'
import { groupingSummarySchema } from './groupings.ts'
import { lineSubjectSchema, maturityTierSchema } from './lines.ts'

const statementSchema = z.object({
  /** Null where the source says that somebody holds it, not who. */
  value: z.string().nullable(),
  post: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  source: roleSourceSchema,
  /** The cited document by its title, or the office's words. */
  sourceText: z.string(),
  note: bilingualSchema.nullable(),
  /** Of what an office stated; null where a pack says it. */
  entryId: idSchema.nullable(),
  holds: z.boolean(),
})

export const newDirectionSchema = z
  .object({
    city: cityCodeSchema,
    dataset: datasetSchema,
    stage: textSchema(80),
    direction: textSchema(1000),
    focus: textSchema(1000).nullable().default(null),
    validFrom: z.iso.date().nullable().default(null),
    lastDay: z.iso.date().nullable().default(null),
    source: textSchema(300),
    bodyId: idSchema.nullable().default(null),
  })
  .refine(({ validFrom, lastDay }) => !validFrom || !lastDay || validFrom <= lastDay, {
    message: 'ends_before_start',
    path: ['lastDay'],
  })
export type NewDirection = z.infer<typeof newDirectionSchema>

export const directionSchema = z.object({
  id: idSchema,
  stage: z.string(),
  direction: z.string(),
  focus: z.string().nullable(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  source: z.string(),
  bodyName: z.string().nullable(),
  recordedBy: z.string(),
})
export type Direction = z.infer<typeof directionSchema>

export const chainAboutSchema = z.object({
  chainId: z.string(),
  name: bilingualSchema,
  city: z.string(),
  on: z.string(),
  edition: z.object({ id: z.string(), name: bilingualSchema, holds: z.boolean() }),
  map: z.enum(['drawn', 'not_yet']),
  /** Each role and the tier with everything stated, newest first. */
  lines: z.array(z.object({ subject: lineSubjectSchema, entries: z.array(statementSchema) })),
  faults: z.array(roleFaultSchema),
  /** Null: no source and no office says. */
  tier: maturityTierSchema.nullable(),
  groupings: z.array(
    groupingSummarySchema.extend({ isAssumption: z.boolean(), entryId: idSchema.nullable() }),
  ),
  bodies: z.array(bodySummarySchema),
  escalation: escalationPathSchema,
  directions: z.array(directionSchema),
})
export type ChainAbout = z.infer<typeof chainAboutSchema>
export type Statement = z.infer<typeof statementSchema>

export const chainSeriesSchema = z.object({
  chainId: z.string(),
  city: z.string(),
  /** The line of descent, oldest first. */
  line: z.array(
    z.object({
      edition: z.string(),
      editionName: bilingualSchema,
      chainId: z.string(),
      name: bilingualSchema,
      validFrom: z.string(),
      validTo: z.string().nullable(),
      /** same: only the name changed; else how its scope differs from this chain's. */
      kinship: z.enum(['same', 'widened', 'narrowed', 'split', 'merged', 'related']),
    }),
  ),
  series: z.array(
    z.object({
      indicator: z.string(),
      name: bilingualSchema,
      unit: z.string(),
      points: z.array(
        z.object({
          /** Under which name of the line the figure was told. */
          chainId: z.string(),
          name: bilingualSchema,
          kinship: z.enum(['same', 'widened', 'narrowed', 'split', 'merged', 'related']),
          period: z.string(),
          asOf: z.string(),
          value: z.number().nullable(),
          comparator: z.string(),
          scope: bilingualSchema.nullable(),
          source: z.string(),
        }),
      ),
    }),
  ),
})
export type ChainSeries = z.infer<typeof chainSeriesSchema>
