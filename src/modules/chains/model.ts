import { z } from '@hono/zod-openapi'
import {
  bilingualSchema,
  cityCodeSchema,
  keySchema,
  partialDateSchema,
  sourceDocumentSchema,
  sourceSchema,
} from '../indicators/model.ts'

/** How an edition of the catalogue calls its entries. Validity and roles are asked of `chains` only. */
export const editionKinds = ['industries', 'chains', 'clusters'] as const

export const editionSchema = z.strictObject({
  id: keySchema,
  city: cityCodeSchema,
  kind: z.enum(editionKinds),
  name: bilingualSchema,
  validFrom: partialDateSchema,
  /** The first day, month or year on which it no longer holds; null where no end is stated. */
  validTo: partialDateSchema.nullable(),
  /** How many entries the source speaks of; null where it gives no number. */
  statedCount: z.number().int().min(1).nullable(),
  /** Said where the source names fewer than it counts. */
  unnamed: bilingualSchema.optional(),
  note: bilingualSchema.optional(),
  source: sourceSchema,
  chains: z.array(
    z.strictObject({
      id: keySchema,
      name: bilingualSchema,
      /** Place in the source's own order; null where the source gives none. */
      order: z.number().int().min(1).nullable(),
      /** The map that is drawn for it, here or in another pack; null where none is drawn yet. */
      map: z.union([keySchema, z.strictObject({ pack: keySchema, id: keySchema })]).nullable(),
      source: sourceSchema.optional(),
    }),
  ),
})
export type Edition = z.infer<typeof editionSchema>

/** The id of an entry's map; null where none is drawn. Ids of maps are the same in every pack. */
export const mapIdOf = ({ map }: Pick<Edition['chains'][number], 'map'>): string | null =>
  map === null || typeof map === 'string' ? map : map.id

/** Leader and lead department are the two that every chain must have on every day. */
export const requiredRoles = ['leader', 'lead_department'] as const
export const roleKinds = [...requiredRoles, 'province_leader', 'chain_office', 'leading_group'] as const
export type RoleKind = (typeof roleKinds)[number]

export const chainRoleSchema = z.strictObject({
  chain: keySchema,
  role: z.enum(roleKinds),
  /** Who holds it, as the source writes it; null where the source says that somebody does but not who. */
  holder: z.string().min(1).nullable(),
  validFrom: partialDateSchema,
  validTo: partialDateSchema.nullable(),
  source: sourceSchema,
  note: bilingualSchema.optional(),
})
export type ChainRole = z.infer<typeof chainRoleSchema>
export const roleFileSchema = z.strictObject({
  id: keySchema,
  city: cityCodeSchema,
  roles: z.array(chainRoleSchema),
})
export type RoleFile = z.infer<typeof roleFileSchema>

/** A cluster, a programme or a landmark over chains, many to many. */
export const groupingSchema = z.strictObject({
  id: keySchema,
  city: cityCodeSchema,
  kind: z.enum(['cluster', 'programme', 'landmark']),
  name: bilingualSchema,
  statedCount: z.number().int().min(1).nullable(),
  validFrom: partialDateSchema,
  validTo: partialDateSchema.nullable(),
  source: sourceSchema,
  note: bilingualSchema.optional(),
  members: z.array(
    z.strictObject({
      /** Null where the source names something that no catalogue holds. */
      chain: keySchema.nullable(),
      nameAsWritten: z.string().min(1),
      source: sourceSchema.optional(),
    }),
  ),
})
export type Grouping = z.infer<typeof groupingSchema>

/** What became of the entries of one edition in the next, so that series survive a renaming. */
export const lineageSchema = z.strictObject({
  id: keySchema,
  city: cityCodeSchema,
  fromEdition: keySchema,
  toEdition: keySchema,
  links: z.array(
    z.strictObject({
      from: keySchema,
      to: keySchema,
      kind: z.enum(['continued', 'widened', 'narrowed', 'split', 'merged', 'related']),
      source: sourceSchema,
      note: bilingualSchema.optional(),
    }),
  ),
  /** Entries of either edition that nothing answers to; said, not left out. */
  unmatched: z.array(
    z.strictObject({ side: z.enum(['from', 'to']), chain: keySchema, note: bilingualSchema.optional() }),
  ),
})
export type Lineage = z.infer<typeof lineageSchema>

export const organisationKinds = [
  'firm',
  'institute',
  'college',
  'association',
  'government',
  'service',
] as const
/** What a source says an organisation is to a chain. `leading` is 龙头骨干, where the source does not tell them apart. */
export const chainParts = [
  'leading',
  'main_engine',
  'key',
  'on_chain',
  'platform',
  'cluster_promoter',
  'association',
  'service',
  'college',
  'lead_department',
  'named',
] as const

export const organisationFileSchema = z.strictObject({
  id: keySchema,
  city: cityCodeSchema,
  source: sourceSchema,
  organisations: z.array(
    z.strictObject({
      id: keySchema,
      nameAsWritten: z.string().min(1),
      /** Only where it is certain; null otherwise. */
      legalName: z.string().min(1).nullable(),
      kind: z.enum(organisationKinds),
      /** The city it stands in; null where the source does not tell. */
      city: cityCodeSchema.nullable(),
      note: bilingualSchema.optional(),
      roles: z.array(z.strictObject({ chain: keySchema, role: z.enum(chainParts), source: sourceSchema })),
    }),
  ),
})
export type OrganisationFile = z.infer<typeof organisationFileSchema>

const segmentSchema = z.strictObject({ id: keySchema, name: bilingualSchema })
const needSchema = z.strictObject({
  node: keySchema,
  /** Whether the node's product cannot be made without it. */
  essential: z.boolean(),
  source: sourceSchema,
})
export const mapNodeSchema = z.strictObject({
  id: keySchema,
  name: bilingualSchema,
  segment: keySchema,
  /** Words under which firms sell it; at least three, which the check of maps tells in words. */
  products: z.array(z.string().trim().min(2)),
  /** GB/T 4754-2017 codes. */
  classes: z.array(z.string()).min(1),
  source: sourceSchema,
  needs: z.union([z.literal('none'), z.array(needSchema).min(1)]),
  /** Why it needs nothing; asked of `needs: none`. */
  needsNone: bilingualSchema.optional(),
})
export type MapNode = z.infer<typeof mapNodeSchema>

export const chainMapSchema = z.strictObject({
  id: keySchema,
  name: bilingualSchema,
  asOf: partialDateSchema,
  source: sourceSchema,
  note: bilingualSchema.optional(),
  segments: z.array(segmentSchema).min(1),
  nodes: z.array(mapNodeSchema).min(1),
})
export type ChainMap = z.infer<typeof chainMapSchema>

/** How somebody came to stand at a node: a source says so, product words alone suggest it, an office confirmed it. */
export const evidences = ['stated', 'words', 'confirmed'] as const
export type Evidence = (typeof evidences)[number]

/** Answers. */
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

export const roleHolderSchema = z
  .object({
    holder: z.string().nullable(),
    asOf: z.string(),
    source: sourceSchema,
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
  segments: z.array(segmentSchema.extend({ ordinal: z.number().int() })),
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
