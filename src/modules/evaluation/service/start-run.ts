import { titlesAskedFor } from '../../../engines/rules/index.ts'
import { start } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { loadFactTable } from '../../registry/index.ts'
import { runCycle } from '../domain/life-cycles.ts'
import type { RunDetail, RunInput } from '../model.ts'
import { findRunByKey, insertRun, upsertBasis, upsertResults } from '../queries/runs.ts'
import { assessFrozen, freezeTable, readGiven, resultRows } from './assess-run.ts'
import { getRun } from './read-run.ts'
import { getScorecard } from './read-scorecard.ts'

/**
 * Assesses all firms of a city as they stood on a day and keeps what it rests on: the facts, the city values and the
 * version of the scorecard. A repeated request (`onceKey`) gives the run that the first one made.
 */
export async function startRun(ctx: Context, input: RunInput): Promise<RunDetail> {
  requirePermission(ctx.actor, 'evaluation.run', input.city)
  const before = await findRunByKey(ctx.db, input.onceKey)
  if (before) return getRun(ctx, String(before.id))
  const card = await getScorecard(ctx, input.scorecard)
  const { policy } = card
  if (!policy.assessments.has(input.assessment))
    throw new AppError('invalid', 'evaluation.no_assessment', { name: input.assessment, title: card.title })
  if (input.factsOn > chinaDay(ctx.now))
    throw new AppError('invalid', 'evaluation.day_in_future', { date: input.factsOn })
  if (input.factsOn < card.validFrom || (card.validTo !== null && input.factsOn > card.validTo))
    throw new AppError('invalid', 'evaluation.not_in_force', {
      title: card.title,
      date: input.factsOn,
      from: card.validFrom,
      to: card.validTo ?? '—',
    })
  const city = readGiven(policy, input.given)
  const table = await loadFactTable(ctx, {
    dataset: input.dataset,
    cityCode: input.city,
    facts: new Map(Object.entries(policy.facts)),
    on: input.factsOn,
    kind: card.subject,
    titles: titlesAskedFor([policy.written]),
  })
  if (table.ids.length === 0) throw new AppError('conflict', 'evaluation.nobody', { city: input.city })
  const frozen = freezeTable(table)
  const { assessed, groups } = assessFrozen(policy, input.assessment, { frozen, on: input.factsOn, city })
  const id = await insertRun(ctx.db, {
    dataset: input.dataset,
    cityCode: input.city,
    scorecardId: card.id,
    assessment: input.assessment,
    year: input.year,
    factsOn: input.factsOn,
    state: 'draft',
    history: JSON.stringify(
      start(runCycle, {
        actor: { id: ctx.actor.displayName, roles: ['office'] },
        at: ctx.now.toISOString(),
      }).history,
    ),
    subjects: table.ids.length,
    createdBy: ctx.actor.displayName,
    createdAt: ctx.now,
    publishedOn: null,
    onceKey: input.onceKey,
  })
  if (id === undefined) throw new AppError('conflict', 'evaluation.run_in_progress', {})
  await upsertBasis(ctx.db, id, { given: input.given, groups })
  await upsertResults(ctx.db, resultRows({ id, dataset: input.dataset }, assessed, frozen))
  await audit(ctx, {
    action: 'evaluation.run',
    subject: `evaluation.run/${id}`,
    detail: {
      scorecard: card.key,
      version: card.version,
      year: input.year,
      factsOn: input.factsOn,
      subjects: table.ids.length,
    },
  })
  return getRun(ctx, String(id))
}
