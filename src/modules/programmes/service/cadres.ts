import { normaliseName } from '../../../engines/identity/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, holds, requirePermission } from '../../access/index.ts'
import { listByName } from '../../registry/index.ts'
import type { Cadre, CadreDetail, CadreLines, CadreQuery, NewCadre, NewContact } from '../model.ts'
import * as queries from '../queries/cadres.ts'
import { insertTasks } from '../queries/plans.ts'
import { findOrganisation } from '../queries/supervision.ts'
import { dueOf } from './create-task.ts'
import { resolveNames, unitRows } from './resolve-units.ts'

const dayMs = 86_400_000
const daysBetween = (from: string, to: string) =>
  Math.max(0, Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs))

function shown(row: queries.ShownCadre, today: string): Cadre {
  const isHolding = row.validFrom <= today && (row.validTo === null || row.validTo > today)
  return {
    id: String(row.id),
    personName: row.personName,
    unit: row.unit,
    post: row.post,
    organisationId: String(row.organisationId),
    organisationName: row.organisationName,
    validFrom: row.validFrom,
    validTo: row.validTo,
    source: row.source,
    holds: isHolding,
    contacts: Number(row.contacts),
    lastContactOn: row.lastContactOn,
    quietDays: isHolding ? daysBetween(row.lastContactOn ?? row.validFrom, today) : null,
  }
}

/** Which cadre is at hand for which firm, since when, and how long nothing was heard (千名干部联千企). */
export async function listCadres(ctx: Context, { city, dataset, organisation }: CadreQuery) {
  requirePermission(ctx.actor, 'programmes.read', city)
  const rows = await queries.listCadres(ctx.db, { dataset, cityCode: city, organisation })
  const items = rows.map((row) => shown(row, chinaDay(ctx.now)))
  const holding = items.filter((one) => one.holds)
  return {
    items,
    holding: holding.length,
    persons: new Set(holding.map(({ personName, unit }) => `${unit} ${personName}`)).size,
    firms: new Set(holding.map(({ organisationId }) => organisationId)).size,
  }
}

async function getCadreRow(ctx: Context, id: string, isLocked = false): Promise<queries.ShownCadre> {
  const row = await queries.findCadre(ctx.db, id, isLocked)
  if (!row) throw new AppError('not_found', 'programmes.no_cadre', { id })
  requirePermission(ctx.actor, 'programmes.read', row.cityCode)
  return row
}

/** The office, or somebody of the cadre's own unit. */
function mayLog(ctx: Context, row: queries.ShownCadre): boolean {
  if (holds(ctx.actor, 'programmes.manage')) return true
  const { organisationId } = ctx.actor
  return (
    holds(ctx.actor, 'programmes.report') && organisationId !== null && row.unitId === BigInt(organisationId)
  )
}

/** One assignment with its log. */
export async function getCadre(ctx: Context, id: string): Promise<CadreDetail> {
  requirePermission(ctx.actor, 'programmes.read')
  const row = await getCadreRow(ctx, id)
  const cadre = shown(row, chinaDay(ctx.now))
  return {
    ...cadre,
    log: (await queries.listContacts(ctx.db, row.id)).map((line) => ({
      id: String(line.id),
      onDay: line.onDay,
      way: line.way,
      raised: line.raised,
      done: line.done,
      taskId: line.taskId === null ? null : String(line.taskId),
      by: line.toldBy,
    })),
    mayLog: cadre.holds && mayLog(ctx, row),
    mayChange: cadre.holds && holds(ctx.actor, 'programmes.manage'),
  }
}

/** Assigns a cadre to a firm of the register; the same that holds already is left as it is. */
export async function assignCadre(ctx: Context, input: NewCadre): Promise<{ isNew: boolean }> {
  requirePermission(ctx.actor, 'programmes.manage', input.city)
  const { city, organisationId, ...rest } = input
  if (!(await findOrganisation(ctx.db, input.dataset, organisationId)))
    throw new AppError('not_found', 'programmes.no_organisation', { id: organisationId })
  const place = { dataset: input.dataset, cityCode: city }
  const found = await resolveNames(ctx, place, [input.unit])
  const id = await queries.insertCadre(ctx.db, {
    ...rest,
    ...place,
    unitId: found.get(input.unit) ?? null,
    organisationId: BigInt(organisationId),
    recordedBy: ctx.actor.displayName,
    recordedAt: ctx.now,
  })
  if (id !== undefined)
    await audit(ctx, {
      action: 'programmes.cadre_assign',
      subject: `programmes.cadre/${id}`,
      detail: { organisationId, personName: input.personName, unit: input.unit },
    })
  return { isNew: id !== undefined }
}

/**
 * Assigns many at once from a list. A line whose firm is not in the register, or means two, is told with its number, and
 * then nothing of the list is written.
 */
