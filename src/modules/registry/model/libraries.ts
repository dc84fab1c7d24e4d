import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'

const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1) })
const fen = z.string().regex(/^\d{1,18}$/)
/** A date as precise as it is known: YYYY, YYYY-MM or YYYY-MM-DD. */
export const writtenDateSchema = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)
const key = z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/)
export const libraryLevels = ['national', 'provincial', 'municipal'] as const
const level = z.enum(libraryLevels)

export const entryFieldSchema = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  title: bilingual,
  type: z.enum(['text', 'number', 'date']),
  unit: z.string().optional(),
})
/** A kind of library entry as a pack defines it. */
export const entryKindSchema = z.strictObject({
  id: key,
  title: bilingual,
  /** Under which heading a list shows it. */
  group: bilingual,
  /** The requirement row it answers. */
  row: z.string().regex(/^[A-Z]\d\d$/),
  life: key,
  levels: z.array(level),
  fields: z.array(entryFieldSchema),
  /** States in which an entry counts as held. */
  counts: z.array(key).min(1),
  /** Day of the year (MM-DD) on which the yearly self-evaluation is due; null where there is none. */
  yearlyReview: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
    .nullable(),
})
export type EntryKind = z.infer<typeof entryKindSchema>

const stageSchema = z.object({ id: z.string(), title: bilingual, kind: z.enum(['open', 'done', 'dropped']) })
const actionSchema = z.object({
  name: z.string(),
  title: bilingual,
  needsComment: z.boolean(),
  /** The state that it leads to. */
  to: z.string(),
})
export type LifeAction = z.infer<typeof actionSchema>

export const libraryEventSchema = z.object({
  id: z.string(),
  kind: z.enum(['life', 'service', 'review', 'event']),
  title: bilingual.nullable(),
  state: z.string().nullable(),
  happened: z.string().nullable(),
  note: z.string().nullable(),
  source: z.string(),
  recordedBy: z.string(),
  recordedAt: z.string(),
})
export type LibraryEvent = z.infer<typeof libraryEventSchema>

export const projectItemSchema = z.object({
  id: idSchema,
  name: z.string(),
  code: z.string().nullable(),
  isMajor: z.boolean().nullable(),
  stage: z.string(),
  /** When the present stage was reached, as written; null unknown. */
  stageSince: z.string().nullable(),
  investmentFen: z.string().nullable(),
  /** All that is recorded as done; null where no year is recorded. */
  doneFen: z.string().nullable(),
  chainId: z.string().nullable(),
  nodeId: z.string().nullable(),
  parkId: z.string().nullable(),
  parkName: z.string().nullable(),
  serviceOwner: z.string().nullable(),
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  source: z.string(),
  updatedAt: z.string(),
})
export type ProjectItem = z.infer<typeof projectItemSchema>
export const projectListSchema = z.object({
  items: z.array(projectItemSchema),
  total: z.number().int(),
  stages: z.array(
    stageSchema.extend({
      count: z.number().int(),
      investmentFen: z.string(),
      investmentUnknown: z.number().int(),
    }),
  ),
})
export type ProjectList = z.infer<typeof projectListSchema>
export const projectSchema = projectItemSchema.extend({
  dataset: z.enum(['held', 'demo']),
  cityCode: z.string(),
  note: z.string().nullable(),
  readiness: z.record(z.string(), z.boolean()),
  money: z.array(
    z.object({
      year: z.number().int(),
      plannedFen: z.string().nullable(),
      doneFen: z.string().nullable(),
      source: z.string(),
    }),
  ),
  events: z.array(libraryEventSchema),
  actions: z.array(actionSchema),
  campaigns: z.array(z.object({ id: z.string(), year: z.number().int(), title: z.string() })),
})
export type Project = z.infer<typeof projectSchema>

const scope = { dataset: datasetSchema, city: cityCodeSchema }
export const projectQuerySchema = z.object({
  ...scope,
  stage: key.optional(),
  chain: z.string().max(60).optional(),
  park: idSchema.optional(),
  campaign: idSchema.optional(),
  organisation: idSchema.optional(),
  major: z.enum(['yes', 'no', 'unknown']).optional(),
  q: z.string().trim().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(2000),
})
export type ProjectQuery = z.infer<typeof projectQuerySchema>

