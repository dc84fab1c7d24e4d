import { z } from '@hono/zod-openapi'
import { chinaDay } from '../../../kernel/china-day.ts'
import type { JobDefinition } from '../../../platform/jobs/index.ts'
import {
  asProgramAlready,
  audit,
  type Context,
  listOfficePeople,
  type NoticeTo,
  pushNotice,
  requirePermission,
  systemActor,
} from '../../access/index.ts'
import { escalationPathOf } from '../../chains/index.ts'
import { type ChainPath, leadersOf, sayStep } from '../domain/escalation-text.ts'
import type { EscalationStep } from '../domain/lights.ts'
import * as queries from '../queries/supervision.ts'
import { type HeldTask, listUnits, type Place } from '../queries/tasks.ts'
import { listPlaces } from '../queries/unit-names.ts'
import { tellDigests } from './digest.ts'
import { tieOpenNames } from './resolve-units.ts'
import { watchOf } from './watch.ts'

type Told = { readonly to: NoticeTo; readonly kind: string; readonly body: string }
type Step = { task: HeldTask; to: EscalationStep; path: ChainPath | null }

/** Whom a step goes to and with which words; units that nobody tied to an organisation cannot be told, then the office is. */
async function receivers(ctx: Context, step: Step): Promise<Told[]> {
  const { task, to, path } = step
  const kind = 'programmes.told_overdue'
  const body = sayStep(to, path)
  if (to.to === 'leader') return toLeaders(ctx, step, body)
  const office: NoticeTo = { role: 'chain_office', cityCode: task.cityCode }
  if (to.to === 'office') return [{ to: office, kind, body }]
  const units = (await listUnits(ctx.db, [task.id])).filter(({ part }) => part !== 'support')
  const known = new Set(
    units.flatMap(({ organisationId }) => (organisationId === null ? [] : [String(organisationId)])),
  )
  if (known.size === 0) return [{ to: office, kind, body }]
  return [...known].map((organisationId) => ({ to: { organisationId }, kind, body }))
}

/**
 * The leader of the task's chain and those above whom the step means, each in person; other chains' leaders are not told.
 * Where nobody leads the chain on the day, or a leader has no account here, the office is told so.
 */
async function toLeaders(ctx: Context, { task, to, path }: Step, body: string): Promise<Told[]> {
  const office: NoticeTo = { role: 'chain_office', cityCode: task.cityCode }
  const names = leadersOf(to, path, task.leadPersons)
  if (names.length === 0) return [{ to: office, kind: 'programmes.told_no_leader', body }]
  const people = (await listOfficePeople(ctx, task.cityCode)).filter(({ role }) => role === 'chain_leader')
  const told = people.filter(({ name }) => names.includes(name))
  const missing = names.filter((name) => !told.some((one) => one.name === name))
  const inPerson = told.map(({ userId }) => ({ to: { userId }, kind: 'programmes.told_overdue', body }))
  if (missing.length === 0) return inPerson
  return [
    ...inPerson,
    { to: office, kind: 'programmes.told_leader_without_account', body: missing.join('、') },
  ]
}

type Due = { step: number; to: EscalationStep }

async function takeStep(ctx: Context, task: HeldTask, due: Due, days: number, path: ChainPath | null) {
  const dueDate = task.dueDate!
  const body = sayStep(due.to, path)
  const row = { taskId: task.id, dueDate, step: due.step, told: body, at: ctx.now }
  if (!(await queries.insertReminder(ctx.db, row))) return false
  for (const told of await receivers(ctx, { task, to: due.to, path }))
    await pushNotice(ctx, {
      to: told.to,
      kind: told.kind,
      params: { title: task.title, dueOn: dueDate, days, body: told.body },
      reference: { room: 'programmes', path: `/tasks/${task.id}` },
      dueDate,
      dataset: task.dataset,
      onceKey: `programmes.overdue/${task.id}/${dueDate}/${due.step}/${JSON.stringify(told.to)}`,
    })
  await audit(ctx, {
    action: 'programmes.task_escalate',
    subject: `programmes.task/${task.id}`,
    detail: { step: due.step, to: body, dueDate, overdueWorkingDays: days },
  })
  return true
}

/** The ways up of chains on one day, each read once. */
function chainPaths(ctx: Context, onDate: string) {
  const held = new Map<string, Promise<ChainPath>>()
  return async ({ chainId, cityCode, dataset }: HeldTask): Promise<ChainPath | null> => {
    if (chainId === null) return null
    const key = `${dataset} ${cityCode} ${chainId}`
    const path = held.get(key) ?? escalationPathOf(ctx, chainId, onDate, { city: cityCode, dataset })
    held.set(key, path)
    return path
  }
}

/**
 * Takes every step of the escalation path that is due, over all cities or in one; a second run on the same day does
 * nothing.
 */
export async function escalateTasks(ctx: Context, only?: Place): Promise<{ steps: number }> {
  requirePermission(ctx.actor, 'programmes.escalate')
  const watches = new Map<string, Awaited<ReturnType<typeof watchOf>>['watch']>()
  const today = chinaDay(ctx.now)
  const pathOf = chainPaths(ctx, today)
  let steps = 0
  for (let after = 0n; ; ) {
    const page = await queries.listLateTasks(ctx.db, { today, after, limit: 500, only })
    for (const task of page) {
      const watch = watches.get(task.cityCode) ?? (await watchOf(ctx, task.cityCode)).watch
      watches.set(task.cityCode, watch)
      for (const due of watch.stepsDue(task))
        if (await takeStep(ctx, task, due, watch.lateBy(task.dueDate!), await pathOf(task))) steps++
    }
    const last = page.at(-1)
    if (!last || page.length < 500) return { steps }
    after = last.id
  }
}

/** Four times a day: whom units' names mean by now, which tasks have passed their last day, and on Mondays the week's digest. */
export const taskEscalationJob: JobDefinition<Record<string, never>> = {
  name: 'programmes.escalate_tasks',
  input: z.object({}) as never,
  everyMinutes: 360,
  work: async ({ now }) => {
    return async (db) => {
      const program = {
        actor: systemActor,
        lang: 'zh' as const,
        requestId: 'job',
        asProgram: asProgramAlready,
      }
      const ctx = { db, now, ...program }
      for (const place of await listPlaces(db)) await tieOpenNames(ctx, place)
      await escalateTasks(ctx)
      await tellDigests(ctx)
    }
  },
}