export async function assignCadres(ctx: Context, input: CadreLines) {
  requirePermission(ctx.actor, 'programmes.manage', input.city)
  const names = input.lines.map(({ firm }) => normaliseName(firm))
  const held = await listByName(ctx.db, input.dataset, [...new Set(names)])
  const of = (name: string) => [
    ...new Set(held.filter((one) => one.nameNormalised === name).map(({ id }) => String(id))),
  ]
  const faults = input.lines.flatMap(({ firm }, i) => {
    const found = of(names[i]!)
    if (found.length === 1) return []
    const code = found.length === 0 ? 'programmes.cadre_no_firm' : 'programmes.cadre_two_firms'
    return [{ line: i + 1, text: translate(ctx.lang, code, { firm }) }]
  })
  if (faults.length > 0) return { assigned: 0, held: 0, faults }
  let assigned = 0
  const { lines, ...rest } = input
  for (const [i, { personName, unit, post }] of lines.entries()) {
    const made = await assignCadre(ctx, {
      ...rest,
      personName,
      unit,
      post,
      organisationId: of(names[i]!)[0]!,
    })
    assigned += made.isNew ? 1 : 0
  }
  return { assigned, held: lines.length - assigned, faults }
}

/** Ends an assignment on its last day. */
export async function endCadre(
  ctx: Context,
  id: string,
  { lastDay, why }: { lastDay: string; why: string },
): Promise<CadreDetail> {
  requirePermission(ctx.actor, 'programmes.manage')
  const row = await getCadreRow(ctx, id)
  if (lastDay < row.validFrom)
    throw new AppError('invalid', 'programmes.cadre_ends_early', { from: row.validFrom })
  const validTo = new Date(Date.parse(`${lastDay}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)
  if (!(await queries.endCadre(ctx.db, { id, validTo, endWhy: why })))
    throw new AppError('conflict', 'programmes.cadre_ended')
  await audit(ctx, {
    action: 'programmes.cadre_end',
    subject: `programmes.cadre/${id}`,
    detail: { lastDay, why },
  })
  return getCadre(ctx, id)
}

/** Notes a contact; what the firm raised can become a task of a unit at once. The same one sent twice is kept once. */
export async function logContact(ctx: Context, id: string, input: NewContact): Promise<CadreDetail> {
  requirePermission(ctx.actor, 'programmes.report')
  const row = await getCadreRow(ctx, id, true)
  if (!mayLog(ctx, row)) throw new AppError('forbidden', 'programmes.not_own_cadre')
  const isEnded = row.validTo !== null && row.validTo <= input.onDay
  if (isEnded || input.onDay < row.validFrom || input.onDay > chinaDay(ctx.now))
    throw new AppError('invalid', 'programmes.contact_day', { from: row.validFrom })
  if (input.task !== null && input.raised === null)
    throw new AppError('invalid', 'programmes.contact_nothing_raised')
  const { task, ...line } = input
  if (await isLogged(ctx, row, input)) return getCadre(ctx, id)
  const taskId = task === null ? null : await makeTask(ctx, row, input)
  await queries.insertContact(ctx.db, {
    ...line,
    cadreId: row.id,
    taskId,
    toldBy: ctx.actor.displayName,
    toldAt: ctx.now,
  })
  await audit(ctx, {
    action: 'programmes.cadre_contact',
    subject: `programmes.cadre/${id}`,
    detail: { ...line, taskId: taskId === null ? null : String(taskId) },
  })
  return getCadre(ctx, id)
}

/** Whether the same person has noted just this contact before. */
async function isLogged(ctx: Context, row: queries.ShownCadre, input: NewContact): Promise<boolean> {
  return (await queries.listContacts(ctx.db, row.id)).some(
    (held) =>
      held.toldBy === ctx.actor.displayName &&
      held.onDay === input.onDay &&
      held.way === input.way &&
      held.raised === input.raised &&
      held.done === input.done &&
      (held.taskId === null) === (input.task === null),
  )
}

async function makeTask(ctx: Context, row: queries.ShownCadre, input: NewContact): Promise<bigint> {
  const place = { dataset: row.dataset, cityCode: row.cityCode }
  const { title, leads, ...due } = input.task!
  const [id] = await insertTasks(ctx.db, [
    {
      ...place,
      planId: null,
      documentId: null,
      documentOrdinal: null,
      kind: 'pulled',
      title,
      content: input.raised,
      parentTitle: row.organisationName,
      ...dueOf(due),
      leadPersons: [],
      originRoom: 'programmes.meeting',
      originPath: `/cadres/${row.id}`,
      createdBy: ctx.actor.userName,
      createdAt: ctx.now,
      units: await unitRows(
        ctx,
        place,
        leads.map((name) => ({ part: 'lead' as const, name })),
      ),
    },
  ])
  return id!
}
