import { act, allowedActions, dueOn, type Event, replay, start } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { workingDays } from '../../../platform/working-days.ts'
import {
  audit,
  type Context,
  holds,
  pushNotice,
  requirePermission,
  type TodoItem,
  type TodoSource,
} from '../../access/index.ts'
import { alertCycle } from '../domain/alert-life.ts'
import { addDays, endOfPeriod, lastPeriod } from '../domain/report-period.ts'
import type { Alert, AlertAct, EventInput, ImpactInput, Missing } from '../model.ts'
import {
  type AlertRow,
  findFirm,
  insertAlert,
  insertBuyersAsPossible,
  insertReporter,
  listAffected,
  listAlertRows,
  listReporters,
  lockAlert,
  updateAlert,
  upsertImpact,
} from '../queries/monitoring.ts'
import { loadMonitoringRules } from './monitoring-rules.ts'

type Scope = { readonly city: string; readonly dataset: 'held' | 'demo' }
const office = (ctx: Context) => ({ id: ctx.actor.displayName, roles: ['office'] })

async function tell(ctx: Context, rows: readonly AlertRow[]): Promise<Alert[]> {
  const affected = await listAffected(
    ctx.db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const instance = replay(alertCycle, row.history as Event[])
    const asked = { at: ctx.now.toISOString(), calendar: workingDays() }
    const say = (event: Event) =>
      event.kind === 'acted'
        ? (alertCycle.actions[event.action as 'take']?.title[ctx.lang] ?? '')
        : alertCycle.states.raised.title[ctx.lang]
    return {
      ...{
        id: row.id,
        kind: row.kind,
        organisationId: row.organisationId,
        organisationName: row.organisationName,
      },
      ...{ title: row.title, detail: row.detail, cause: row.cause, owner: row.owner, state: row.state },
      stateText: alertCycle.states[row.state as 'raised'].title[ctx.lang],
      ...{ dueOn: row.dueOn, createdAt: row.createdAt.toISOString() },
      affected: affected
        .filter(({ alertId }) => alertId === row.id)
        .map(({ alertId: _, changedAt, ...one }) => ({ ...one, changedAt: changedAt.toISOString() })),
      actions: allowedActions(alertCycle, instance, office(ctx), asked).map(({ name, title, blockedBy }) => ({
        ...{ name, text: title[ctx.lang] },
        // A comment is asked for by the form: that alone blocks nothing.
        blocked: blockedBy.some(({ code }) => code !== 'comment_missing'),
      })),
      history: instance.history.map((event) => ({
        ...{ at: event.at, actor: event.actor, text: say(event), comment: event.comment },
      })),
    }
  })
}

/** The alerts of a city, newest first. */
export async function listAlerts(ctx: Context, { city, dataset }: Scope): Promise<Alert[]> {
  requirePermission(ctx.actor, 'monitoring.manage', city)
  const alerts = await tell(ctx, await listAlertRows(ctx.db, dataset, city))
  await audit(ctx, { action: 'risk.read_alerts', subject: `city/${city}/${dataset}`, confidential: true })
  return alerts
}

async function getAlert(ctx: Context, id: string): Promise<AlertRow> {
  const row = await lockAlert(ctx.db, id)
  if (!row) throw new AppError('not_found', 'risk.no_alert', { id })
  requirePermission(ctx.actor, 'monitoring.manage', row.cityCode)
  return row
}

/**
 * Takes an alert a step on: cause and owner named, closed with evidence, dismissed, reopened; every step dated.
 * @throws conflict `risk.alert_step` where the step is not open, invalid `risk.alert_incomplete` without cause and owner
 */
