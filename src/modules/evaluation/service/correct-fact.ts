import { AppError } from '../../../kernel/errors.ts'
import type { Context } from '../../access/index.ts'
import type { HeldAppeal } from '../queries/appeals.ts'
import * as queries from '../queries/runs.ts'
import { assessFrozen, type Frozen, readGiven, resultRows } from './assess-run.ts'
import { readClaimed } from './read-claim.ts'
import { getScorecard } from './read-scorecard.ts'

/** Puts a corrected fact into a run and assesses all of its firms again; the correction stays with the result. */
export async function correctFact(ctx: Context, appeal: HeldAppeal, value: string | null): Promise<void> {
  const run = (await queries.lockRun(ctx.db, String(appeal.runId)))!
  if (run.state === 'published') throw new AppError('conflict', 'evaluation.not_noticed', {})
  const { policy } = await getScorecard(ctx, String(run.scorecardId))
  const fact = appeal.fact!
  const to = readClaimed(policy, fact, value)
  const results = await queries.listResults(ctx.db, run.id)
  const corrections = new Map(results.map((r) => [String(r.organisationId), [...r.corrections]]))
  const frozen = results.map((result): Frozen => {
    const id = String(result.organisationId)
    if (result.organisationId !== appeal.organisationId) return { id, facts: result.facts }
    const from = result.facts[fact] ?? null
    corrections.set(id, [...result.corrections, { fact, from, to, appealId: String(appeal.id) }])
    return { id, facts: { ...result.facts, [fact]: to } }
  })
  const basis = await queries.findBasis(ctx.db, run.id)
  const given = basis?.given ?? {}
  const city = readGiven(policy, given)
  const { assessed, groups } = assessFrozen(policy, run.assessment, { frozen, on: run.factsOn, city })
  await queries.upsertBasis(ctx.db, run.id, { given, groups })
  await queries.upsertResults(ctx.db, resultRows(run, assessed, frozen, corrections))
  if (run.state === 'noticed') await queries.replacePublished(ctx.db, run.id)
}
