/** `network/*.yaml` of a city pack: definitions that a city chooses, each with its source. A new version stands beside. */
import { z } from '@hono/zod-openapi'
import {
  bilingualSchema,
  cityCodeSchema,
  keySchema,
  partialDateSchema,
  sourceSchema,
} from '../../indicators/model.ts'

/** What of the chain maps counts as something; a node named here goes before its segment. */
const placeOnMap = z.strictObject({ segments: z.array(keySchema), nodes: z.array(keySchema) })

export const namedScopes = ['components', 'devices', 'software'] as const

/** A ratio that somebody published, with what it says, and does not say, of its definition. */
export const claimSchema = z.strictObject({
  id: keySchema,
  /** 0 to 1. */
  ratio: z.number().min(0).max(1),
  comparator: z.enum(['=', '>=']),
  kind: z.enum(['target', 'statement']),
  chain: keySchema,
  /** Which goods, which reach and whose purchases the source means; null: it does not say. */
  scope: z.enum(['all', 'core']).nullable(),
  reach: z.enum(['city', 'radius', 'province']).nullable(),
  says: bilingualSchema,
  source: sourceSchema,
})

/** One part of the internationalisation index: a fact abroad over the same fact in all. */
const indexPart = z.strictObject({
  name: bilingualSchema,
  abroad: z.string().regex(/^[a-z_]+$/),
  all: z.string().regex(/^[a-z_]+$/),
})

export const cityRulesSchema = z.strictObject({
  id: keySchema,
  city: cityCodeSchema,
  version: z.number().int().min(1),
  asOf: partialDateSchema,
  source: sourceSchema,
  scopes: z.strictObject({ components: placeOnMap, devices: placeOnMap, software: placeOnMap }),
  claims: z.array(claimSchema),
  internationalisation: z.strictObject({
    parts: z.array(indexPart).min(1).max(10),
    /** How many parts of a firm must be known for its index. */
    leastParts: z.number().int().min(1),
    source: sourceSchema,
  }),
  structure: z.strictObject({
    /** Codes of titles (packs/national/title-kinds). */
    highTechTitles: z.array(keySchema),
    serviceTitles: z.array(keySchema),
    /** Segments of the maps that make whole machines, and those that make parts of them. */
    wholeSegments: z.array(keySchema),
    partSegments: z.array(keySchema),
    /** Industries (GB/T 4754-2017, by their first digits) that make consumer goods. */
    consumerIndustries: z.array(z.string().regex(/^\d{2,4}$/)),
    /** Chains of emerging industries. */
    emergingChains: z.array(keySchema),
    /** Yearly revenue, 亿元: above `leading` is a 百亿企业, from `reserveFrom` on it stands in the reserve. */
    leadingAbove: z.number().int().min(1),
    reserveFrom: z.number().int().min(1),
    source: sourceSchema,
  }),
})
export type CityRules = z.infer<typeof cityRulesSchema>
export type Claim = z.infer<typeof claimSchema>
