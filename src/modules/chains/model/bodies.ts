// Bodies that run chains: what a pack may say of them, what an office states, what is answered.
import { z } from '@hono/zod-openapi'
import { datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import {
  bilingualSchema,
  cityCodeSchema,
  keySchema,
  partialDateSchema,
  sourceSchema,
} from '../../indicators/model.ts'

/** From the top: 指挥部, 领导小组, 领导小组办公室, 工作专班, 链办; beside them those that carry a chain on. */
export const bodyKinds = [
  'headquarters',
  'leading_group',
  'leading_group_office',
  'task_force',
  'chain_office',
  'promotion_body',
  'cluster_cooperation',
  'cluster_promoter',
  'association',
  'party_committee',
] as const
export const bodyKindSchema = z.enum(bodyKinds)
export type BodyKind = z.infer<typeof bodyKindSchema>

/** 组长 (主任), 副组长, 办公室主任, 成员, 联络员. */
export const memberDuties = ['head', 'deputy', 'office_head', 'member', 'contact'] as const
export type MemberDuty = (typeof memberDuties)[number]

/** A day that a form may leave out; null where it is not known. */
const dayOrNull = z.iso.date().nullable().default(null)
const beforeEnd = ({ validFrom, lastDay }: { validFrom: string | null; lastDay: string | null }) =>
  !validFrom || !lastDay || validFrom <= lastDay
const endsBefore = { message: 'ends_before_start', path: ['lastDay'] }

/** One file of `bodies/` of a pack. */
export const bodyFileSchema = z.strictObject({
  id: keySchema,
  city: cityCodeSchema,
  bodies: z.array(
    z.strictObject({
      id: keySchema,
      kind: bodyKindSchema,
      name: z.string().min(1),
      /** The unit its office sits with; null where the source does not say. */
      office: z.string().min(1).nullable(),
      duty: z.string().min(1).nullable(),
      validFrom: partialDateSchema.nullable(),
      validTo: partialDateSchema.nullable(),
      source: sourceSchema,
      note: bilingualSchema.optional(),
      /** Whom it reports to, as the source says; null where it does not. */
      parent: z.strictObject({ body: keySchema, source: sourceSchema }).nullable(),
      chains: z.array(
        z.strictObject({ chain: keySchema, part: z.string().min(1).nullable(), source: sourceSchema }),
      ),
      members: z.array(
        z.strictObject({
          person: z.string().min(1),
          post: z.string().min(1).nullable(),
          duty: z.enum(memberDuties),
          validFrom: partialDateSchema.nullable(),
          source: sourceSchema,
        }),
      ),
    }),
  ),
})
export type BodyFile = z.infer<typeof bodyFileSchema>
export type PackBody = BodyFile['bodies'][number]

export const newBodySchema = z
  .object({
    city: cityCodeSchema,
    dataset: datasetSchema,
    kind: bodyKindSchema,
    name: textSchema(120),
    office: textSchema(120).nullable().default(null),
    duty: textSchema(1000).nullable().default(null),
    validFrom: dayOrNull,
    lastDay: dayOrNull,
    source: textSchema(300),
    requestKey: textSchema(80),
  })
  .refine(beforeEnd, endsBefore)
export type NewBody = z.infer<typeof newBodySchema>

export const newMemberSchema = z
  .object({
    dataset: datasetSchema,
    person: textSchema(60),
    post: textSchema(120).nullable().default(null),
    duty: z.enum(memberDuties),
    validFrom: dayOrNull,
    lastDay: dayOrNull,
    source: textSchema(300),
  })
  .refine(beforeEnd, endsBefore)
export type NewMember = z.infer<typeof newMemberSchema>

export const newBodyChainSchema = z
  .object({
    dataset: datasetSchema,
    chainId: keySchema,
    part: textSchema(200).nullable().default(null),
    validFrom: dayOrNull,
    lastDay: dayOrNull,
    source: textSchema(300),
  })
  .refine(beforeEnd, endsBefore)
export type NewBodyChain = z.infer<typeof newBodyChainSchema>

export const newParentSchema = z
  .object({
    dataset: datasetSchema,
    parentId: idSchema,
    validFrom: dayOrNull,
    lastDay: dayOrNull,
    source: textSchema(300),
  })
  .refine(beforeEnd, endsBefore)
export type NewParent = z.infer<typeof newParentSchema>

/** The last day on which something held, and by what that is known. */
export const endingSchema = z.object({ lastDay: z.iso.date(), source: textSchema(300) })
export type Ending = z.infer<typeof endingSchema>

const dated = {
  id: idSchema,
  validFrom: z.string().nullable(),
  /** First day on which it no longer holds. */
  validTo: z.string().nullable(),
  source: z.string(),
  /** A person recorded it and may end it; false where a pack brings it. */
  isRecorded: z.boolean(),
}
export const bodySummarySchema = z.object({
  ...dated,
  kind: bodyKindSchema,
  name: z.string(),
  office: z.string().nullable(),
  duty: z.string().nullable(),
  /** The first day as precise as the source is. */
  writtenFrom: z.string().nullable(),
  note: bilingualSchema.nullable(),
  /** Who heads it on the day asked for; null where nobody is recorded. */
  head: z.object({ person: z.string(), post: z.string().nullable() }).nullable(),
  memberCount: z.number().int(),
  parent: z.object({ id: idSchema, name: z.string() }).nullable(),
  chains: z.array(z.object({ chainId: z.string(), part: z.string().nullable() })),
  isStanding: z.boolean(),
})
export type BodySummary = z.infer<typeof bodySummarySchema>

export const bodyDetailSchema = bodySummarySchema.extend({
  members: z.array(
    z.object({
      ...dated,
      person: z.string(),
      post: z.string().nullable(),
      duty: z.enum(memberDuties),
      holds: z.boolean(),
    }),
  ),
  attached: z.array(
    z.object({ ...dated, chainId: z.string(), part: z.string().nullable(), holds: z.boolean() }),
  ),
  parents: z.array(z.object({ ...dated, bodyId: idSchema, name: z.string(), holds: z.boolean() })),
  children: z.array(z.object({ id: idSchema, name: z.string(), kind: bodyKindSchema })),
  references: z.array(
    z.object({ room: z.string(), path: z.string(), title: z.string(), onDay: z.string().nullable() }),
  ),
})
export type BodyDetail = z.infer<typeof bodyDetailSchema>

export const escalationPathSchema = z.object({
  chainId: z.string(),
  city: z.string(),
  on: z.string(),
  /** From the nearest to the highest; empty where no body serves the chain on that day. */
  steps: z.array(
    z.object({
      level: z.number().int(),
      bodyId: idSchema,
      kind: bodyKindSchema,
      name: z.string(),
      office: z.string().nullable(),
      /** Who heads it that day; null where nobody is recorded. */
      head: z.object({ person: z.string(), post: z.string().nullable() }).nullable(),
      source: z.string(),
    }),
  ),
  /** The chain's leader and lead department that day; null where nobody is recorded or the source names nobody. */
  leader: z.object({ holder: z.string(), post: z.string().nullable() }).nullable(),
  leadDepartment: z.string().nullable(),
})
export type EscalationPath = z.infer<typeof escalationPathSchema>
