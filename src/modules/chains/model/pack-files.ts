// What a pack may say of chains: schemas of its files.
import { z } from '@hono/zod-openapi'
import {
  bilingualSchema,
  cityCodeSchema,
  keySchema,
  partialDateSchema,
  sourceSchema,
} from '../../indicators/model.ts'

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
  /** Lists of projects or firms that belong to it; their entries are recorded by the office. */
  lists: z
    .array(
      z.strictObject({
        id: keySchema,
        name: bilingualSchema,
        kind: z.enum(['organisation', 'project']),
        statedCount: z.number().int().min(1).nullable(),
        source: sourceSchema,
      }),
    )
    .optional(),
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