export const newProjectSchema = z.object({
  ...scope,
  requestKey: textSchema(80),
  name: textSchema(200),
  code: textSchema(80).nullish(),
  isMajor: z.boolean().nullish(),
  investmentFen: fen.nullish(),
  chainId: key.nullish(),
  nodeId: key.nullish(),
  parkId: idSchema.nullish(),
  serviceOwner: textSchema(100).nullish(),
  organisationId: idSchema.nullish(),
  organisationName: textSchema(200).nullish(),
  note: textSchema(2000).nullish(),
  source: textSchema(300),
})
export type NewProject = z.infer<typeof newProjectSchema>
export const projectChangeSchema = newProjectSchema
  .omit({ dataset: true, city: true, requestKey: true, source: true })
  .partial()
  .extend({ source: textSchema(300), readiness: z.record(key, z.boolean().nullable()).optional() })
export type ProjectChange = z.infer<typeof projectChangeSchema>

export const lifeActSchema = z.object({
  action: key,
  happened: writtenDateSchema.nullish(),
  comment: textSchema(1000).nullish(),
  source: textSchema(300),
})
export type LifeAct = z.infer<typeof lifeActSchema>
export const yearMoneySchema = z.object({
  year: z.number().int().min(1990).max(2100),
  plannedFen: fen.nullable(),
  doneFen: fen.nullable(),
  source: textSchema(300),
})
export type YearMoney = z.infer<typeof yearMoneySchema>

const conditionSchema = z.object({
  text: z.string(),
  status: z.enum(['met', 'unmet', 'insufficient_data', 'not_computable']),
  actual: z.string().nullable(),
  required: z.string().nullable(),
  asks: z.array(z.object({ name: z.string(), label: z.string() })),
})
export type RuleCondition = z.infer<typeof conditionSchema>
export const windowMatchSchema = z.object({
  window: z.string(),
  title: z.string(),
  opensOn: z.string().nullable(),
  closesOn: z.string().nullable(),
  isOpen: z.boolean(),
  verdict: z.enum(['fits', 'fits_not', 'facts_missing']),
  conditions: z.array(conditionSchema),
  source: z.string(),
})
export type WindowMatch = z.infer<typeof windowMatchSchema>

export const campaignSchema = z.object({
  id: idSchema,
  year: z.number().int(),
  title: z.string(),
  source: z.string(),
  projects: z.number().int(),
  completed: z.number().int(),
})
export type Campaign = z.infer<typeof campaignSchema>
export const newCampaignSchema = z.object({
  ...scope,
  year: z.number().int().min(1990).max(2100),
  title: textSchema(100),
  source: textSchema(300),
})
export const counterSchema = z.object({
  /** Completed major projects dated in the period. */
  completedMajor: z.number().int(),
  /** Completed, major, but nobody wrote when. */
  undated: z.number().int(),
  /** Completed, dated, and nobody said whether they are major. */
  unclassified: z.number().int(),
  from: z.string(),
  to: z.string(),
  definition: bilingual,
  projects: z.array(
    z.object({ id: idSchema, name: z.string(), completed: z.string(), investmentFen: z.string().nullable() }),
  ),
})
export type ProjectCounter = z.infer<typeof counterSchema>

export const entrySchema = z.object({
  id: idSchema,
  kind: z.string(),
  name: z.string(),
  level: level.nullable(),
  state: z.string(),
  stateSince: z.string().nullable(),
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  chainId: z.string().nullable(),
  fields: z.record(z.string(), z.union([z.string(), z.number()])),
  source: z.string(),
  updatedAt: z.string(),
})
export type LibraryEntry = z.infer<typeof entrySchema>
export const kindAnswerSchema = entryKindSchema.extend({
  states: z.array(stageSchema),
  count: z.number().int(),
  counted: z.number().int(),
})
export type KindAnswer = z.infer<typeof kindAnswerSchema>
export const entryDetailSchema = entrySchema.extend({
  events: z.array(libraryEventSchema),
  actions: z.array(actionSchema),
  /** The next yearly self-evaluation; null where the kind has none. */
  reviewDue: z.string().nullable(),
})
export type EntryDetail = z.infer<typeof entryDetailSchema>
export const entryQuerySchema = z.object({
  dataset: datasetSchema,
  city: cityCodeSchema.optional(),
  kind: key.optional(),
  organisation: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(20_000).default(5000),
})
export const newEntrySchema = z.object({
  ...scope,
  requestKey: textSchema(80),
  kind: key,
  name: textSchema(200),
  level: level.nullish(),
  organisationId: idSchema.nullish(),
  organisationName: textSchema(200).nullish(),
  chainId: key.nullish(),
  fields: z.record(z.string(), z.union([textSchema(1000), z.number()])).default({}),
  source: textSchema(300),
})
export type NewEntry = z.infer<typeof newEntrySchema>
export const logSchema = z.object({
  kind: z.enum(['service', 'review', 'event']),
  happened: writtenDateSchema,
  note: textSchema(2000),
  source: textSchema(300),
})
export type LogLine = z.infer<typeof logSchema>

