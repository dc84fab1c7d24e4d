import { z } from '@hono/zod-openapi'
import { idSchema, textSchema } from '../../access/model.ts'
import { positionPrecisions } from './organisations.ts'
import {
  figureKindSchema,
  sizeClasses,
  sourceKindSchema,
  titleKindSchema,
  titleSchema,
} from './titles-and-figures.ts'

export const tagGroups = ['badge', 'cohort', 'mode'] as const
export const tagKindSchema = z.object({
  code: z.string(),
  group: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
})
export type TagKind = z.infer<typeof tagKindSchema>

export const ownershipKinds = ['parent', 'control', 'group'] as const
export const siteKinds = ['registered', 'office', 'plant', 'warehouse', 'laboratory', 'other'] as const
const daySchema = z.iso.date().nullable()

export const sizeAnswerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('class'),
    class: z.enum(sizeClasses),
    group: z.string(),
    used: z.array(z.string()),
  }),
  z.object({ kind: z.literal('unknown'), group: z.string().nullable(), missing: z.array(z.string()) }),
  z.object({ kind: z.literal('not_classed') }),
  /** No pack brought the standard. */
  z.object({ kind: z.literal('no_standard') }),
])
export type SizeAnswer = z.infer<typeof sizeAnswerSchema>

/** What an organisation is beyond its registration: titles, tags, size, owners, sites. */
export const profileSchema = z.object({
  titles: z.array(titleSchema),
  tags: z.array(
    z.object({
      code: z.string(),
      group: z.string(),
      name: z.string(),
      givenOn: z.string().nullable(),
      evidence: z.string(),
      source: z.string(),
      recordedBy: z.string(),
    }),
  ),
  size: sizeAnswerSchema,
  owners: z.array(
    z.object({
      id: idSchema,
      kind: z.enum(ownershipKinds),
      ownerId: idSchema.nullable(),
      ownerName: z.string(),
      sharePpm: z.number().int().nullable(),
      validFrom: z.string().nullable(),
      validTo: z.string().nullable(),
      source: z.string(),
    }),
  ),
  /** Organisations that this one stands above. */
  owned: z.array(
    z.object({ id: idSchema, name: z.string(), kind: z.enum(ownershipKinds), source: z.string() }),
  ),
  sites: z.array(
    z.object({
      id: idSchema,
      kind: z.enum(siteKinds),
      address: z.string(),
      lng: z.number().nullable(),
      lat: z.number().nullable(),
      positionPrecision: z.enum(positionPrecisions).nullable(),
      validFrom: z.string().nullable(),
      validTo: z.string().nullable(),
      source: z.string(),
    }),
  ),
})
export type Profile = z.infer<typeof profileSchema>

export const newTagSchema = z.object({
  code: z.string().max(60),
  givenOn: daySchema.default(null),
  evidence: textSchema(500),
  source: textSchema(300),
})
export type NewTag = z.infer<typeof newTagSchema>
export const newOwnershipSchema = z
  .object({
    kind: z.enum(ownershipKinds),
    ownerId: idSchema.nullable().default(null),
    ownerName: textSchema(200),
    sharePpm: z.number().int().min(0).max(1_000_000).nullable().default(null),
    validFrom: daySchema.default(null),
    validTo: daySchema.default(null),
    source: textSchema(300),
    sourceKind: sourceKindSchema,
  })
  .refine(({ validFrom, validTo }) => !validFrom || !validTo || validFrom <= validTo, {
    message: 'ends_before_start',
  })
export type NewOwnership = z.infer<typeof newOwnershipSchema>
export const coordinateSystemNames = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const
export const newSiteSchema = z.object({
  kind: z.enum(siteKinds),
  address: textSchema(300),
  position: z
    .object({
      lng: z.number().min(-180).max(180),
      lat: z.number().min(-90).max(90),
      system: z.enum(coordinateSystemNames),
    })
    .nullable()
    .default(null),
  validFrom: daySchema.default(null),
  validTo: daySchema.default(null),
  source: textSchema(300),
  sourceKind: sourceKindSchema,
})
export type NewSite = z.infer<typeof newSiteSchema>

export const vocabularySchema = z.object({
  titleKinds: z.array(titleKindSchema),
  figureKinds: z.array(figureKindSchema),
  tagKinds: z.array(tagKindSchema),
  sourceKinds: z.array(
    z.object({ code: sourceKindSchema, rank: z.number().int(), nameZh: z.string(), nameEn: z.string() }),
  ),
})
export type Vocabulary = z.infer<typeof vocabularySchema>
