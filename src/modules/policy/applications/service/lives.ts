// One thing on its way through a life cycle of the pack: begin, act, finish a part. The engine decides; history is kept.
import {
  type Asked,
  act,
  allowedActions,
  closeSubtask,
  dueOn,
  finishPart,
  type Instance,
  type Actor as LifeActor,
  type LifeCycle,
  type Outcome,
  openSubtask,
  parseLifeCycle,
  replay,
  start,
} from '../../../../engines/workflow/index.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { workingDays } from '../../../../platform/working-days.ts'
import { audit, type Context } from '../../../access/index.ts'
import { listPartDepartments } from '../queries/departments.ts'
import * as queries from '../queries/lives.ts'
import type { LifeEventRow, LifeKind } from '../tables.ts'
import { dueOf } from './call-calendar.ts'
import { eventOf, lineOf, nameOf } from './life-lines.ts'
import { refused } from './refusals.ts'

export type Living = {
  readonly life: queries.Life
  readonly cycle: LifeCycle
  readonly instance: Instance
  readonly rows: readonly LifeEventRow[]
}

const cyclesRead = new WeakMap<object, LifeCycle>()
function cycleOf(row: { definition: unknown; id: string; version: number }): LifeCycle {
  const known = cyclesRead.get(row.definition as object)
  if (known) return known
  const parsed = parseLifeCycle(row.definition)
  if (!parsed.ok) throw new Error(`the stored life cycle ${row.id} ${row.version} has flaws`)
  cyclesRead.set(row.definition as object, parsed.cycle)
  return parsed.cycle
}

/** The newest life cycle of a name in a city: the city's own, else the nation's. */
export async function currentCycle(ctx: Context, id: string, cityCode: string) {
  const [row] = await queries.listNewestLifeCycles(ctx.db, id, cityCode)
  if (!row) throw new AppError('conflict', 'policy.no_life_cycle', { id })
  return { row, cycle: cycleOf(row) }
}

/** One version of a life cycle, for things of later rooms that began by it; undefined where no pack brought it. */
export async function findCycle(
  ctx: Context,
  key: { id: string; cityCode: string; version: number },
): Promise<LifeCycle | undefined> {
  const row = await queries.findLifeCycle(ctx.db, key)
  return row && cycleOf(row)
}

/** A thing with its life cycle and history. */
export async function readLiving(ctx: Context, life: queries.Life): Promise<Living> {
  const row = await queries.findLifeCycle(ctx.db, {
    id: life.lifeCycleId,
    cityCode: life.lifeCycleCity,
    version: life.lifeCycleVersion,
  })
  if (!row) throw new Error(`life ${life.id} has no life cycle`)
  const cycle = cycleOf(row)
  const rows = await queries.listEvents(ctx.db, life.id)
  return { life, cycle, rows, instance: replay(cycle, rows.map(eventOf)) }
}

type Begun = {
  kind: LifeKind
  lifeCycle: string
  dataset: 'held' | 'demo'
  cityCode: string
  organisationId: string | null
  title: string
  requestKey: string
}

/** Begins a thing; a request sent twice by the same person finds the first one. */
export async function beginLife(ctx: Context, input: Begun): Promise<{ life: queries.Life; isNew: boolean }> {
  const { row, cycle } = await currentCycle(ctx, input.lifeCycle, input.cityCode)
  const begun = start(cycle, { actor: { id: ctx.actor.userName, roles: [] }, at: ctx.now.toISOString() })
  const id = await queries.insertLife(ctx.db, {
    dataset: input.dataset,
    cityCode: input.cityCode,
    kind: input.kind,
    organisationId: input.organisationId === null ? null : BigInt(input.organisationId),
    title: input.title,
    lifeCycleId: row.id,
    lifeCycleCity: row.cityCode,
    lifeCycleVersion: row.version,
    state: begun.state,
    dueOn: dueOn(cycle, begun, workingDays()),
    requestKey: input.requestKey,
    createdBy: ctx.actor.userName,
    createdAt: ctx.now,
    changedAt: ctx.now,
  })
  if (id === undefined) {
    const life = await queries.findLifeByRequest(ctx.db, ctx.actor.userName, input.requestKey)
    if (!life || life.kind !== input.kind) throw new AppError('conflict', 'policy.request_key_used')
    return { life, isNew: false }
  }
  await queries.insertEvents(ctx.db, [lineOf(ctx, id, 1, begun.history[0]!, {})])
  await queries.updateLife(ctx.db, id, { events: 1 })
  const life = await queries.findLife(ctx.db, String(id), input.kind)
  return { life: life!, isNew: true }
}

/**
 * The roles that a person has towards one thing: `applicant` for whose case it is, and then nothing else, so that nobody
 * decides on a case of their own organisation; `office`; the parts that the city gave to their department.
 */
export async function rolesToward(ctx: Context, life: queries.Life): Promise<string[]> {
  const { role, organisationId } = ctx.actor
  if (organisationId !== null && life.organisationId === BigInt(organisationId)) return ['applicant']
  if (role === 'chain_office' || role === 'administrator') return ['office']
  if (role !== 'department' || organisationId === null) return []
  const parts = await listPartDepartments(ctx.db, life)
  return parts.filter((one) => one.organisationId === BigInt(organisationId)).map(({ part }) => part)
}

