import { applyReform, parseDay } from '../../../engines/rules/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { classMovement } from '../domain/class-movement.ts'
import { levelsOf } from '../domain/readable-card.ts'
import type { BackTest, BackTestInput } from '../model.ts'
import * as queries from '../queries/runs.ts'
import { assessFrozen, frozenOf, readGiven, resultRows } from './assess-run.ts'
import { type Line, linesById, moversOf } from './compare-runs.ts'
import { getScorecard } from './read-scorecard.ts'

/**
 * What a changed scorecard would have done to the firms of a run: the same frozen facts, the same city values handed
 * in, the changed weights, bands, classes or parameters. Nothing is kept but the audit entry.
 */
export async function backTest(ctx: Context, id: string, { changes }: BackTestInput): Promise<BackTest> {
  requirePermission(ctx.actor, 'evaluation.run')
  const run = await queries.findRun(ctx.db, id)
  if (!run) throw new AppError('not_found', 'evaluation.no_run', { id })
  requirePermission(ctx.actor, 'evaluation.run', run.cityCode)
  const { policy } = await getScorecard(ctx, String(run.scorecardId))
  const changed = changedPolicy(policy, changes, run.factsOn)
  const results = await queries.listResults(ctx.db, run.id)
  const basis = await queries.findBasis(ctx.db, run.id)
  const frozen = frozenOf(results)
  const city = readGiven(changed, basis?.given ?? {})
  const { assessed } = assessFrozen(changed, run.assessment, { frozen, on: run.factsOn, city })
  const before = linesById(results)
  const after = new Map(
    resultRows(run, assessed, frozen).map((row): [string, Line] => {
      const key = String(row.organisationId)
      return [key, { ...row, id: key, name: before.get(key)!.name }]
    }),
  )
  const levels = levelsOf(changed, run.assessment)
  const movement = classMovement(before, after, levels)
  await audit(ctx, {
    action: 'evaluation.back_test',
    subject: `evaluation.run/${id}`,
    detail: { changes },
    confidential: true,
  })
  const { up, down, same, unknown } = movement
  return {
    matrix: { levels: [...movement.levels], cells: movement.cells.map((row) => [...row]) },
    up,
    down,
    same,
    unknown,
    movers: moversOf(ctx, before, after, levels),
  }
}

type Policy = Awaited<ReturnType<typeof getScorecard>>['policy']

function changedPolicy(policy: Policy, changes: BackTestInput['changes'], on: string): Policy {
  const text = { file: policy.file, policy, problems: [], lineOf: () => null }
  const reform = {
    reform: 'back-test',
    changes: changes
      .flatMap((change) => weightChange(policy, change))
      .map(({ path, value }) => {
        const isParameter = path.startsWith('parameters/')
        return { path: `${policy.id}/${path}`, value, ...(isParameter ? { from: on } : {}) }
      }),
  }
  const { texts, problems } = applyReform([text], reform, parseDay(on), policy.id)
  const faults = [...problems, ...texts.flatMap((t) => t.problems)].filter((p) => p.severity === 'error')
  const changed = texts[0]?.policy
  if (faults.length > 0 || !changed)
    throw new AppError('invalid', 'evaluation.change_bad', { reason: faults[0]?.message ?? '' })
  return changed
}

type Change = { readonly path: string; readonly value: unknown }
/** A bare number is meant as points; otherwise the two would be of different kinds. */
const pointsOf = (value: unknown) => (/^[\d.]+$/u.test(String(value)) ? `${value}分` : value)
const weightPath = /^scorecards\/([a-z][a-z0-9_]*)\/indicators\/(\d{1,3})\/max$/u

/**
 * A changed weight of an indicator: its maximum, and its points in exact proportion, so that half of the old maximum is
 * half of the new one. Other changes stay as they are.
 */
function weightChange(policy: Policy, change: Change): Change[] {
  const [, card, index] = weightPath.exec(change.path) ?? []
  const indicator = card && policy.written.scorecards?.[card]?.indicators[Number(index)]
  if (!indicator) return [change]
  const ratio = { share: { of: { value: pointsOf(change.value) }, over: { value: pointsOf(indicator.max) } } }
  return [
    change,
    { path: change.path.replace(/max$/u, 'points'), value: { times: [indicator.points, ratio] } },
  ]
}
