// What the room answers.
import { z } from '@hono/zod-openapi'
import { bilingualSchema, sourceDocumentSchema, sourceSchema } from '../../indicators/model.ts'
import { secondReaderSchema } from './map-answers.ts'
import { editionKinds, evidences, requiredRoles } from './pack-files.ts'

const segmentAnswerSchema = z.object({ id: z.string(), name: bilingualSchema, ordinal: z.number().int() })
export const roleFaultSchema = z.object({
  chainId: z.string(),
  chainName: bilingualSchema,
  role: z.enum(requiredRoles),
  /** none: nobody is recorded; holder_unknown: the source says that somebody holds it, not who; several: more than one. */
  kind: z.enum(['none', 'holder_unknown', 'several']),
  holders: z.array(z.string()),
  /** First day, and first day after; null is open. */
  from: z.string(),
  to: z.string().nullable(),
})
export type RoleFault = z.infer<typeof roleFaultSchema>

/** As a pack cites it, or in the words of the office that recorded it. */
export const roleSourceSchema = z.union([sourceSchema, z.strictObject({ words: z.string() })])

export const roleHolderSchema = z
  .object({
    holder: z.string().nullable(),
    post: z.string().nullable(),
    asOf: z.string(),
    source: roleSourceSchema,
    note: bilingualSchema.nullable(),
  })
  .nullable()

const groupingRefSchema = z.object({ id: z.string(), kind: z.string(), name: bilingualSchema })
export const chainSummarySchema = z.object({
  id: z.string(),
  name: bilingualSchema,
  city: z.string(),
  edition: z.string(),
  order: z.number().int().nullable(),
  clusters: z.array(groupingRefSchema),
  programmes: z.array(groupingRefSchema),
  map: z.enum(['drawn', 'not_yet']),
  mapId: z.string().nullable(),
  leader: roleHolderSchema,
  leadDepartment: roleHolderSchema,
  /** Exactly one leader and one lead department on the day asked for. */
  valid: z.boolean(),
})
export type ChainSummary = z.infer<typeof chainSummarySchema>
export const chainListSchema = z.object({
  city: z.string(),
  on: z.string(),
  edition: z
    .object({ id: z.string(), name: bilingualSchema, statedCount: z.number().int().nullable() })
    .nullable(),
  unnamedCount: z.number().int().nullable(),
  unnamed: bilingualSchema.nullable(),
  chains: z.array(chainSummarySchema),
})
export type ChainList = z.infer<typeof chainListSchema>

export const mapAnswerSchema = z.object({
  chainId: z.string(),
  mapId: z.string(),
  mapVersion: z.number().int(),
  name: bilingualSchema,
  asOf: z.string(),
  source: sourceSchema,
  note: bilingualSchema.nullable(),
  segments: z.array(segmentAnswerSchema),
  nodes: z.array(
    z.object({
      id: z.string(),
      name: bilingualSchema,
      segment: z.string(),
      products: z.array(z.string()),
      classes: z.array(z.string()),
      source: sourceSchema,
      /** Said where the node is a raw material and needs nothing. */
      needsNone: bilingualSchema.nullable(),
      /** Null: no second reader yet. */
      secondReader: secondReaderSchema.nullable(),
    }),
  ),
  needs: z.array(
    z.object({ node: z.string(), needs: z.string(), essential: z.boolean(), source: sourceSchema }),
  ),
})
export type MapAnswer = z.infer<typeof mapAnswerSchema>

export const historyAnswerSchema = z.object({
  chainId: z.string(),
  city: z.string(),
  /** Every edition of the city, oldest first, with the entries that belong to this chain's line. */
  editions: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(editionKinds),
      name: bilingualSchema,
      validFrom: z.string(),
      validTo: z.string().nullable(),
      statedCount: z.number().int().nullable(),
      namedCount: z.number().int(),
      unnamed: bilingualSchema.nullable(),
      source: sourceSchema,
      entries: z.array(z.object({ id: z.string(), name: bilingualSchema })),
    }),
  ),
  links: z.array(
    z.object({
      fromEdition: z.string(),
      from: z.string(),
      toEdition: z.string(),
      to: z.string(),
      kind: z.string(),
      source: sourceSchema,
      note: bilingualSchema.nullable(),
    }),
  ),
  documents: z.array(sourceDocumentSchema),
})
export type HistoryAnswer = z.infer<typeof historyAnswerSchema>

export const missingRolesSchema = z.object({
  city: z.string(),
  on: z.string(),
  /** Chains that the source counts but does not name: their roles cannot be listed. */
  unnamedCount: z.number().int().nullable(),
  faults: z.array(roleFaultSchema),
})
export type MissingRoles = z.infer<typeof missingRolesSchema>

export const chainPartySchema = z.object({
  chainId: z.string(),
  role: z.string(),
  nameAsWritten: z.string(),
  legalName: z.string().nullable(),
  /** In the held register; null where no legal person is certain. */
  organisationId: z.string().nullable(),
  source: sourceSchema,
})
export type ChainParty = z.infer<typeof chainPartySchema>

export const placementSchema = z.object({
  nodeId: z.string(),
  name: bilingualSchema,
  mapId: z.string(),
  evidence: z.enum(evidences),
  /** For words: the product that names the node; else where it is said. */
  source: z.string(),
  asOf: z.string().nullable(),
})
export type Placement = z.infer<typeof placementSchema>
