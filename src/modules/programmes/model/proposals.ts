import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { lifeSchema } from '../../policy/model.ts'

export const satisfactions = ['satisfied', 'basically_satisfied', 'not_satisfied'] as const
const optional = (max: number) => textSchema(max).nullable()

/** A paragraph of a reply: with where its facts come from, and what it promises. */
export const paragraphSchema = z.strictObject({
  text: textSchema(4000),
  /** Where the facts of this paragraph come from; null for what the writer says without facts. */
  source: optional(500),
  /** A promise of this paragraph becomes a task once the reply is signed. */
  commitment: z
    .strictObject({
      title: textSchema(200),
      units: z.array(textSchema(100)).max(20),
      dueWritten: optional(60),
      dueDate: z.iso.date().nullable(),
    })
    .nullable(),
})
export const replySchema = z.strictObject({
  issuer: textSchema(100),
  number: optional(60),
  title: textSchema(300),
  addressee: textSchema(200),
  paragraphs: z.array(paragraphSchema).max(200),
  signer: optional(50),
  handler: optional(50),
  phone: optional(50),
  copies: z.array(textSchema(100)).max(20),
})
export type Reply = z.infer<typeof replySchema>

export const proposalSummarySchema = z.object({
  id: idSchema,
  kind: z.enum(['proposal', 'suggestion']),
  number: z.string(),
  session: z.string(),
  proposers: z.array(z.string()),
  subject: z.string(),
  receivedOn: z.string().nullable(),
  dueDate: z.string().nullable(),
  leadUnit: z.string().nullable(),
  state: z.string(),
  stateTitle: z.string(),
  isOpen: z.boolean(),
  isCase: z.boolean(),
  isLate: z.boolean(),
  replyOn: z.string().nullable(),
  replyNumber: z.string().nullable(),
  satisfaction: z.enum(satisfactions).nullable(),
  planId: idSchema.nullable(),
})
export type ProposalSummary = z.infer<typeof proposalSummarySchema>
export const proposalDetailSchema = proposalSummarySchema.extend({
  content: z.string().nullable(),
  reply: replySchema.nullable(),
  signedBy: z.string().nullable(),
  /** null for cases that a pack brought. */
  life: lifeSchema.nullable(),
  mayDraft: z.boolean(),
})
export type ProposalDetail = z.infer<typeof proposalDetailSchema>

export const newProposalSchema = z.strictObject({
  city: cityCodeSchema,
  dataset: datasetSchema,
  requestKey: textSchema(80),
  kind: z.enum(['proposal', 'suggestion']),
  number: textSchema(40),
  session: textSchema(100),
  proposers: z.array(textSchema(60)).min(1).max(60),
  subject: textSchema(300),
  content: optional(8000),
  receivedOn: z.iso.date(),
  dueDate: z.iso.date(),
  leadUnit: optional(100),
})
export type NewProposal = z.infer<typeof newProposalSchema>
export const draftSchema = z.strictObject({ seen: z.number().int().nonnegative(), reply: replySchema })
export const proposalActSchema = z.strictObject({
  seen: z.number().int().nonnegative(),
  action: textSchema(60),
  comment: textSchema(2000).optional(),
  leadUnit: textSchema(100).optional(),
  satisfaction: z.enum(satisfactions).optional(),
})
export type ProposalAct = z.infer<typeof proposalActSchema>
export const heldFactSchema = z.object({ text: z.string(), source: z.string() })
