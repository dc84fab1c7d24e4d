import { act, type Event, replay } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { workingDays } from '../../../platform/working-days.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { runCycle } from '../domain/life-cycles.ts'
import type { RunDetail, RunState } from '../model.ts'
import { countOpenAppeals } from '../queries/appeals.ts'
import * as queries from '../queries/runs.ts'
import { officer, refused, runDueOn } from './lives.ts'
import { getRun } from './read-run.ts'
import { tellFirms } from './tell-firms.ts'

/**
 * Takes a run one step on: shown for objections, published, taken back. From the public notice on everybody sees names
 * and classes, and nothing else; publication waits for the last day of the notice and for every objection's answer.
 */
export async function actOnRun(
  ctx: Context,
  id: string,
  { action, comment }: { action: string; comment?: string | undefined },
): Promise<RunDetail> {
  requirePermission(ctx.actor, 'evaluation.run')
  const run = await queries.lockRun(ctx.db, id)
  if (!run) throw new AppError('not_found', 'evaluation.no_run', { id })
  requirePermission(ctx.actor, 'evaluation.run', run.cityCode)
  const outcome = act(runCycle, replay(runCycle, run.history as Event[]), action, {
    actor: officer(ctx),
    at: ctx.now.toISOString(),
    calendar: workingDays(),
    ...(comment === undefined ? {} : { comment }),
  })
  if (!outcome.ok) throw refused(outcome.refusals)
  const open = action === 'publish' ? await countOpenAppeals(ctx.db, run.id) : 0
  if (open > 0) throw new AppError('conflict', 'evaluation.appeals_open', { count: open })
  const state = outcome.instance.state as RunState
  const publishedOn = state === 'published' ? chinaDay(ctx.now) : null
  await queries.updateRunState(ctx.db, run.id, {
    state,
    publishedOn,
    history: JSON.stringify(outcome.instance.history),
  })
  if (state === 'noticed' || state === 'published') await queries.replacePublished(ctx.db, run.id)
  else await queries.deletePublished(ctx.db, run.id)
  if (state === 'noticed' || state === 'published')
    await tellFirms(ctx, run, { state, until: runDueOn(outcome.instance) })
  await audit(ctx, {
    action: `evaluation.${action}`,
    subject: `evaluation.run/${id}`,
    detail: { from: run.state, to: state, comment: comment ?? null },
  })
  return getRun(ctx, id)
}