/** Takes hold of a thing for a change; refuses when somebody else acted since the asker looked, naming who. */
export async function holdLiving(
  ctx: Context,
  kind: LifeKind,
  id: string,
  seenEvents: number | null,
): Promise<Living> {
  const life = await queries.lockLife(ctx.db, id, kind)
  if (!life) throw new AppError('not_found', `policy.no_${kind}`, { id })
  const living = await readLiving(ctx, life)
  const last = living.rows.at(-1)
  if (seenEvents !== null && seenEvents !== life.events && last) {
    const title = last.kind === 'acted' ? living.cycle.actions[last.name ?? '']?.title[ctx.lang] : null
    throw new AppError('conflict', 'policy.case_changed', {
      who: last.actorName,
      what: title ?? living.cycle.states[living.instance.state]?.title[ctx.lang] ?? last.kind,
      at: last.at.toISOString(),
    })
  }
  return living
}

/** Writes what the engine allowed, or throws with every reason. */
export async function settle(
  ctx: Context,
  living: Living,
  outcome: Outcome,
  detail: object = {},
): Promise<Living> {
  if (!outcome.ok) throw refused(ctx, living, outcome.refusals)
  const { instance } = outcome
  const { life, cycle } = living
  const fresh = instance.history.slice(living.rows.length)
  const lines = fresh.map((event, i) =>
    lineOf(ctx, life.id, living.rows.length + 1 + i, event, { state: living.instance.state, ...detail }),
  )
  await queries.insertEvents(ctx.db, lines)
  const due = instance.state === life.state ? life.dueOn : await dueOf(ctx, { life, cycle, instance })
  const change = { state: instance.state, dueOn: due, events: instance.history.length, changedAt: ctx.now }
  await queries.updateLife(ctx.db, life.id, change)
  const [first] = fresh
  if (first)
    await audit(ctx, {
      action: `policy.${life.kind}_${first.kind}`,
      subject: `policy.${life.kind}/${life.id}`,
      detail: { names: fresh.map(nameOf), state: instance.state, comment: first.comment, ...detail },
    })
  return {
    ...living,
    life: { ...life, ...change },
    instance,
    rows: await queries.listEvents(ctx.db, life.id),
  }
}

/** Sets the last day of the present state anew, where its reckoning moved; gives the thing with it. */
export async function setDay(ctx: Context, living: Living): Promise<Living> {
  const due = await dueOf(ctx, living)
  if (due === living.life.dueOn) return living
  await queries.updateLife(ctx.db, living.life.id, { dueOn: due })
  return { ...living, life: { ...living.life, dueOn: due } }
}

export type Done = { comment?: string | undefined; attachments?: readonly string[]; detail?: object }

const askedOf = (ctx: Context, actor: LifeActor, { comment, attachments = [] }: Done): Asked => ({
  actor,
  at: ctx.now.toISOString(),
  attachments,
  calendar: workingDays(),
  ...(comment === undefined ? {} : { comment }),
})

/** Takes an action of the life cycle as the person who asks. */
export async function takeAction(ctx: Context, living: Living, action: string, done: Done): Promise<Living> {
  const actor = { id: ctx.actor.userName, roles: await rolesToward(ctx, living.life) }
  return settle(
    ctx,
    living,
    act(living.cycle, living.instance, action, askedOf(ctx, actor, done)),
    done.detail,
  )
}

/** Finishes one parallel part as the department that has it. */
export async function completePart(
  ctx: Context,
  living: Living,
  part: string,
  done: Done & { verdict: 'agreed' | 'objected' },
): Promise<Living> {
  const actor = { id: ctx.actor.userName, roles: await rolesToward(ctx, living.life) }
  const asked = { ...askedOf(ctx, actor, done), verdict: done.verdict }
  return settle(ctx, living, finishPart(living.cycle, living.instance, part, asked), done.detail)
}

/** Opens or closes sub-tasks (instalments, milestones) of a thing that is still open. */
export async function changeSubtasks(
  ctx: Context,
  living: Living,
  kind: 'open' | 'close',
  names: readonly string[],
  detail: object = {},
): Promise<Living> {
  let outcome: Outcome = { ok: true, instance: living.instance }
  for (const name of names) {
    if (!outcome.ok) break
    const asked = askedOf(ctx, { id: ctx.actor.userName, roles: [] }, {})
    outcome = (kind === 'open' ? openSubtask : closeSubtask)(living.cycle, outcome.instance, name, asked)
  }
  return settle(ctx, living, outcome, detail)
}

/** What a person may do with a thing now, each with what still stands in the way, in words. */
export async function offersOf(ctx: Context, { cycle, instance, life }: Living) {
  const roles = await rolesToward(ctx, life)
  const actor = { id: ctx.actor.userName, roles }
  const now = { at: ctx.now.toISOString(), calendar: workingDays() }
  const parts = cycle.states[instance.state]?.parallel?.parts ?? []
  return {
    roles,
    actions: allowedActions(cycle, instance, actor, now),
    parts: parts
      .filter(({ id, by }) => !instance.partsDone.includes(id) && by.some((role) => roles.includes(role)))
      .map(({ id, title }) => ({ id, title: title[ctx.lang] })),
  }
}

/** The name of a state in both languages, for a notice whose reader's language is not known yet. */
export const stateWords = (cycle: LifeCycle, state: string): { zh: string; en: string } =>
  cycle.states[state]?.title ?? { zh: state, en: state }
