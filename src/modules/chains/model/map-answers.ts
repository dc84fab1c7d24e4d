// What the room answers about drafts, versions and comparisons of maps.
import { z } from '@hono/zod-openapi'
import { idSchema } from '../../access/model.ts'
import { bilingualSchema, sourceDocumentSchema } from '../../indicators/model.ts'
import { headFieldNames, nodeFieldNames } from './map-comparison.ts'
import { draftActions, draftMapSchema, draftNodeSchema } from './map-draft.ts'
import { mapOriginSchema } from './map-forks.ts'

/** A second reader's note about a node as it stood; `isCurrent` false: the node was changed since. */
export const secondReaderSchema = z.object({
  by: z.string(),
  on: z.string(),
  note: z.string(),
  isCurrent: z.boolean(),
})
export type SecondReader = z.infer<typeof secondReaderSchema>

/** What stands against publishing (`fault`), or what somebody should know (`note`), at its place. */
export const draftCheckSchema = z.object({
  level: z.enum(['fault', 'note']),
  /** Null where it concerns the whole map. */
  node: z.string().nullable(),
  field: z.string(),
  message: bilingualSchema,
})
export type DraftCheck = z.infer<typeof draftCheckSchema>

export const draftEditorSchema = z.object({
  name: z.string(),
  /** The reader's own line. */
  isMe: z.boolean(),
  /** Has the draft open now. */
  isHere: z.boolean(),
  /** How many times this person changed the draft; who did is no second reader of it. */
  edits: z.number().int(),
  lastAt: z.string(),
})
export type DraftEditor = z.infer<typeof draftEditorSchema>

export const mapCommentSchema = z.object({
  id: idSchema,
  node: z.string().nullable(),
  text: z.string(),
  by: z.string(),
  at: z.string(),
  resolvedBy: z.string().nullable(),
  resolvedAt: z.string().nullable(),
})
export type MapComment = z.infer<typeof mapCommentSchema>

export const nodeReadingSchema = secondReaderSchema.extend({ node: z.string() })

const lifeStepSchema = z.object({
  at: z.string(),
  by: z.string(),
  title: bilingualSchema,
  state: z.string(),
  words: z.string().nullable(),
})
/** The life cycle for its picture, as the pages draw one. */
const lifePictureSchema = z.object({
  title: bilingualSchema,
  initial: z.string(),
  current: z.string(),
  passed: z.array(z.string()),
  states: z.array(
    z.object({
      id: z.string(),
      title: bilingualSchema,
      kind: z.enum(['open', 'done', 'dropped']),
      workingDays: z.number().nullable(),
      parts: z.array(
        z.object({
          id: z.string(),
          title: bilingualSchema,
          mark: z.enum(['open', 'agreed', 'objected', 'done']),
        }),
      ),
    }),
  ),
  actions: z.array(
    z.object({ id: z.string(), title: bilingualSchema, from: z.array(z.string()), to: z.string() }),
  ),
})

export const draftStates = ['draft', 'review', 'published', 'discarded'] as const
export const mapDraftSchema = z.object({
  id: idSchema,
  mapId: z.string(),
  chainId: z.string(),
  city: z.string(),
  /** The version that the draft began from; null for a new map. */
  baseVersion: z.number().int().nullable(),
  /** The version that holds now; another than the base must be merged in before publishing. */
  currentVersion: z.number().int().nullable(),
  revision: z.number().int(),
  state: z.enum(draftStates),
  content: draftMapSchema,
  base: draftMapSchema.nullable(),
  checks: z.array(draftCheckSchema),
  editors: z.array(draftEditorSchema),
  comments: z.array(mapCommentSchema),
  readings: z.array(nodeReadingSchema),
  history: z.array(lifeStepSchema),
  picture: lifePictureSchema,
  actions: z.array(
    z.object({
      name: z.enum(draftActions),
      title: bilingualSchema,
      needsWords: z.boolean(),
      blockedBy: z.array(z.string()),
    }),
  ),
  /** Whether the reader may change it now. */
  mayEdit: z.boolean(),
  /** Whether the reader may be its second reader: nobody who changed it. */
  mayRead: z.boolean(),
  publishedVersion: z.number().int().nullable(),
  createdBy: z.string(),
  updatedBy: z.string(),
  updatedAt: z.string(),
  documents: z.array(sourceDocumentSchema.pick({ id: true, title: true, date: true })),
})
export type MapDraft = z.infer<typeof mapDraftSchema>

