import { z } from '@hono/zod-openapi'

export const runStatuses = ['waiting', 'running', 'paused', 'done', 'failed', 'cancelled'] as const

/** Work in the hands of the workers. */
export const workStateSchema = z.object({
  status: z.enum(runStatuses),
  /** 0 to 1; null while nothing is known. */
  doneRatio: z.number().nullable(),
  /** Why it failed, in words; null else. */
  problem: z.string().nullable(),
})
export type WorkState = z.infer<typeof workStateSchema>
