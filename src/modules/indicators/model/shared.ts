import { z } from '@hono/zod-openapi'
import { isPartialDate } from './partial-date.ts'

/** Text in both languages of the house. */
export const bilingualSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
export type Bilingual = z.infer<typeof bilingualSchema>

/** A name that is the same in every file and address: lower case, digits, hyphens. */
export const keySchema = z
  .string()
  .refine(
    (text) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text),
    '编号用小写字母、数字和连字符 lower case, digits, hyphens',
  )
export const cityCodeSchema = z
  .string()
  .refine((text) => /^\d{6}$/.test(text), '六位区划代码，加引号 a six-digit division code, in quotes')
/** YYYY, YYYY-MM or YYYY-MM-DD, as precise as the document is. */
export const partialDateSchema = z
  .string()
  .refine(isPartialDate, '日期写成 YYYY、YYYY-MM 或 YYYY-MM-DD a date as YYYY, YYYY-MM or YYYY-MM-DD')

/** Where a statement stands in a document; `sentence` is its own words, null where the whole document is meant. */
export const citationSchema = z.strictObject({
  document: keySchema,
  place: z.string().nullable(),
  sentence: z.string().nullable(),
})
/** A citation, or the mark that nothing supports the statement yet. */
export const sourceSchema = z.union([z.literal('假设'), citationSchema])
export type Source = z.infer<typeof sourceSchema>

/** A decimal as it travels, so that no reader rounds it. */
export const decimalSchema = z.string().regex(/^-?\d{1,30}(\.\d{1,12})?$/)

/** A document that a pack cites. `date` is as precise as the document is. */
export const sourceDocumentSchema = z.strictObject({
  id: keySchema,
  title: z.string().min(1),
  number: z.string().nullable(),
  issuer: z.string().nullable(),
  date: partialDateSchema,
  status: z.enum(['in_force', 'draft', 'repealed']),
  note: bilingualSchema.optional(),
})
export type SourceDocument = z.infer<typeof sourceDocumentSchema>