export async function actOnAlert(ctx: Context, id: string, input: AlertAct): Promise<Alert> {
  requirePermission(ctx.actor, 'monitoring.manage')
  const row = await getAlert(ctx, id)
  const cause = input.cause ?? row.cause
  const owner = input.owner ?? row.owner
  if (input.action === 'take' && (cause === null || owner === null))
    throw new AppError('invalid', 'risk.alert_incomplete', {})
  const outcome = act(alertCycle, replay(alertCycle, row.history as Event[]), input.action, {
    ...{ actor: office(ctx), at: ctx.now.toISOString(), comment: input.comment },
  })
  if (!outcome.ok)
    throw new AppError('conflict', 'risk.alert_step', {
      state: alertCycle.states[row.state as 'raised'].title[ctx.lang],
    })
  const { instance } = outcome
  await updateAlert(ctx.db, id, {
    ...{ state: instance.state, history: instance.history, cause, owner },
    dueOn: dueOn(alertCycle, instance, workingDays()),
  })
  const detail = { action: input.action, cause, owner }
  await audit(ctx, { action: 'risk.act_on_alert', subject: `risk.alert/${id}`, detail, confidential: true })
  return (await tell(ctx, [await getAlert(ctx, id)]))[0]!
}

/** Marks a firm as possibly or surely affected, not affected, or restored. */
export async function markImpact(ctx: Context, id: string, input: ImpactInput): Promise<Alert> {
  requirePermission(ctx.actor, 'monitoring.manage')
  const row = await getAlert(ctx, id)
  if (!(await findFirm(ctx.db, row.dataset, input.organisationId)))
    throw new AppError('not_found', 'risk.report_no_firm', { line: 1, id: input.organisationId })
  await upsertImpact(ctx.db, {
    ...{ alertId: id, dataset: row.dataset, organisationId: input.organisationId, impact: input.impact },
    ...{ note: input.note, by: ctx.actor.displayName, now: ctx.now },
  })
  const detail = { organisation: input.organisationId, impact: input.impact }
  await audit(ctx, { action: 'risk.mark_impact', subject: `risk.alert/${id}`, detail, confidential: true })
  return (await tell(ctx, [await getAlert(ctx, id)]))[0]!
}

/** An accident, an insolvency, a flood: the firms that it hits and, as possibly affected, their direct buyers. */
export async function reportEvent(ctx: Context, input: EventInput): Promise<Alert> {
  requirePermission(ctx.actor, 'monitoring.manage', input.city)
  for (const [k, id] of input.organisationIds.entries())
    if (!(await findFirm(ctx.db, input.dataset, id)))
      throw new AppError('not_found', 'risk.report_no_firm', { line: k + 1, id })
  const instance = start(alertCycle, { actor: office(ctx), at: ctx.now.toISOString() })
  const onceKey = `event/${input.city}/${ctx.actor.userId ?? 'program'}/${input.onceKey}`
  const id = await insertAlert(ctx.db, {
    ...{ dataset: input.dataset, cityCode: input.city, kind: 'event', rule: input.event },
    ...{ reportId: null, importId: null },
    organisationId: input.organisationIds.length === 1 ? input.organisationIds[0]! : null,
    ...{
      title: input.title,
      detail: { event: input.event },
      state: instance.state,
      history: instance.history,
    },
    ...{ dueOn: dueOn(alertCycle, instance, workingDays()), onceKey, createdAt: ctx.now },
  })
  if (id === undefined) {
    const rows = await listAlertRows(ctx.db, input.dataset, input.city)
    const same = rows.find(({ kind, title }) => kind === 'event' && title === input.title)
    if (!same) throw new AppError('conflict', 'risk.event_key', {})
    return (await tell(ctx, [same]))[0]!
  }
  await markHit(ctx, id, input)
  const detail = { event: input.event, firms: input.organisationIds.length }
  await audit(ctx, { action: 'risk.report_event', subject: `risk.alert/${id}`, detail, confidential: true })
  return (await tell(ctx, [await getAlert(ctx, id)]))[0]!
}

/** Marks the firms that an event hits as surely affected, and their direct buyers as possibly. */
async function markHit(
  ctx: Context,
  id: string,
  { dataset, organisationIds: firms }: EventInput,
): Promise<void> {
  const by = { by: ctx.actor.displayName, now: ctx.now }
  for (const organisationId of firms)
    await upsertImpact(ctx.db, {
      ...{ alertId: id, dataset, organisationId, impact: 'confirmed', note: null, ...by },
    })
  await insertBuyersAsPossible(ctx.db, { id, dataset, firms, on: chinaDay(ctx.now), ...by })
}