/** What is counted of the entries held, by kind, level and year of recognition; `undated` have no year. */
export const entryCountSchema = z.object({
  kind: z.string(),
  level: level.nullable(),
  year: z.number().int().nullable(),
  reached: z.number().int(),
})
export type EntryCount = z.infer<typeof entryCountSchema>

/** What a park has, by kind; areas in square metres, rent in fen a square metre and month. Null is unknown. */
export const parkPartSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('title'),
    title: textSchema(100),
    level: level.nullable(),
    granted: writtenDateSchema.nullable(),
    ended: writtenDateSchema.nullable(),
  }),
  z.object({
    kind: z.literal('parcel'),
    code: textSchema(80),
    areaM2: z.number().positive().nullable(),
    use: textSchema(80).nullable(),
    status: z.enum(['available', 'reserved', 'used']),
    availableFrom: writtenDateSchema.nullable(),
  }),
  z.object({
    kind: z.literal('factory'),
    name: textSchema(100),
    floorAreaM2: z.number().positive().nullable(),
    freeM2: z.number().min(0).nullable(),
    rentFenPerM2Month: fen.nullable(),
  }),
  z.object({
    kind: z.literal('ranking'),
    list: textSchema(100),
    year: z.number().int().min(1990).max(2100),
    place: z.number().int().min(1),
    of: z.number().int().min(1).nullable(),
  }),
  z.object({
    kind: z.literal('check'),
    goal: textSchema(100),
    item: textSchema(200),
    isMet: z.boolean().nullable(),
  }),
  z.object({
    kind: z.literal('strength'),
    industry: textSchema(80),
    chainId: key.nullable(),
    statement: textSchema(500),
  }),
])
export type ParkPart = z.infer<typeof parkPartSchema>
const storedPartSchema = z.object({
  id: z.string(),
  part: parkPartSchema,
  source: z.string(),
  asOf: z.string().nullable(),
})
export type StoredPart = z.infer<typeof storedPartSchema>
export const parkItemSchema = z.object({
  id: idSchema,
  name: z.string(),
  partnerCountry: z.string().nullable(),
  districtName: z.string().nullable(),
  titles: z.array(z.string()),
  /** Of the parcels recorded as available; null where none has a known area. */
  availableM2: z.number().nullable(),
  freeFactoryM2: z.number().nullable(),
  projects: z.number().int(),
  source: z.string(),
})
export type ParkItem = z.infer<typeof parkItemSchema>
export const parkSchema = parkItemSchema.extend({
  cityCode: z.string(),
  note: z.string().nullable(),
  parts: z.array(storedPartSchema),
})
export type Park = z.infer<typeof parkSchema>
export const newParkSchema = z.object({
  ...scope,
  name: textSchema(100),
  partnerCountry: textSchema(60).nullish(),
  note: textSchema(2000).nullish(),
  source: textSchema(300),
})
export type NewPark = z.infer<typeof newParkSchema>
export const newParkPartSchema = z.object({
  part: parkPartSchema,
  source: textSchema(300),
  asOf: z.iso.date().nullish(),
})
export type NewParkPart = z.infer<typeof newParkPartSchema>

/** A rule by which firms come into the key-firm library, in the words of its own text. */
export const keyRuleSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  title: bilingual,
  source: z.string(),
  /** True while nobody has settled it: a default that the pack proposes. */
  isAssumed: z.boolean(),
  clauses: z.array(z.object({ title: z.string(), text: z.string() })),
  /** What it asks of a firm, by the name that people know. */
  facts: z.array(z.string()),
})
export type KeyRule = z.infer<typeof keyRuleSchema>
export const keyFirmSchema = z.object({
  organisationId: z.string(),
  name: z.string(),
  isIncluded: z.boolean(),
  conditions: z.array(conditionSchema),
})
export type KeyFirm = z.infer<typeof keyFirmSchema>
export const snapshotSchema = z.object({
  id: z.string(),
  year: z.number().int(),
  rule: z.string(),
  ruleVersion: z.number().int(),
  ruleTitle: z.string(),
  included: z.number().int(),
  looked: z.number().int(),
  takenBy: z.string(),
  takenAt: z.string(),
})
export type KeyFirmSnapshot = z.infer<typeof snapshotSchema>
export const comparisonSchema = z.object({
  from: snapshotSchema,
  to: snapshotSchema,
  stayed: z.number().int(),
  came: z.array(keyFirmSchema),
  left: z.array(keyFirmSchema),
})
export type KeyFirmComparison = z.infer<typeof comparisonSchema>
export const newSnapshotSchema = z.object({ ...scope, year: z.number().int().min(1990).max(2100), rule: key })
