import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema } from './basics.ts'

/** When a notice of a kind comes: as it happens, gathered each morning or each Monday, or not at all. */
export const noticeModes = ['at_once', 'daily', 'weekly', 'off'] as const
export const noticeModeSchema = z.enum(noticeModes)
export type NoticeMode = z.infer<typeof noticeModeSchema>

export const inboxQuerySchema = z.object({ dataset: datasetSchema, city: cityCodeSchema.optional() })
export const todoItemSchema = z.object({
  room: z.string(),
  id: z.string(),
  kind: z.string(),
  text: z.string(),
  path: z.string(),
  dueDate: z.string().nullable(),
  isOverdue: z.boolean(),
  since: z.string().nullable(),
})
/** One thing that waits, as its reader sees it. */
export type ShownTodo = z.infer<typeof todoItemSchema>
export const todoListSchema = z.object({
  items: z.array(todoItemSchema),
  /** Rooms whose list was cut off at the most that one room gives. */
  cutRooms: z.array(z.string()),
  /** Rooms that could not be asked just now; what waits there is unknown, not nothing. */
  silentRooms: z.array(z.string()),
})
export type TodoList = z.infer<typeof todoListSchema>

export const inboxCountSchema = z.object({
  /** Null where a room could not be asked. */
  waiting: z.number().int().nullable(),
  unread: z.number().int(),
})
export type InboxCount = z.infer<typeof inboxCountSchema>

export const noticeQuerySchema = inboxQuerySchema.extend({
  before: idSchema.optional(),
  unread: z.enum(['true', 'false']).default('false'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const shownNoticeSchema = z.object({
  id: idSchema,
  room: z.string(),
  kind: z.string(),
  text: z.string(),
  path: z.string(),
  dueDate: z.string().nullable(),
  createdAt: z.string(),
  readAt: z.string().nullable(),
  /** The morning whose digest carries it; null where it came at once. */
  digestDay: z.string().nullable(),
})
export type ShownNotice = z.infer<typeof shownNoticeSchema>
export const noticeListSchema = z.object({
  items: z.array(shownNoticeSchema),
  nextBefore: idSchema.nullable(),
})
export type NoticeList = z.infer<typeof noticeListSchema>
export const readNoticesSchema = z.object({ ids: z.array(idSchema).min(1).max(200) })

export const subscriptionSchema = z.object({
  kind: z.string(),
  room: z.string(),
  name: z.string(),
  mode: noticeModeSchema,
})
export type Subscription = z.infer<typeof subscriptionSchema>
export const subscriptionChangeSchema = z.object({ kind: z.string().max(100), mode: noticeModeSchema })