/** Asks a firm to report every month or week from now on. */
export async function askToReport(
  ctx: Context,
  input: Scope & { organisationId: string; cadence: 'month' | 'week' },
): Promise<void> {
  requirePermission(ctx.actor, 'monitoring.manage', input.city)
  const firm = await findFirm(ctx.db, input.dataset, input.organisationId)
  if (!firm || firm.cityCode !== input.city)
    throw new AppError('not_found', 'risk.report_no_firm', { line: 1, id: input.organisationId })
  const since = chinaDay(ctx.now)
  await insertReporter(ctx.db, { ...input, since, by: ctx.actor.displayName })
  const detail = { organisation: input.organisationId, cadence: input.cadence }
  await audit(ctx, { action: 'risk.ask_to_report', subject: `city/${input.city}`, detail })
}

async function missingOf(ctx: Context, dataset: 'held' | 'demo', city: string | null): Promise<Missing[]> {
  const today = chinaDay(ctx.now)
  const missing: Missing[] = []
  for (const { organisationId, name, cadence, newest } of await listReporters(ctx.db, dataset, city)) {
    const period = lastPeriod(cadence, today)
    const end = endOfPeriod(cadence, period)!
    if (newest !== null && newest >= end) continue
    const firm = await findFirm(ctx.db, dataset, organisationId)
    const rules = firm?.cityCode ? await loadMonitoringRules(ctx, firm.cityCode) : undefined
    missing.push({ organisationId, name, cadence, period, dueOn: addDays(end, rules?.dueDays[cadence] ?? 0) })
  }
  return missing
}

/** Who was asked to report and has not, for the newest period that has ended; chasing tells each of them. */
export async function listMissing(ctx: Context, { city, dataset }: Scope): Promise<Missing[]> {
  requirePermission(ctx.actor, 'monitoring.manage', city)
  return missingOf(ctx, dataset, city)
}

/** Reminds everybody whose report is missing; twice a day tells once. */
export async function chaseMissing(ctx: Context, scope: Scope): Promise<{ chased: number }> {
  const missing = await listMissing(ctx, scope)
  for (const { organisationId, cadence, period, dueOn: dueDate } of missing)
    await pushNotice(ctx, {
      ...{
        to: { organisationId },
        kind: 'risk.report_missing',
        params: { period },
        dataset: scope.dataset,
        dueDate,
      },
      reference: { room: 'risk', path: '/monitoring' },
      onceKey: `risk.report_missing/${organisationId}/${cadence}/${period}/${chinaDay(ctx.now)}`,
    })
  await audit(ctx, {
    action: 'risk.chase_reports',
    subject: `city/${scope.city}`,
    detail: { firms: missing.length },
  })
  return { chased: missing.length }
}

/** Open alerts wait for the chain office, missing reports for their firm. */
export const riskTodo: TodoSource = {
  room: 'risk',
  async list(ctx, { dataset, cityCode }, atMost) {
    if (holds(ctx.actor, 'monitoring.manage')) {
      if (cityCode === null) return []
      const rows = await listAlertRows(ctx.db, dataset, cityCode)
      const open = rows.filter(({ state }) => state === 'raised' || state === 'handling')
      return open.slice(0, atMost).map(
        ({ id, title, organisationName, dueOn: dueDate, createdAt }): TodoItem => ({
          ...{ id: `alert/${id}`, kind: 'risk.todo_alert', params: { title, firm: organisationName ?? '' } },
          ...{ path: `/monitoring?alert=${id}`, dueDate, since: createdAt.toISOString() },
        }),
      )
    }
    if (!holds(ctx.actor, 'monitoring.report') || ctx.actor.organisationId === null) return []
    return (await missingOf(ctx, dataset, null)).slice(0, atMost).map(
      ({ cadence, period, dueOn: dueDate }): TodoItem => ({
        ...{
          id: `report/${cadence}/${period}`,
          kind: 'risk.todo_report',
          params: { period },
          dueDate,
          since: null,
        },
        path: '/monitoring',
      }),
    )
  },
}
