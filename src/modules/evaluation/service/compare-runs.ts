import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context } from '../../access/index.ts'
import { classMovement, directionOf } from '../domain/class-movement.ts'
import { decimalText, readFraction } from '../domain/exact-figure.ts'
import { differences } from '../domain/point-difference.ts'
import { levelsOf } from '../domain/readable-card.ts'
import type { Comparison, Mover } from '../model.ts'
import * as queries from '../queries/runs.ts'
import { seesScores, toRunInfo, visibleRun } from './read-run.ts'
import { getScorecard } from './read-scorecard.ts'

export type Line = {
  readonly id: string
  readonly name: string
  readonly level: string | null
  readonly score: string | null
  readonly place: number | null
  readonly reason: string
  readonly indicators: readonly { label: string; points: string | null; max: string }[]
}
const mostMovers = 500

/** Two runs of one assessment side by side: who moved class, and by which indicators. */
export async function compareRuns(
  ctx: Context,
  { from, to }: { from: string; to: string },
): Promise<Comparison> {
  const before = await visibleRun(ctx, from)
  const after = await visibleRun(ctx, to)
  const [was, is] = await Promise.all([
    getScorecard(ctx, String(before.scorecardId)),
    getScorecard(ctx, String(after.scorecardId)),
  ])
  const isAlike =
    was.key === is.key &&
    before.assessment === after.assessment &&
    before.dataset === after.dataset &&
    before.cityCode === after.cityCode
  if (!isAlike || before.id === after.id)
    throw new AppError('invalid', 'evaluation.not_comparable', { from: was.title, to: is.title })
  const [old, now] = [await linesOf(ctx, before), await linesOf(ctx, after)]
  const levels = levelsOf(is.policy, after.assessment)
  const movement = classMovement(old, now, levels)
  return {
    from: await toRunInfo(ctx, before),
    to: await toRunInfo(ctx, after),
    matrix: { levels: [...movement.levels], cells: movement.cells.map((row) => [...row]) },
    up: movement.up,
    down: movement.down,
    same: movement.same,
    unknown: movement.unknown,
    onlyBefore: [...old.keys()].filter((id) => !now.has(id)).length,
    onlyAfter: [...now.keys()].filter((id) => !old.has(id)).length,
    sameRules: before.scorecardId === after.scorecardId,
    movers: moversOf(ctx, old, now, levels),
  }
}

async function linesOf(ctx: Context, run: queries.HeldRun): Promise<Map<string, Line>> {
  if (!seesScores(ctx)) {
    const lines = await queries.listPublished(ctx.db, run.id)
    return new Map(
      lines.map(({ organisationId, name, level }) => [
        String(organisationId),
        {
          id: String(organisationId),
          name,
          level,
          score: null,
          place: null,
          reason: 'scored',
          indicators: [],
        },
      ]),
    )
  }
  await audit(ctx, {
    action: 'evaluation.read_results',
    subject: `evaluation.run/${run.id}`,
    detail: { subjects: run.subjects },
    confidential: true,
  })
  return linesById(await queries.listResults(ctx.db, run.id))
}

export const linesById = (results: readonly queries.NamedResult[]): Map<string, Line> =>
  new Map(
    results.map((result) => [
      String(result.organisationId),
      { ...result, id: String(result.organisationId) },
    ]),
  )

/** Who changed class, the biggest change of score first; the reasons are the indicators that moved most. */
export function moversOf(
  ctx: Context,
  before: ReadonlyMap<string, Line>,
  after: ReadonlyMap<string, Line>,
  levels: readonly string[],
): Mover[] {
  const movers: (Mover & { size: number })[] = []
  for (const [id, was] of before) {
    const is = after.get(id)
    if (!is || was.level === is.level) continue
    const direction = directionOf(was.level, is.level, levels)
    const show = ({ level, score, place }: Line) => ({
      level,
      score: decimalText(readFraction(score)),
      place,
    })
    const why = differences(was.indicators, is.indicators).slice(0, 3)
    movers.push({
      organisationId: id,
      name: is.name,
      before: show(was),
      after: show(is),
      direction: direction === 'same' ? 'unknown' : direction,
      why: why.map(({ label, difference }) => ({ label, difference: decimalText(difference) })),
      note: was.reason === is.reason ? null : `${sayReason(ctx, was)} → ${sayReason(ctx, is)}`,
      size: why.reduce((sum, { size }) => sum + size, 0),
    })
  }
  return movers
    .sort((a, b) => b.size - a.size || a.name.localeCompare(b.name))
    .slice(0, mostMovers)
    .map(({ size: _, ...mover }) => mover)
}

const sayReason = (ctx: Context, { reason }: Line): string =>
  translate(ctx.lang, `evaluation.reason.${reason}`, { rule: '' }).replace(/[：:]\s*$/u, '')
