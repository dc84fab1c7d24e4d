// The list of a 免申即享 run: every firm that a clause gives something on the day, with amounts after stacking.
import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../../access/index.ts'
import type { Grant, NewGrant } from '../../model.ts'
import type { CityRun } from '../../service/city-run.ts'
import { yuanOf } from '../domain/chinese-amount.ts'
import * as queries from '../queries/grants.ts'
import { getGrant, grantCycle } from './grants.ts'
import { beginLife } from './lives.ts'
import { type FoundClause, findClause } from './open-clause.ts'
import { obstaclesOf } from './readiness.ts'

/** The engine's verdicts by their code in a run. */
const verdictNames = ['entitled', 'insufficient_data', 'not_computable', 'not_eligible', 'near'] as const

/** The firms that a clause gives something, with amounts after stacking; unknown ones are counted, never listed. */
function linesOf({ run, table }: CityRun, policyId: string, clauseId: string) {
  const outcome = run.outcomes.find(({ clause }) => clause.policy === policyId && clause.id === clauseId)
  if (!outcome) return { lines: [], counts: {} as Record<string, number> }
  const counts: Record<string, number> = {}
  for (let row = 0; row < table.rows.ids.length; row++) {
    const verdict = verdictNames[outcome.undecided.get(row) ?? outcome.verdicts[row]!] ?? 'not_eligible'
    counts[verdict] = (counts[verdict] ?? 0) + 1
  }
  const lines = [...outcome.gross.rows].flatMap((row, entry) => {
    const fen = outcome.net[entry]!
    if (outcome.undecided.has(row) || !(fen > 0)) return []
    const firm = table.firms[row]!
    const takenFen = BigInt(outcome.gross.fen[entry]! - fen)
    return [{ organisationId: firm.id, name: firm.name, amountFen: BigInt(fen), takenFen }]
  })
  return { lines, counts }
}

/** Makes the list of a clause: every firm of the city that it gives something today and that has not got it this year. */
export async function startGrant(ctx: Context, input: NewGrant): Promise<Grant> {
  requirePermission(ctx.actor, 'grants.run', input.city)
  const found = await findClause(ctx, input)
  refuseBlocked(ctx, found, input)
  const today = chinaDay(ctx.now)
  const { life, isNew } = await beginLife(ctx, {
    kind: 'grant',
    lifeCycle: grantCycle,
    dataset: input.dataset,
    cityCode: input.city,
    organisationId: null,
    title: `${found.clause.title}（${today.slice(0, 4)}年）`,
    requestKey: input.requestKey,
  })
  if (!isNew) return getGrant(ctx, String(life.id))
  const { lines, counts } = linesOf(found.city, input.policyId, input.clauseId)
  const { dataset, policyId, clauseId } = input
  const granted = await queries.listGranted(ctx.db, { dataset, policyId, clauseId, year: today.slice(0, 4) })
  const fresh = lines.filter(({ organisationId }) => !granted.has(String(organisationId)))
  const alreadyGranted = lines.length - fresh.length
  if (fresh.length === 0)
    throw new AppError('conflict', 'policy.nobody_entitled', { granted: alreadyGranted })
  await queries.insertGrantRun(ctx.db, {
    lifeId: life.id,
    policyId,
    policyVersion: found.version,
    clauseId,
    basis: `${found.policyTitle} · ${found.clause.title}`,
    onDate: today,
    fundId: input.fundId === undefined ? null : BigInt(input.fundId),
    counts: JSON.stringify({ ...counts, alreadyGranted }),
  })
  await keepLines(ctx, { lifeId: life.id, dataset, cityCode: input.city }, fresh)
  await audit(ctx, {
    action: 'policy.grant_start',
    subject: `policy.grant/${life.id}`,
    detail: { ...input, lines: fresh.length, counts },
    confidential: true,
  })
  return getGrant(ctx, String(life.id))
}

/** Refuses a clause that cannot be granted without an application, with everything that blocks it. */
function refuseBlocked(ctx: Context, found: FoundClause, { policyId, clauseId }: NewGrant): void {
  const ready = obstaclesOf(found.city).list.find(
    ({ policy, clause }) => policy === policyId && clause === clauseId,
  )
  if (ready?.isReady) return
  const reasons = (ready?.obstacles ?? []).map(
    ({ message }) => message.split(' · ')[ctx.lang === 'zh' ? 0 : 1],
  )
  throw new AppError('conflict', 'policy.not_ready', { reasons: reasons.join('；') })
}

type Fresh = ReturnType<typeof linesOf>['lines']
type Place = { lifeId: bigint; dataset: Grant['dataset']; cityCode: string }

async function keepLines(ctx: Context, place: Place, fresh: Fresh): Promise<void> {
  const ids = fresh.map(({ organisationId }) => organisationId)
  const codes = await queries.listCreditCodes(ctx.db, ids)
  await queries.insertLines(
    ctx.db,
    fresh.map(({ organisationId, name, amountFen, takenFen }) => ({
      ...place,
      organisationId,
      name,
      creditCode: codes.get(String(organisationId)) ?? null,
      amountFen,
      arithmetic: JSON.stringify(
        takenFen > 0n ? [`${yuanOf(amountFen + takenFen)} − ${yuanOf(takenFen)} = ${yuanOf(amountFen)}`] : [],
      ),
      status: 'listed' as const,
      excludedPart: null,
      excludedReason: null,
      acceptedBy: null,
      acceptedAt: null,
      accountId: null,
    })),
  )
}
