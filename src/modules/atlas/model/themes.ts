/** The data themes of the industrial map (row C06): what is held of each, who answers for it, how old it is. */
import { z } from '@hono/zod-openapi'
import { textSchema } from '../../access/model.ts'
import { scopeQuerySchema } from './base.ts'

export const themeIds = [
  'parks',
  'major_projects',
  'research_platforms',
  'foreign_firms',
  'above_scale_firms',
  'talent',
  'land',
  'factories',
  'firms',
] as const
export const themeIdSchema = z.enum(themeIds)
export type ThemeId = (typeof themeIds)[number]

export const themeSchema = z.object({
  id: themeIdSchema,
  /** Null: what is asked for is not held at all. */
  count: z.number().int().nullable(),
  /** Of the count, how many stand on the map with a place; null where the theme has none. */
  placed: z.number().int().nullable(),
  /** Of whom nobody has said whether they belong here. */
  unclassified: z.number().int().nullable(),
  /** Day of the newest change of a row; null where nothing is held. */
  updatedOn: z.string().nullable(),
  ageDays: z.number().int().nullable(),
  staleAfterDays: z.number().int(),
  isStale: z.boolean().nullable(),
  owner: z.string().nullable(),
  ownerSource: z.string().nullable(),
  /** Page that shows the rows, and the one that brings them; null where there is none yet. */
  listPath: z.string().nullable(),
  importPath: z.string().nullable(),
})
export type Theme = z.infer<typeof themeSchema>
export const themeListSchema = z.object({ asOf: z.string(), items: z.array(themeSchema) })
export type ThemeList = z.infer<typeof themeListSchema>

export const themeInputSchema = scopeQuerySchema.extend({
  owner: textSchema(100).nullable(),
  staleAfterDays: z.number().int().min(1).max(3650),
  source: textSchema(300),
})
export type ThemeInput = z.infer<typeof themeInputSchema>
