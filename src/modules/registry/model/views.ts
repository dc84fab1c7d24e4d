import { z } from '@hono/zod-openapi'
import { idSchema, textSchema } from '../../access/model.ts'

/** What a list is shown with: its filters as they stand in the address, and its hidden columns. */
export const viewSettingsSchema = z.object({
  search: z.record(z.string().max(40), z.string().max(200)),
  hidden: z.array(z.string().max(60)).max(100),
})
export const newViewSchema = z.object({
  list: z.string().regex(/^[a-z][a-z-]{0,39}$/, 'list'),
  name: textSchema(60),
  settings: viewSettingsSchema,
  isShared: z.boolean(),
})
export type NewView = z.infer<typeof newViewSchema>
export const savedViewSchema = newViewSchema.extend({
  id: idSchema,
  ownerName: z.string(),
  isOwn: z.boolean(),
  savedAt: z.string(),
})
export type SavedView = z.infer<typeof savedViewSchema>
