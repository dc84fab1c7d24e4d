import { z } from '@hono/zod-openapi'
import { idSchema, roleSchema, textSchema } from './basics.ts'

/** Roles that can be named as readers of confidential rows; the firm itself always reads its own. */
export const consentReaders = ['administrator', 'chain_office'] as const

export const consentTermsSchema = z.object({
  purpose: textSchema(300),
  readers: z.array(roleSchema.extract([...consentReaders])).max(consentReaders.length),
  /** The last day; null until withdrawn. */
  validUntil: z.iso.date().nullable(),
  /** Whose facts they are; null where they are several firms'. */
  organisationId: idSchema.nullish(),
})
export type ConsentTerms = z.infer<typeof consentTermsSchema>

export const consentStates = ['unstated', 'open', 'ended', 'withdrawn'] as const
export const consentSchema = z.object({
  id: idSchema,
  kind: z.string(),
  uploadId: z.string(),
  name: z.string(),
  dataset: z.enum(['held', 'demo']),
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  purpose: z.string().nullable(),
  readers: z.array(z.string()),
  validUntil: z.string().nullable(),
  givenAt: z.string(),
  state: z.enum(consentStates),
  withdrawnAt: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
})
export type Consent = z.infer<typeof consentSchema>
export const withdrawalSchema = z.object({ reason: textSchema(300) })

export const confidedDocumentSchema = z.object({
  id: idSchema,
  fileName: z.string(),
  room: z.string(),
  uploadedAt: z.string(),
  readers: z.array(z.string()),
})
export const readingSchema = z.object({
  id: z.string(),
  at: z.string(),
  role: z.string(),
  /** What was read, as the audit trail names it: `network.read_relations`. */
  action: z.string(),
  /** The same in words; null where the room has none. */
  what: z.string().nullable(),
})
/** Somebody outside the firm read something confidential of it. */
export type Reading = z.infer<typeof readingSchema>
export const confidedSchema = z.object({
  consents: z.array(consentSchema),
  documents: z.array(confidedDocumentSchema),
  readings: z.array(readingSchema),
})
/** What a firm confided, and who read what of its own. */
export type Confided = z.infer<typeof confidedSchema>
