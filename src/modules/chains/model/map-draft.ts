// A map while it is being changed: looser than a pack's file, since a draft may be unfinished, and the edits it is made of.
import { z } from '@hono/zod-openapi'
import { textSchema } from '../../access/model.ts'
import { keySchema, partialDateSchema, sourceSchema } from '../../indicators/model.ts'
import type { ChainMap, MapNode } from './pack-files.ts'

const longest = { zh: 60, en: 120, note: 400, word: 40 } as const
const shortKey = keySchema.max(60)
const oneLine = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), { message: 'text_not_storable' })
const draftNameSchema = z.strictObject({ zh: oneLine(longest.zh), en: oneLine(longest.en) })
const draftNoteSchema = z.strictObject({ zh: oneLine(longest.note), en: oneLine(longest.note) })

export const draftNeedSchema = z.strictObject({
  node: shortKey,
  essential: z.boolean(),
  source: sourceSchema,
})
const nodeFields = {
  name: draftNameSchema,
  segment: shortKey,
  products: z.array(oneLine(longest.word)).max(80),
  classes: z.array(z.string().trim().max(6)).max(30),
  source: sourceSchema,
  /** Empty: it needs nothing, for the reason in `needsNone`. */
  needs: z.array(draftNeedSchema).max(300),
  needsNone: draftNoteSchema.nullable(),
}
export const draftNodeSchema = z.strictObject({ id: shortKey, ...nodeFields })
export type DraftNode = z.infer<typeof draftNodeSchema>
export const draftSegmentSchema = z.strictObject({ id: shortKey, name: draftNameSchema })
const headFields = {
  name: draftNameSchema,
  asOf: partialDateSchema,
  source: sourceSchema,
  note: draftNoteSchema.nullable(),
}
export const draftMapSchema = z.strictObject({
  id: shortKey,
  ...headFields,
  segments: z.array(draftSegmentSchema).max(60),
  nodes: z.array(draftNodeSchema).max(1500),
})
export type DraftMap = z.infer<typeof draftMapSchema>

const place = z.number().int().min(0).max(2000)
/** One change of a draft. `at` is the place in the list; left out, the end or where it stands. */
export const mapEditSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('change_head'), fields: z.strictObject(headFields).partial() }),
  z.strictObject({ op: z.literal('put_segment'), segment: draftSegmentSchema, at: place.optional() }),
  z.strictObject({ op: z.literal('remove_segment'), id: shortKey }),
  z.strictObject({ op: z.literal('add_node'), node: draftNodeSchema, at: place.optional() }),
  z.strictObject({
    op: z.literal('change_node'),
    id: shortKey,
    fields: z.strictObject(nodeFields).partial(),
  }),
  z.strictObject({ op: z.literal('move_node'), id: shortKey, segment: shortKey, at: place.optional() }),
  z.strictObject({ op: z.literal('remove_node'), id: shortKey }),
  z.strictObject({ op: z.literal('set_need'), id: shortKey, need: draftNeedSchema }),
  z.strictObject({ op: z.literal('remove_need'), id: shortKey, needs: shortKey }),
])
export type MapEdit = z.infer<typeof mapEditSchema>

export const draftEditsSchema = z.strictObject({
  /** The revision that the editor has before its eyes. */
  revision: z.number().int().min(1),
  edits: z.array(mapEditSchema).min(1).max(200),
})
export const newMapDraftSchema = z.strictObject({
  city: z.string().regex(/^\d{6}$/),
  chain: shortKey,
})
export const newMapCommentSchema = z.strictObject({
  node: shortKey.nullable().default(null),
  text: textSchema(1000),
  requestKey: z.string().min(8).max(80),
})
export const newReadingSchema = z.strictObject({
  nodes: z.array(shortKey).min(1).max(1500),
  note: textSchema(500),
})
export const draftActions = ['submit', 'recall', 'return', 'publish', 'discard'] as const
export const draftActSchema = z.strictObject({
  action: z.enum(draftActions),
  words: z.string().trim().max(500).default(''),
  /** From which day the version holds; today unless told. */
  publishedOn: z.iso.date().optional(),
  revision: z.number().int().min(1),
})

/** A node of a published map as a draft holds it. */
export const toDraftNode = ({ needs, needsNone, ...node }: MapNode): DraftNode => ({
  ...node,
  needs: needs === 'none' ? [] : needs,
  needsNone: needsNone ?? null,
})

/** A published map as a draft holds it. */
export function toDraftMap({ nodes, note, ...map }: ChainMap): DraftMap {
  return { ...map, note: note ?? null, nodes: nodes.map(toDraftNode) }
}

/** A draft in the shape of a pack's file; whether it may be published, `chainMapSchema` and the check of maps say. */
export function toChainMap({ nodes, note, ...map }: DraftMap): ChainMap {
  return {
    ...map,
    ...(note === null ? {} : { note }),
    nodes: nodes.map(({ needs, needsNone, ...node }) => ({
      ...node,
      needs: needs.length === 0 ? ('none' as const) : needs,
      ...(needs.length === 0 && needsNone !== null ? { needsNone } : {}),
    })),
  }
}
