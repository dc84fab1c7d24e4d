// One page for a leader: every number with the page it opens.
import { z } from '@hono/zod-openapi'
import { targetLights } from '../../indicators/model.ts'

const countSchema = z.int().min(0).nullable()
const statusCountsSchema = z.object({
  strong: z.int(),
  weak: z.int(),
  missing: z.int(),
  unknown: z.int(),
})
export type StatusCounts = z.infer<typeof statusCountsSchema>

/** What is kept of a day, for the comparison with a later one; public counts only. */
export const dayStateSchema = z.object({
  chains: z.record(z.string(), statusCountsSchema.nullable()),
  organisations: z.int(),
})
export type DayState = z.infer<typeof dayStateSchema>

const changeSchema = z.object({
  id: z.string(),
  /** What kind of change, for its mark. */
  kind: z.enum(['better', 'worse', 'moved', 'new', 'done', 'late']),
  text: z.string(),
  path: z.string(),
})
export type CockpitChange = z.infer<typeof changeSchema>

export const cockpitSchema = z.object({
  city: z.string(),
  cityName: z.string(),
  dataset: z.enum(['held', 'demo']),
  asOf: z.string(),
  at: z.string(),
  chains: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      leader: z.string().nullable(),
      /** Null where no map is drawn. */
      counts: statusCountsSchema.nullable(),
      /** Since the day that is compared with; null where nothing was kept. */
      before: statusCountsSchema.nullable(),
      gravest: z.object({ node: z.string(), dependents: z.int(), path: z.string() }).nullable(),
      /** Tasks of the chain in red; null where the city has no task at all, or the reader may not see them. */
      redTasks: countSchema,
      path: z.string(),
    }),
  ),
  gaps: z.object({
    /** Null while no node of any chain is judged. */
    missing: countSchema,
    weak: countSchema,
    open: countSchema,
    overdue: countSchema,
    path: z.string(),
  }),
  tasks: z
    .object({
      ...{ open: z.int(), done: z.int(), red: z.int(), yellow: z.int(), green: z.int(), path: z.string() },
      late: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          units: z.array(z.string()),
          due: z.string().nullable(),
          days: z.int(),
          path: z.string(),
        }),
      ),
    })
    .nullable(),
  targets: z.object({
    ...{ total: z.int(), reached: z.int(), onCourse: z.int(), behind: z.int(), unknown: z.int() },
    conflicts: z.int(),
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        scope: z.string(),
        goal: z.string(),
        due: z.string().nullable(),
        value: z.string().nullable(),
        valueOn: z.string().nullable(),
        light: z.enum(targetLights),
        path: z.string(),
      }),
    ),
    path: z.string(),
  }),
  alerts: z.object({
    /** False while no firm was ever asked to report: the counts are unknown, not withheld. */
    isWatched: z.boolean(),
    ...{ open: countSchema, overdue: countSchema, raised: countSchema, settled: countSchema },
    path: z.string(),
  }),
  week: z.object({
    /** First day of what counts as this week; the day whose counts are compared with, null where none was kept. */
    since: z.string(),
    comparedOn: z.string().nullable(),
    changes: z.array(changeSchema),
  }),
})
export type Cockpit = z.infer<typeof cockpitSchema>
