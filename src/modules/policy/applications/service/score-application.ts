import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../../access/index.ts'
import type { Call, ScoreInput } from '../../model.ts'
import { findApplication } from '../queries/applications.ts'
import { findCall, keepScore } from '../queries/calls.ts'
import { findLife } from '../queries/lives.ts'
import { isReviewer } from '../queries/reviewers.ts'
import { getCall, judged, openCall } from './calls.ts'

/** Points as written, at most two decimals, in hundredths. */
const hundredths = (written: string): number => {
  const [whole = '0', part = ''] = written.split('.')
  return Number(whole) * 100 + Number(part.padEnd(2, '0'))
}

/**
 * Keeps the points that the asker gives an application to a call, every criterion at once; a later sheet of the same
 * person replaces the first. Only named reviewers of the call judge, and nobody an application of their own organisation.
 */
export async function scoreApplication(
  ctx: Context,
  applicationId: string,
  input: ScoreInput,
): Promise<Call> {
  requirePermission(ctx.actor, 'calls.score')
  const life = await findLife(ctx.db, applicationId, 'application')
  const row = life && (await findApplication(ctx.db, life.id))
  if (!life || !row || row.callId === null)
    throw new AppError('not_found', 'policy.no_application', { id: applicationId })
  requirePermission(ctx.actor, 'calls.score', life.cityCode)
  if (ctx.actor.organisationId === String(life.organisationId))
    throw new AppError('forbidden', 'policy.own_case')
  const { life: callLife } = await openCall(ctx, String(row.callId))
  if (callLife.state !== 'reviewing' || !judged.includes(life.state))
    throw new AppError('conflict', 'policy.not_judged_now', { title: life.title })
  if (!(await isReviewer(ctx.db, row.callId, ctx.actor.userName)))
    throw new AppError('forbidden', 'policy.not_reviewer', { title: life.title })
  const call = (await findCall(ctx.db, row.callId))!
  const points = readPoints(call.criteria as Call['criteria'], input.points)
  const total = Object.values(points).reduce((a, b) => a + b, 0)
  await keepScore(ctx.db, {
    applicationId: life.id,
    reviewer: ctx.actor.userName,
    reviewerName: ctx.actor.displayName,
    points: JSON.stringify(points),
    total,
    comment: input.comment ?? null,
    scoredAt: ctx.now,
  })
  await audit(ctx, {
    action: 'policy.call_score',
    subject: `policy.application/${applicationId}`,
    detail: { points, total },
    confidential: true,
  })
  return getCall(ctx, String(row.callId))
}

/** The points by criterion in hundredths; what is missing, too many or of no criterion is told with its field. */
function readPoints(criteria: Call['criteria'], written: ScoreInput['points']): Record<string, number> {
  const known = new Map(criteria.map((one) => [one.id, one]))
  const faults = [
    ...criteria.flatMap(({ id, label, max }) => {
      const given = written[id]
      if (given === undefined) return [{ id, code: 'policy.points_missing', params: { label, max } }]
      return hundredths(given) > max * 100
        ? [{ id, code: 'policy.points_above', params: { label, max } }]
        : []
    }),
    ...Object.keys(written)
      .filter((id) => !known.has(id))
      .map((id) => ({ id, code: 'policy.no_criterion', params: { label: id } })),
  ]
  const problems = faults.map(({ id, code, params }) => ({ field: `points.${id}`, code, params }))
  if (problems.length > 0)
    throw new AppError('invalid', 'policy.form_wrong', { count: problems.length }, problems)
  return Object.fromEntries(criteria.map(({ id }) => [id, hundredths(written[id]!)]))
}
