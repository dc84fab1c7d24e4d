import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, holds, requirePermission, type TodoSource } from '../../access/index.ts'
import { listConflicts } from '../domain/list-conflicts.ts'
import type { ConflictAnswer, DecisionInput } from '../model/changes.ts'
import * as queries from '../queries.ts'
import { type CityIndicators, type CityScope, loadCity } from './load-city.ts'

type DecisionAnswer = NonNullable<ConflictAnswer['decision']>
const decisionAnswer = (row: queries.ConflictDecision): DecisionAnswer => ({
  id: String(row.id),
  binding: row.binding,
  reason: row.reason,
  decidedByName: row.decidedByName,
  decidedAt: row.decidedAt.toISOString(),
  revokedByName: row.revokedByName,
  revokedAt: row.revokedAt?.toISOString() ?? null,
  revokedReason: row.revokedReason,
})

/** The conflicts of what was loaded, each with the decision that holds and those that were taken back. */
export function conflictsOf(city: CityIndicators): ConflictAnswer[] {
  return listConflicts(city).map((conflict) => {
    const own = city.decided.filter(({ conflictKey }) => conflictKey === conflict.key)
    const holding = own.find(({ revokedAt }) => revokedAt === null)
    return {
      ...conflict,
      decision: holding ? decisionAnswer(holding) : null,
      revoked: own.filter(({ revokedAt }) => revokedAt !== null).map(decisionAnswer),
    }
  })
}

/** Where the sources of a city's indicators do not say the same; undecided ones first. */
export async function listCityConflicts(ctx: Context, scope: CityScope): Promise<ConflictAnswer[]> {
  requirePermission(ctx.actor, 'indicators.read', scope.cityCode)
  const conflicts = conflictsOf(await loadCity(ctx, scope))
  return conflicts.sort((a, b) => Number(a.decision !== null) - Number(b.decision !== null))
}

/** Decides which statement of a conflict binds, with the reason; it holds until the figures change or it is revoked. */
export async function decideConflict(ctx: Context, input: DecisionInput): Promise<ConflictAnswer> {
  requirePermission(ctx.actor, 'indicators.manage', input.city)
  const scope = { cityCode: input.city, dataset: input.dataset }
  const conflict = conflictsOf(await loadCity(ctx, scope)).find(({ key }) => key === input.conflict)
  if (!conflict) throw new AppError('not_found', 'indicators.no_conflict')
  if (input.binding === 'each' && conflict.kind !== 'target_scope')
    throw new AppError('invalid', 'indicators.each_needs_scopes')
  if (input.binding !== 'each' && !conflict.members.some(({ id }) => id === input.binding))
    throw new AppError('invalid', 'indicators.binding_unknown', { binding: input.binding })
  const id = await queries.insertDecision(ctx.db, {
    ...scope,
    conflictKey: conflict.key,
    kind: conflict.kind,
    indicatorId: conflict.indicator,
    members: conflict.members,
    binding: input.binding,
    reason: input.reason,
    decidedBy: ctx.actor.userId === null ? null : BigInt(ctx.actor.userId),
    decidedByName: ctx.actor.displayName,
    decidedAt: ctx.now,
  })
  if (id === undefined) throw new AppError('conflict', 'indicators.decided_already')
  await audit(ctx, {
    action: 'indicators.decide_conflict',
    subject: `indicators.conflict_decision/${id}`,
    detail: {
      indicator: conflict.indicator,
      kind: conflict.kind,
      binding: input.binding,
      reason: input.reason,
    },
  })
  return reread(ctx, scope, conflict.key)
}

/** Takes a decision back with the reason: the conflict is open again, the decision stays as history. */
export async function revokeConflictDecision(
  ctx: Context,
  id: string,
  reason: string,
): Promise<ConflictAnswer> {
  requirePermission(ctx.actor, 'indicators.manage')
  const held = await queries.findDecision(ctx.db, id)
  if (!held) throw new AppError('not_found', 'indicators.no_decision', { id })
  requirePermission(ctx.actor, 'indicators.manage', held.cityCode)
  const by = { at: ctx.now, name: ctx.actor.displayName, reason }
  if (!(await queries.revokeDecision(ctx.db, held.id, by)))
    throw new AppError('conflict', 'indicators.decision_revoked')
  await audit(ctx, {
    action: 'indicators.revoke_decision',
    subject: `indicators.conflict_decision/${id}`,
    detail: { indicator: held.indicatorId, binding: held.binding, reason },
  })
  return reread(ctx, { cityCode: held.cityCode, dataset: held.dataset }, held.conflictKey)
}

async function reread(ctx: Context, scope: CityScope, key: string): Promise<ConflictAnswer> {
  const conflict = conflictsOf(await loadCity(ctx, scope)).find((each) => each.key === key)
  if (!conflict) throw new AppError('not_found', 'indicators.no_conflict')
  return conflict
}

/** What waits for the chain office: conflicts between sources that nobody has decided. */
export const indicatorTodo: TodoSource = {
  room: 'indicators',
  async list(ctx, { dataset, cityCode }) {
    if (cityCode === null || !holds(ctx.actor, 'indicators.manage')) return []
    if (ctx.actor.cityCode !== null && ctx.actor.cityCode !== cityCode) return []
    const open = (await listCityConflicts(ctx, { dataset, cityCode })).filter(
      ({ decision }) => decision === null,
    )
    if (open.length === 0) return []
    const item = {
      id: `conflicts/${cityCode}`,
      kind: 'indicators.todo.conflicts',
      params: { count: open.length },
      path: '/indicators?view=conflicts',
      dueDate: null,
      since: null,
    }
    return [item]
  },
}