export const savedEditsSchema = z.object({
  revision: z.number().int(),
  checks: z.array(draftCheckSchema),
  updatedBy: z.string(),
  updatedAt: z.string(),
})
export type SavedEdits = z.infer<typeof savedEditsSchema>
export const draftPresenceSchema = z.object({
  revision: z.number().int(),
  state: z.enum(draftStates),
  updatedBy: z.string(),
  editors: z.array(draftEditorSchema),
})
export type DraftPresence = z.infer<typeof draftPresenceSchema>

export const wordUseSchema = z.object({
  /** Firms that the words of the node would place at it, each once. */
  firms: z.number().int(),
  firmsInCity: z.number().int(),
  words: z.array(
    z.object({
      word: z.string(),
      firms: z.number().int(),
      firmsInCity: z.number().int(),
      /** A product of a firm that it finds, so that a person can judge it; null where it finds none. */
      example: z.string().nullable(),
      /** Nodes that already have the word, here or on another map. */
      usedBy: z.array(z.object({ map: bilingualSchema, node: z.string(), name: bilingualSchema })),
    }),
  ),
})
export type WordUse = z.infer<typeof wordUseSchema>

export const mapVersionSchema = z.object({
  version: z.number().int(),
  isCurrent: z.boolean(),
  /** `pack`: a file of a pack; `house`: published here from a draft. */
  origin: z.enum(['pack', 'house']),
  asOf: z.string(),
  heldFrom: z.string(),
  heldTo: z.string().nullable(),
  publishedBy: z.string().nullable(),
  note: z.string().nullable(),
  nodes: z.number().int(),
  needs: z.number().int(),
})
export type MapVersion = z.infer<typeof mapVersionSchema>

const pairOrNull = bilingualSchema.partial().nullable()
export const mapComparisonSchema = z.object({
  chainId: z.string(),
  mapId: z.string(),
  name: bilingualSchema,
  from: z.object({ version: z.number().int().nullable(), label: z.string() }),
  to: z.object({ version: z.number().int().nullable(), label: z.string() }),
  head: z.array(z.enum(headFieldNames)),
  segments: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['added', 'removed', 'changed']),
      before: pairOrNull,
      after: pairOrNull,
    }),
  ),
  isReordered: z.boolean(),
  nodes: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['added', 'removed', 'changed']),
      before: draftNodeSchema.nullable(),
      after: draftNodeSchema.nullable(),
      fields: z.array(z.enum(nodeFieldNames)),
    }),
  ),
  /** Both versions, so that the page can draw them. */
  before: draftMapSchema,
  after: draftMapSchema,
})
export type MapComparisonAnswer = z.infer<typeof mapComparisonSchema>

export const keptMapSchema = z.object({
  chainId: z.string(),
  chainName: bilingualSchema,
  mapId: z.string(),
  version: z.number().int().nullable(),
  origin: z.enum(['pack', 'house']).nullable(),
  asOf: z.string().nullable(),
  nodes: z.number().int(),
  /** Nodes with a second reader's note that still fits them. */
  readNodes: z.number().int(),
  openDraft: z
    .object({ id: idSchema, state: z.enum(draftStates), updatedBy: z.string(), updatedAt: z.string() })
    .nullable(),
  /** The pack brought another text while this map was kept here. */
  conflict: z.object({ id: idSchema, pack: z.string(), foundAt: z.string(), isGone: z.boolean() }).nullable(),
  /** Names of the other cities that draw this map: whoever is bound to one city publishes it only once it is its own. */
  sharedWith: z.array(z.string()),
  /** The shared map that this one was taken over from; null where it was drawn for itself. */
  forkedFrom: mapOriginSchema.nullable(),
})
export type KeptMap = z.infer<typeof keptMapSchema>

export const importLineSchema = z.object({
  sheet: z.enum(['nodes', 'needs', 'file']),
  line: z.number().int().nullable(),
  column: z.string().nullable(),
  level: z.enum(['fault', 'note']),
  message: z.string(),
})
export const mapImportSchema = z.object({
  segments: z.number().int(),
  nodes: z.number().int(),
  needs: z.number().int(),
  lines: z.array(importLineSchema),
  /** What would change against the draft as it stands. */
  added: z.number().int(),
  changed: z.number().int(),
  removed: z.number().int(),
  isApplied: z.boolean(),
  revision: z.number().int(),
})
export type MapImport = z.infer<typeof mapImportSchema>
