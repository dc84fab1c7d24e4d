import { z } from 'zod'
import { checkLifeCycle, type Flaw } from './check.ts'
import type { LifeCycle } from './model.ts'

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const name = z.string().regex(/^[a-z][a-z0-9_]*$/)
const named = z.record(name, words)

const state = z.strictObject({
  title: words,
  kind: z.enum(['open', 'done', 'dropped']),
  deadline: z
    .strictObject({
      workingDays: z.int(),
      escalate: z.array(z.strictObject({ afterWorkingDays: z.int(), to: name })).default([]),
    })
    .optional(),
  parallel: z
    .strictObject({
      need: z.union([z.literal('all'), z.int()]),
      parts: z
        .array(z.strictObject({ id: name, title: words, by: z.array(name), needs: z.array(name).optional() }))
        .min(1),
    })
    .optional(),
})

const action = z.strictObject({
  title: words,
  from: z.array(name),
  to: name,
  by: z.array(name),
  needs: z.array(name).optional(),
  needsComment: z.boolean().optional(),
  afterParts: z.boolean().optional(),
  parts: z.enum(['agreed', 'objected']).optional(),
  afterSubtasks: z.boolean().optional(),
  afterDeadline: z.boolean().optional(),
})

const lifeCycle = z.strictObject({
  id: name,
  version: z.int().min(1),
  title: words,
  roles: named,
  attachments: named.default({}),
  initial: name,
  states: z.record(name, state),
  actions: z.record(name, action),
})

/** A life cycle from a pack's data: the checked table, or every flaw with its place. */
export type Parsed =
  | { readonly ok: true; readonly cycle: LifeCycle }
  | { readonly ok: false; readonly flaws: readonly Flaw[] }

/** Reads a life cycle from data (a YAML file's content) and checks it whole. */
export function parseLifeCycle(data: unknown): Parsed {
  const read = lifeCycle.safeParse(data)
  if (!read.success) {
    const flaws = read.error.issues.map(({ path, message }) => ({
      at: path.join('.') || '(root)',
      zh: `格式不对：${message}`,
      en: `wrong form: ${message}`,
    }))
    return { ok: false, flaws }
  }
  const flaws = checkLifeCycle(read.data)
  return flaws.length > 0 ? { ok: false, flaws } : { ok: true, cycle: read.data }
}
